"""Who looks at a page, found once for each request, and how units are named to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.http import HttpRequest
from django.utils import timezone

from dutdiem.access.models import User
from dutdiem.access.queries import principal_of, standing
from dutdiem.authority import Actor, may, within
from dutdiem.units.models import UnitVersion

ACTING_FOR = "acting_for"
"""In the session: the key of the account that the signed-in one stands in for just now."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """The signed-in account as an actor, its own unit's code, the day it is in the office, and whom it stands in for just now."""

    user: User
    actor: Actor
    home: str | None
    today: date
    principal: User | None = None

    def may(self, verb: str, path: str) -> bool:
        """Whether the viewer may do `verb` at the unit with this path today."""
        return may(self.actor, verb, path, self.today)


def viewer(request: HttpRequest) -> Viewer:
    """The viewer of a request that LoginRequiredMiddleware has let through."""
    known = getattr(request, "viewer", None)
    if known is None:
        today = timezone.localdate()
        user = cast(User, request.user)
        principal = _principal(request, user, today)
        known = Viewer(user, *standing(user, today, principal), today, principal)
        request.viewer = known  # type: ignore[attr-defined]
    return cast(Viewer, known)


def _principal(request: HttpRequest, user: User, today: date) -> User | None:
    """Whom the account has chosen to act for, as long as it may; afterwards it is itself again."""
    key = request.session.get(ACTING_FOR)
    found = principal_of(user, key, today) if key else None
    if key and not found:
        del request.session[ACTING_FOR]
    return found


@dataclass(frozen=True, slots=True)
class Named:
    """A unit by its name on a day, else by its last; `open` where the viewer may look at its page."""

    code: str
    name: str
    path: str
    open: bool
    level: str


def named(who: Viewer, codes: Iterable[str | None], on: date | None = None) -> dict[str, Named]:
    """Units by code, in one query."""
    day, reach = on or who.today, who.actor.paths("units.read", who.today)
    found = UnitVersion.objects.filter(unit__code__in={code for code in codes if code}, valid_from__lte=day).order_by("valid_from")
    rows = found.values_list("unit__code", "name", "path", "level")
    return {code: Named(code, name, path, within(path, reach), level) for code, name, path, level in rows}
