"""Who looks at a page, found once for each request."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from django.http import HttpRequest
from django.utils import timezone

from dutdiem.access.models import User
from dutdiem.access.queries import actor_for
from dutdiem.authority import Actor, may


@dataclass(frozen=True, slots=True)
class Viewer:
    """The signed-in account as an actor, and the day it is in the office."""

    user: User
    actor: Actor
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
        known = Viewer(user, actor_for(user, today), today)
        request.viewer = known  # type: ignore[attr-defined]
    return cast(Viewer, known)
