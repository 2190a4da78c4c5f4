"""What an actor may see of the tree, and the errors of a question as mistakes of a person."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from dutdiem.authority import Actor, Refused, within
from dutdiem.calendar.periods import Period, PeriodError, parse_period
from dutdiem.kit.errors import Mistake
from dutdiem.measures.errors import MeasureError
from dutdiem.measures.structure import Structure, Tree


@contextmanager
def asking() -> Iterator[None]:
    """A question that cannot be answered is the asker's mistake, said in one sentence."""
    try:
        yield
    except (MeasureError, PeriodError) as error:
        raise Mistake(str(error)) from None


def periods(codes: Iterable[str]) -> list[Period]:
    """The periods of codes, in the order given."""
    with asking():
        return [parse_period(code) for code in codes]


def visible(actor: Actor, structure: Structure, codes: Iterable[str], today: date) -> list[str]:
    """Those of the units whose figures the actor may see: by their place on that day, or by their place today.

    Raises `Refused` where there are units, and the actor may see none of them.
    """
    tops = actor.paths("figures.read", today)
    wanted = list(codes)
    if "" in tops:
        return wanted
    now = structure.tree.structure(today) if _any_today(structure.tree, today) else structure
    seen = [code for code in wanted if within(_path(structure, code), tops) or within(_path(now, code), tops)]
    if wanted and not seen:
        raise Refused(f"{actor.name} không có quyền xem số liệu của {', '.join(wanted[:5])}; đề nghị được giao quyền nếu cần.")
    return seen


def _any_today(tree: Tree, today: date) -> bool:
    return any(True for _ in tree.alive(today))


def _path(structure: Structure, code: str) -> str:
    if code not in structure.units:
        return ""
    return "/".join(reversed(structure.ancestors(code)))
