"""What matters most of a unit's figures, and who has reported: pieces of the overview and of a unit's page.

Each is asked for by htmx when the page around it is there already, and is a page of its own without it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dutdiem.access.views import Viewer, viewer
from dutdiem.calendar.cutoffs import find_cutoff
from dutdiem.calendar.periods import Period, parse_period
from dutdiem.calendar.recent import begun
from dutdiem.catalogue.models import ReportForm
from dutdiem.catalogue.queries import definitions, forms
from dutdiem.catalogue.queries import form as plain_form
from dutdiem.collection.models import Submission
from dutdiem.collection.queries import workdays
from dutdiem.collection.rules import due_on
from dutdiem.figures import queries
from dutdiem.figures.mart import engine
from dutdiem.figures.queries.completeness import Report, reports
from dutdiem.figures.queries.reach import seen_by
from dutdiem.figures.views.asked import Asked, asked
from dutdiem.figures.views.charts import chart, spark
from dutdiem.figures.views.rows import Row, rows, stands_for
from dutdiem.kit.periods import named_period
from dutdiem.measures.answers import Answer
from dutdiem.measures.definitions import Indicator
from dutdiem.measures.structure import Structure
from dutdiem.units import queries as units

SHOWN = 10
WORST = 5


def brief(request: HttpRequest) -> HttpResponse:
    """The key indicators of a unit: those behind their targets first, each with its course over the year."""
    who = viewer(request)
    question = asked(request, who)
    version = units.version(question.unit, question.day) if question else None
    whose = request.GET.get("cua", "")
    context: dict[str, Any] = {
        "asked": question,
        "whole": not getattr(request, "htmx", False),
        "rows": [],
        "chart": None,
        "may_choose": False,
    }
    if question and version:
        context |= _key_figures(who, question, version.path.split("/"), whose)
        context["may_choose"] = who.may("figures.choose", version.path)
    return render(request, "figures/brief.html", context)


def _key_figures(who: Viewer, question: Asked, way: list[str], whose: str) -> dict[str, Any]:
    defined = definitions(who.actor, who.today)
    year = question.period.year
    months = [month for month in question.months if month[:4] in (str(year), str(year - 1))]
    periods = list(dict.fromkeys([question.period.code, *months]))
    answers = queries.roll_up(
        who.actor,
        [code for code in stands_for(defined, way, question.period.end) if _is_of(defined.indicators[code], question.unit, whose)],
        question.unit,
        periods,
        structure=question.day,
        compare=True,
        today=who.today,
        defined=defined,
    )
    own = [one for one in answers if one.period == question.period.code and one.value is not None]
    first = queries.chosen(question.unit)
    chosen = sorted(rows(own, defined, {question.unit: way}), key=lambda row: _order(row, first))[:SHOWN]
    courses = {row.answer.measure: _course(answers, row.answer.measure, months) for row in chosen}
    sparks = {measure: spark([one.value for one in course if one.period[:4] == str(year)]) for measure, course in courses.items()}
    drawn = next((row for row in chosen if sparks[row.answer.measure]), None)
    return {
        "rows": chosen,
        "sparks": sparks,
        "drawn": drawn,
        "chart": chart(courses[drawn.answer.measure], drawn) if drawn else None,
    }


def _course(answers: Sequence[Answer], measure: str, months: list[str]) -> list[Answer]:
    by_period = {one.period: one for one in answers if one.measure == measure}
    return [by_period[month] for month in months if month in by_period]


def _is_of(one: Indicator, unit: str, whose: str) -> bool:
    """Whether an indicator is of the unit's own (`rieng`) or from above it (`tren`), where one of them is asked for."""
    return whose not in ("rieng", "tren") or (one.owner == unit) == (whose == "rieng")


def _order(row: Row, first: Sequence[str]) -> tuple[int, int]:
    """What the unit has chosen, as it has put it; then the most urgent."""
    place = first.index(row.answer.measure) if row.answer.measure in first else len(first)
    return place, _urgency(row)


def _urgency(row: Row) -> int:
    """Behind the target, then at it, then getting worse, then the rest."""
    if row.goal and row.goal.met is not None:
        return 1 if row.goal.met else 0
    return 2 if row.tone == "down" else 3


@dataclass(frozen=True, slots=True)
class Reported:
    """How complete one form is in its last period: all units below together, the worst of those right below, or the unit itself."""

    form: str
    period: str
    expected: int
    reported: int
    late: int
    due: date
    worst: list[Report]
    own: Report | None


def reporting(request: HttpRequest) -> HttpResponse:
    """Who has reported what: of each form in its last period."""
    who = viewer(request)
    question = asked(request, who)
    context = {
        "asked": question,
        "whole": not getattr(request, "htmx", False),
        "reported": _all_reported(who, question) if question else [],
        "statuses": {value: _(label) for value, label in Submission.Status.choices} | {"missing": _("chưa gửi")},
    }
    return render(request, "figures/reporting.html", context)


def _all_reported(who: Viewer, question: Asked) -> list[Reported]:
    tree, found = engine().tree, []
    for form in forms(who.actor, who.today):
        # A unit's own form has its last period by its own figures, which may be newer.
        period = _last(question.months[-1] if form.owner else question.ended, form, who.today)
        structure = tree.structure(period.end) if period else None
        if period and structure and question.unit in structure.units:
            seen_by(who.actor, who.today)(structure, [question.unit])
            found.append(_reported(who, question, form, period, structure))
    return [one for one in found if one and one.expected]


def _reported(who: Viewer, question: Asked, form: ReportForm, period: Period, structure: Structure) -> Reported | None:
    """None for a period before the form began: nothing was owed yet."""
    if form.starts_on and form.starts_on > period.end:
        return None
    children = structure.select(f"children:{question.unit}")
    lines = reports(who.actor, form, period, structure, children or [question.unit], who.today)
    below = lines if children else []
    asked_for = [line for line in below if line.expected]
    worst = sorted(asked_for, key=lambda line: (line.reported / line.expected, -line.expected))[:WORST]
    return Reported(
        form.name,
        named_period(period),
        sum(line.expected for line in lines),
        sum(line.reported for line in lines),
        sum(line.late for line in lines),
        due_on(plain_form(form), period, workdays()),
        [line for line in worst if line.reported < line.expected],
        None if below else lines[0],
    )


def _last(month: str, form: ReportForm, today: date) -> Period | None:
    """The last period of a form that has ended, by the month of the newest figures."""
    closing = parse_period(month)
    found = begun(form.frequency, min(closing.end, today), 2, find_cutoff(form.calendar))
    return next((period for period in found if period.end <= closing.end and period.end < today), None)
