"""What every page of the shell knows."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

SEARCH = "/tim/"


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The main menu, which entry is open, whether somebody has signed in and for whom they act; no query of its own."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    who = getattr(request, "viewer", None)
    return {
        "here": request.path,
        "signed_in": signed_in,
        "menu": menu(request.path) if signed_in else [],
        "acting_for": who.principal if who else None,
        "may_read_accounts": bool(who and who.actor.paths("access.read", who.today)),
        "searched": request.GET.get("q", "") if request.path == SEARCH else "",
    }


_BELOW = {"plans:tree": ("/nhiem-vu/",)}
"""Addresses of pages that an entry leads to besides those below its own."""


def menu(here: str) -> list[dict[str, Any]]:
    """Label, address and `open` of each entry; an entry whose stage has no pages is left out."""
    wanted = [
        (_("Tổng quan"), "web:overview"),
        (_("Việc của tôi"), "desk:mine"),
        (_("Kế hoạch"), "plans:tree"),
        (_("Đôn đốc"), "oversight:board"),
        (_("Số liệu"), "figures:table"),
        (_("Nộp số liệu"), "collection:due"),
        (_("Văn bản"), "documents:list"),
        (_("Báo cáo"), "reviews:list"),
    ]
    entries = []
    for label, name in wanted:
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        homes = (address, *_BELOW.get(name, ()))
        entries.append({"label": label, "url": address, "open": here == "/" if address == "/" else here.startswith(homes)})
    return entries
