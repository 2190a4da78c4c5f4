"""What an actor may see of the tree, and the errors of a question as mistakes of a person."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from dutdiem.authority import Actor, Refused, within
from dutdiem.calendar.cutoffs import CALENDAR
from dutdiem.calendar.kinds import Kind
from dutdiem.calendar.periods import Period, PeriodError, parse_period
from dutdiem.kit.errors import Mistake
from dutdiem.kit.telling import said
from dutdiem.measures.answers import Narrow
from dutdiem.measures.definitions import Definitions
from dutdiem.measures.errors import MeasureError, StructureError
from dutdiem.measures.places import calendar_of
from dutdiem.measures.structure import Structure


@contextmanager
def asking() -> Iterator[None]:
    """A question that cannot be answered is the asker's mistake, said in one sentence."""
    try:
        yield
    except (MeasureError, PeriodError) as error:
        raise Mistake(said(error)) from None


def periods(codes: Iterable[str]) -> list[Period]:
    """The periods of codes, in the order given."""
    with asking():
        return [parse_period(code) for code in codes]


def period_with_days(code: str, measure: str, defined: Definitions) -> str:
    """A period's code, with its days where they are not those of plain months: `2025-03 (15/02/2025 - 14/03/2025)`."""
    period = parse_period(code).under(calendar_of(measure, defined))
    plain = period.cutoff == CALENDAR or period.kind in (Kind.DAY, Kind.WEEK)
    return code if plain else f"{code} ({period.start:%d/%m/%Y} - {period.end:%d/%m/%Y})"


def seen_by(actor: Actor, today: date, *, refuse: bool = True) -> Narrow:
    """Keeps of a structure's units those whose figures the actor may see: by their place on that day or their place today.

    With `refuse` it raises `Refused` where there are units and the actor may see none of them.
    """

    def narrow(structure: Structure, codes: Sequence[str]) -> Sequence[str]:
        tops = actor.paths("figures.read", today)
        if "" in tops:
            return codes
        now = _today(structure, today)
        seen = [code for code in codes if _may_see(structure, now, code, tops)]
        if codes and not seen and refuse:
            raise Refused(f"{actor.name} không có quyền xem số liệu của {', '.join(codes[:5])}; đề nghị được giao quyền nếu cần.")
        return seen

    return narrow


def _may_see(structure: Structure, now: Structure, code: str, tops: Collection[str]) -> bool:
    """A unit by its place on that day or its place today; a group where every member may be seen."""
    if code in structure.groups:
        return all(_may_see(structure, now, member, tops) for member in structure.groups[code])
    return within(_path(structure, code), tops) or within(_path(now, code), tops)


def _today(structure: Structure, today: date) -> Structure:
    """The structure of today, or this one where no unit exists today."""
    try:
        return structure.tree.structure(today)
    except StructureError:
        return structure


def _path(structure: Structure, code: str) -> str:
    """The unit's path, or what no grant covers where it does not exist."""
    return "/".join(reversed(structure.ancestors(code))) if code in structure.units else "/"
