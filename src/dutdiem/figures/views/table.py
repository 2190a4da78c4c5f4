"""The table of indicators: all of one unit, or one over the units right below, from the nation down to the commune."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dutdiem.access.views import Viewer, named, viewer
from dutdiem.catalogue.queries import definitions
from dutdiem.figures import queries
from dutdiem.figures.views.asked import Asked, asked, period_choices
from dutdiem.figures.views.charts import chart
from dutdiem.figures.views.rows import ranks_of, rows, stands_for
from dutdiem.kit.errors import NotFound
from dutdiem.kit.periods import named_period
from dutdiem.measures.answers import Answer
from dutdiem.measures.definitions import Definitions, lasts
from dutdiem.measures.places import calendar_of
from dutdiem.units import queries as units


def table(request: HttpRequest) -> HttpResponse:
    """Value, target, same period last year, change, rank and completeness, by what the address asks."""
    who = viewer(request)
    question = asked(request, who)
    if question is None:
        return render(request, "figures/none.html")
    defined = definitions(who.actor, who.today)
    if question.measure and question.measure not in defined.indicators:
        raise NotFound(_("Không có chỉ tiêu thống kê “%(code)s”; chọn trong danh sách.") % {"code": question.measure})
    version = units.version(question.unit, question.day)
    context: dict[str, Any] = {
        "asked": question,
        "periods": period_choices(question.months, question.opens),
        "structures": [("then", _("của thời kỳ đó")), ("today", _("hiện nay"))],
        "indicators": [
            (code, one.name)
            for code, one in defined.indicators.items()
            if lasts(one, question.period.end) or code == question.measure
        ],
    }
    if version is None and units.latest(question.unit) is None:
        raise NotFound(_("Không có đơn vị “%(code)s”; xem lại mã.") % {"code": question.unit})
    if version is None:
        return render(request, "figures/absent.html", context | {"named": named(who, [question.unit]).get(question.unit)})
    way = version.path.split("/")
    context |= {"version": version, "way": way, "named": named(who, way, question.day)}
    if question.measure:
        return render(request, "figures/measure.html", context | _one_measure(who, question, defined, way))
    return render(request, "figures/unit.html", context | _one_unit(who, question, defined, way))


def _one_unit(who: Viewer, question: Asked, defined: Definitions, way: list[str]) -> dict[str, Any]:
    """Every indicator of the unit, with its rank among its sisters where the viewer may see them all."""
    above = way[-2] if len(way) > 1 else None
    compares = above is not None and who.may("figures.read", "/".join(way[:-1]))
    selector = f"children:{above}" if compares else question.unit
    found = _ask(who, question, defined, stands_for(defined, way, question.period.end), selector)
    own = [one for one in found if one.unit == question.unit]
    ranks = ranks_of(found, defined) if compares else None
    return {"rows": rows(own, defined, {question.unit: way}, ranks), "ranked": compares}


def _one_measure(who: Viewer, question: Asked, defined: Definitions, way: list[str]) -> dict[str, Any]:
    """One indicator: the unit itself with its course over the months, and the units right below by rank."""
    found = _ask(who, question, defined, [question.measure], f"children:{question.unit}")
    below = [one for one in found if one.value is not None or one.expected]
    ranks = ranks_of(below, defined)
    ways = {one.unit: [*way, one.unit] for one in below}
    lines = rows(below, defined, ways, ranks)
    course = _course(who, question, defined)
    own = rows(course[:1], defined, {question.unit: way})[0]
    return {
        "own": own,
        "indicator": own.indicator,
        "days": named_period(question.period.under(calendar_of(question.measure, defined))),
        "rows": sorted(lines, key=lambda row: (row.rank or len(lines) + 1, row.answer.unit)),
        "chart": chart(course[1:], own),
    }


def _ask(who: Viewer, question: Asked, defined: Definitions, measures: list[str], selector: str) -> Sequence[Answer]:
    period = [question.period.code]
    return queries.roll_up(
        who.actor, measures, selector, period, structure=question.structure, compare=True, today=who.today, defined=defined
    )


def _course(who: Viewer, question: Asked, defined: Definitions) -> list[Answer]:
    """The value of the period itself, then of the months of its year and the year before."""
    year = question.period.year
    months = [month for month in question.months if month[:4] in (str(year), str(year - 1))]
    found = queries.roll_up(
        who.actor,
        [question.measure],
        question.unit,
        [question.period.code, *(month for month in months if month != question.period.code)],
        structure=question.structure if question.structure == "today" else question.day,
        compare=True,
        today=who.today,
        defined=defined,
    )
    by_code = {one.period: one for one in found}
    return [by_code[question.period.code], *(by_code[month] for month in months)]
