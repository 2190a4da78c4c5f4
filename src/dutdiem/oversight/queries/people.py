"""Who is to be reminded at a unit: those who do the work there, who leads it, and who stands above it. No actor asks: each account
is given what rests on its own unit, or on one below it."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q

from dutdiem.access.models import RoleGrant, User
from dutdiem.access.queries import standing_in
from dutdiem.authority import Role, within
from dutdiem.units import queries as units

WORKING = (Role.REPORTER, Role.STAFF)
LEADING = (Role.LEADER, Role.STAFF)
ANSWERING = (Role.STAFF, Role.LEADER)


class People:
    """The active accounts at each unit on a day; a grant over a unit that has ended counts where its largest heir is.

    `standing_in` gives those who stand in for an account on that day: whoever is away is reminded too, and they get a copy.
    """

    def __init__(self, on: date) -> None:
        held = Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gte=on)
        found = RoleGrant.objects.filter(*held, user__is_active=True, role__in={*WORKING, *LEADING}).select_related("user")
        grants = list(found.order_by("pk"))
        places = units.holders({grant.unit_id for grant in grants}, on)
        self.at: dict[str, dict[str, list[User]]] = {}
        for grant in grants:
            if place := places.get(grant.unit_id):
                self.at.setdefault(place.path, {}).setdefault(grant.role, []).append(grant.user)
        self.deputies: dict[int, list[User]] = {}
        for one in standing_in(on):
            self.deputies.setdefault(one.principal_id, []).append(one.deputy)

    def stands_within(self, account: User, top: str) -> bool:
        """Whether the account works or leads at the unit with this path, or below it."""
        return any(within(path, (top,)) and any(account in those for those in here.values()) for path, here in self.at.items())

    def standing_in(self, account: User) -> Sequence[User]:
        """Who stands in for the account on the day, none of them twice."""
        return self.deputies.get(account.pk, ())

    def first(self, path: str, roles: Iterable[str]) -> Sequence[User]:
        """The accounts at a unit with the first of these roles that somebody has there."""
        here = self.at.get(path, {})
        return next((here[role] for role in roles if role in here), ())

    def above(self, path: str, tops: Sequence[str]) -> Sequence[User]:
        """Who leads the nearest unit above where anybody does, not higher than `tops`."""
        while "/" in path:
            path = path.rsplit("/", 1)[0]
            if not within(path, tops):
                return ()
            if found := self.first(path, LEADING):
                return found
        return ()
