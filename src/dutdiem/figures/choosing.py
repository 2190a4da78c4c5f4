"""A unit chooses which indicators stand first on its overview."""

from collections.abc import Iterable, Sequence
from datetime import date

from dutdiem.authority import Actor, demand
from dutdiem.catalogue import uses
from dutdiem.catalogue.models import Owned
from dutdiem.catalogue.queries import indicators, lasting
from dutdiem.figures.models import Chosen
from dutdiem.kit.errors import Mistake
from dutdiem.trail.actions import entry
from dutdiem.trail.models import Recorded
from dutdiem.units import queries as units
from dutdiem.units.models import Unit

MOST = 8
"""More do not stand first: the page shows ten, and what is behind its target must have room."""


def choose(actor: Actor, unit: Unit, codes: Sequence[str]) -> None:
    """Put these indicators first on the unit's overview, in their order; none takes the choice back.

    They are of the whole tree, of the unit itself or of one above it; Mistake for another one, which is as if it were not there.
    What the actor may not see stays as it was chosen.
    """
    today = date.today()
    path = units.path_of(unit.code, today)
    demand(actor, "figures.choose", path, today)
    wanted = list(dict.fromkeys(codes))
    if len(wanted) > MOST:
        raise Mistake(f"Chọn nhiều nhất {MOST} chỉ tiêu; bỏ bớt rồi ghi lại.")
    there = indicators(actor, today).filter(lasting(today), code__in=wanted).select_related("owner")
    known = {one.code: one for one in there if one.owner is None or one.owner.code in path.split("/")}
    if missing := [code for code in wanted if code not in known]:
        raise Mistake(f"Không có chỉ tiêu thống kê “{missing[0]}”; chọn trong danh sách.")
    with entry(actor, "figures.choose", unit=unit.code, indicators=wanted) as writing:
        Unit.objects.select_for_update().get(pk=unit.pk)  # of two who choose at once the second finds what the first chose
        before = {one.indicator_id: one for one in Chosen.objects.filter(unit=unit, indicator__in=indicators(actor, today))}
        for place, code in enumerate(wanted):
            one = before.pop(known[code].pk, None)
            if one is None:
                writing.make(Chosen(unit=unit, indicator=known[code], place=place))
            elif one.place != place:
                one.place = place
                writing.change(one)
        for one in before.values():
            writing.deleted(one)
            one.delete()


def register() -> None:
    """A choice goes with the indicator that a unit deletes: nothing else is lost by it."""
    uses.register(uses.Use(goes=_chosen))


def _chosen(kind: str, record: Owned) -> Iterable[Recorded]:
    return Chosen.objects.filter(indicator=record.pk) if kind == "indicator" else ()
