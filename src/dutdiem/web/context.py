"""What every page of the shell knows."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The main menu, which entry is open, and whether somebody has signed in; no query of its own."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {"here": request.path, "signed_in": signed_in, "menu": menu(request.path) if signed_in else []}


def menu(here: str) -> list[dict[str, Any]]:
    """Label, address and `open` of each entry; an entry whose stage has no pages is left out."""
    wanted = [
        (_("Tổng quan"), "web:overview"),
        (_("Kế hoạch"), "plans:tree"),
        (_("Nhiệm vụ"), "plans:list"),
        (_("Số liệu"), "figures:table"),
        (_("Văn bản"), "documents:list"),
        (_("Báo cáo"), "reviews:list"),
    ]
    entries = []
    for label, name in wanted:
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        entries.append({"label": label, "url": address, "open": here == address if address == "/" else here.startswith(address)})
    return entries
