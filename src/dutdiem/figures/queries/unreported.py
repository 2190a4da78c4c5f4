"""Which figures of a form have not come in, unit by unit: from the mart, that is of what was submitted or approved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dutdiem.authority import Actor
from dutdiem.calendar.cutoffs import find_cutoff
from dutdiem.calendar.periods import Period, parse_period
from dutdiem.catalogue.models import ReportForm
from dutdiem.catalogue.queries import definitions, form_of
from dutdiem.figures.mart import engine, mart
from dutdiem.figures.queries.reach import asking, seen_by
from dutdiem.kit.errors import Mistake
from dutdiem.measures.definitions import asked_for
from dutdiem.measures.structure import Structure
from dutdiem.measures.unreported import unreported as find


@dataclass(frozen=True, slots=True)
class Lacking:
    """A unit that fills the form in, and the elements of it that it has not reported for a period."""

    unit: str
    unit_name: str
    period: str
    missing: int
    elements: tuple[str, ...]


def unreported(
    actor: Actor, form_code: str, period_code: str, units: str | None = None, *, today: date | None = None
) -> list[Lacking]:
    """The units at or below those of the selector (the whole tree without one) that lack figures, by stored period.

    Raises `Mistake` for an unknown form, or one that is not filled in for such a period, and `Refused` where the actor may
    see none of the units.
    """
    form = form_of(actor, today or date.today(), form_code)
    with asking():
        stored = parse_period(period_code, find_cutoff(form.calendar)).parts(form.frequency)
        if not stored:
            raise Mistake(f"Biểu mẫu {form.code} báo cáo theo {form.get_frequency_display()}: kỳ {period_code} không hợp.")
        owed = [period for period in stored if asked_for(form, period.end)]
        return [row for period in owed for row in _of_period(actor, form, period, units, today or date.today())]


def _reporters(structure: Structure, form: ReportForm, units: str | None) -> Sequence[str]:
    """The units that fill the form in, at or below those of the selector, each once."""
    owner = form.owner.code if form.owner else ""
    if not units:
        return structure.reporters(form.level, owner)
    return list(dict.fromkeys(one for code in structure.select(units) for one in structure.reporters(form.level, owner, code)))


def _of_period(actor: Actor, form: ReportForm, period: Period, units: str | None, today: date) -> list[Lacking]:
    running = engine()
    structure = running.tree.structure(period.end)
    seen = seen_by(actor, today)(structure, _reporters(structure, form, units))
    known = definitions(actor, today).at(period.end).elements
    found = find(running, mart().months(), [known[code] for code in form.elements], period, seen, period.end)
    return [Lacking(unit, structure.name_of(unit), period.code, len(elements), tuple(elements)) for unit, elements in found.items()]
