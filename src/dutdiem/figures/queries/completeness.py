"""Who has reported what, and when: from the record, so that it is right at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from dutdiem.authority import Actor
from dutdiem.calendar.cutoffs import find_cutoff
from dutdiem.calendar.errors import WorkdayError
from dutdiem.calendar.periods import Period, parse_period
from dutdiem.catalogue.models import ReportForm
from dutdiem.catalogue.queries import form as plain_form
from dutdiem.catalogue.queries import form_of
from dutdiem.collection.models import Submission
from dutdiem.collection.queries import workdays
from dutdiem.collection.rules import REPORTED, due_on, is_late
from dutdiem.figures.mart import engine
from dutdiem.figures.queries.reach import asking, seen_by
from dutdiem.kit.errors import Mistake
from dutdiem.measures.definitions import asked_for
from dutdiem.measures.structure import Structure

Came = tuple[str, datetime | None, str, int]
"""Status, when, by whom, and the submission."""


@dataclass(frozen=True, slots=True)
class Report:
    """One unit and stored period: how many of the units that report at or below it have done so.

    `late` counts those that reported after their due day, and once that is over those that have not reported at all. `due` is
    that of the unit's own level: for one above the day for what its units sent to be looked through.

    `start` and `end` are the period's days in the form's calendar.

    `status`, `submitted_at`, `submitted_by` and `submission` are of a unit that reports itself; `status` is `missing`
    where nothing came. `submitted_at` of a unit above is the last of all.
    """

    unit: str
    unit_name: str
    period: str
    expected: int
    reported: int
    approved: int
    late: int
    due: date
    status: str
    submitted_at: datetime | None
    submitted_by: str
    submission: int | None
    start: date
    end: date


def completeness(
    actor: Actor, form_code: str, period_code: str, units: str | None = None, *, today: date | None = None
) -> list[Report]:
    """A row per stored period of the form within the period, and unit of the selector (the roots without one).

    Units are those of each stored period's last day. Raises `Mistake` for an unknown form, or one that is not filled in
    for such a period, and `Refused` where the actor may see none of the units.
    """
    form = form_of(actor, today or date.today(), form_code)
    with asking():
        stored = parse_period(period_code, find_cutoff(form.calendar)).parts(form.frequency)
        if not stored:
            raise Mistake(f"Biểu mẫu {form.code} báo cáo theo {form.get_frequency_display()}: kỳ {period_code} không hợp.")
        owed = [period for period in stored if asked_for(form, period.end)]
        return [row for period in owed for row in _of_period(actor, form, period, units, today or date.today())]


def _of_period(actor: Actor, form: ReportForm, period: Period, units: str | None, today: date) -> list[Report]:
    structure = engine().tree.structure(period.end)
    codes = structure.select(units) if units else list(structure.children[""])
    return reports(actor, form, period, structure, codes, today)


def reports(
    actor: Actor, form: ReportForm, period: Period, structure: Structure, codes: Sequence[str], today: date
) -> list[Report]:
    """The rows of units by their codes in the structure of one stored period's last day; one question."""
    seen = seen_by(actor, today)(structure, codes)
    asked = _Asked(structure, form, period, _came(form, period), _dues(form, period, structure, seen), today)
    return [_report(asked, code) for code in seen]


@dataclass(frozen=True, slots=True)
class _Asked:
    structure: Structure
    form: ReportForm
    period: Period
    came: dict[str, Came]
    dues: dict[str, date]
    today: date


def _dues(form: ReportForm, period: Period, structure: Structure, codes: Iterable[str]) -> dict[str, date]:
    """The due day of each level among the units, and of those that fill the form in."""
    levels = {structure.units[code].level for code in codes if code in structure.units} | {form.level}
    try:
        days = workdays()
        return {level: due_on(plain_form(form), period, days, level) for level in levels}
    except WorkdayError as error:
        raise Mistake(str(error)) from None


def _came(form: ReportForm, period: Period) -> dict[str, Came]:
    rows = Submission.objects.filter(form=form, period=period.code, latest=True)
    fields = ("unit__code", "status", "submitted_at", "submitted_by", "pk")
    return {code: (status, at, by, key) for code, status, at, by, key in rows.values_list(*fields)}


def _report(asked: _Asked, code: str) -> Report:
    structure, level, owner = asked.structure, asked.form.level, asked.form.owner
    reporters = structure.reporters(level, owner.code if owner else "", code)
    found = {one: asked.came[one] for one in reporters if one in asked.came and asked.came[one][0] in REPORTED}
    own = asked.came.get(code) if code in reporters else None
    due = asked.dues[structure.units[code].level if code in structure.units else level]
    return Report(
        code,
        structure.name_of(code),
        asked.period.code,
        len(reporters),
        len(found),
        sum(status in ("approved", "locked") for status, *_ in found.values()),
        _late(reporters, found, asked.dues[level], asked.today),
        due,
        own[0] if own else ("missing" if code in reporters else ""),
        max((at for _, at, *_ in found.values() if at), default=None),
        own[2] if own else "",
        own[3] if own else None,
        asked.period.start,
        asked.period.end,
    )


def _late(reporters: Sequence[str], found: dict[str, Came], due: date, today: date) -> int:
    times: Iterable[datetime | None] = (found[one][1] if one in found else None for one in reporters)
    return sum(is_late(timezone.localdate(at) if at else None, due, today) for at in times)
