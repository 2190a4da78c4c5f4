"""Who looks at a page, found once for each request, and how units are named to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.http import HttpRequest
from django.utils import timezone

from dutdiem.access.models import User
from dutdiem.access.queries import standing
from dutdiem.authority import Actor, may, within
from dutdiem.units.models import UnitVersion


@dataclass(frozen=True, slots=True)
class Viewer:
    """The signed-in account as an actor, its own unit's code, and the day it is in the office."""

    user: User
    actor: Actor
    home: str | None
    today: date

    def may(self, verb: str, path: str) -> bool:
        """Whether the viewer may do `verb` at the unit with this path today."""
        return may(self.actor, verb, path, self.today)


def viewer(request: HttpRequest) -> Viewer:
    """The viewer of a request that LoginRequiredMiddleware has let through."""
    known = getattr(request, "viewer", None)
    if known is None:
        today = timezone.localdate()
        user = cast(User, request.user)
        known = Viewer(user, *standing(user, today), today)
        request.viewer = known  # type: ignore[attr-defined]
    return cast(Viewer, known)


@dataclass(frozen=True, slots=True)
class Named:
    """A unit by its name on a day, else by its last; `open` where the viewer may look at its page."""

    code: str
    name: str
    path: str
    open: bool


def named(who: Viewer, codes: Iterable[str | None], on: date | None = None) -> dict[str, Named]:
    """Units by code, in one query."""
    day, reach = on or who.today, who.actor.paths("units.read", who.today)
    found = UnitVersion.objects.filter(unit__code__in={code for code in codes if code}, valid_from__lte=day).order_by("valid_from")
    rows = found.values_list("unit__code", "name", "path")
    return {code: Named(code, name, path, within(path, reach)) for code, name, path in rows}
