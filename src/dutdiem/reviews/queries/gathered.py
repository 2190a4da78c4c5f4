"""Gathers the facts of one review: whose, for which period, as of which day, from which version of the figures."""

from datetime import date, timedelta

from dutdiem.authority import Actor, demand
from dutdiem.calendar.periods import Period, PeriodError, day, parse_period
from dutdiem.figures.mart import mart
from dutdiem.kit.errors import Mistake
from dutdiem.reviews.facts import Facts
from dutdiem.reviews.queries import work
from dutdiem.reviews.queries.measured import Figures
from dutdiem.reviews.rules import period_words
from dutdiem.trail.models import Seal
from dutdiem.units import queries as units
from dutdiem.units.models import UnitVersion
from dutdiem.writing.numbers import cited_date

_LEVELS_BELOW = {"ministry": ("province", "tỉnh"), "province": ("commune", "xã")}


def gather(actor: Actor, code: str, period_code: str, today: date) -> Facts:
    """The facts of the unit's review; it stands on the last day of the period, or on `today` while that lies ahead.

    Raises `Mistake` for a unit that did not exist then or a period that has not begun, `Refused` without permission.
    """
    period = _period(period_code, today)
    unit = units.version(code, period.end)
    if unit is None:
        raise Mistake(f"Ngày {period.end:%d/%m/%Y} không có đơn vị “{code}”; xem lại mã đơn vị hoặc kỳ báo cáo.")
    demand(actor, "reviews.write", unit.path, today)
    scope = work.Scope(actor, min(today, period.end), code, whole=unit.parent_id is None)
    return _facts(scope, unit, period, Figures(actor, code, period, mart().version, today))


def _period(code: str, today: date) -> Period:
    try:
        period = parse_period(code)
    except PeriodError as error:
        raise Mistake(str(error)) from None
    if period.start > today:
        raise Mistake(f"Kỳ {code} bắt đầu ngày {period.start:%d/%m/%Y}, chưa đến; chọn kỳ đã hoặc đang diễn ra.")
    return period


def _facts(scope: work.Scope, unit: UnitVersion, period: Period, figures: Figures) -> Facts:
    results, later = figures.results(), figures.later_goals()
    level, words = _LEVELS_BELOW.get(unit.level, ("", ""))
    following = _next(period)
    subject, subject_title = _subject(scope)
    parent = units.names([unit.parent.code], period.end)[unit.parent.code] if unit.parent else ""
    return Facts(
        unit=scope.code,
        unit_name=unit.name,
        parent_name=parent,
        level=unit.level,
        period=period.code,
        period_name=period_words(period.code),
        before_name=period_words(figures.before.code) if figures.before else "kỳ trước",
        ends_on=period.end,
        stands_on=scope.on,
        subject=subject,
        subject_title=subject_title,
        mart_version=figures.version,
        trail_position=Seal.objects.order_by("-position").values_list("position", flat=True).first() or 0,
        papers=work.papers(scope),
        reporting=figures.reporting(),
        results=results,
        trend=figures.trend(results),
        ranking=figures.ranking(results, later, level, words),
        counts=work.two_by_two(scope),
        leads=work.leads(scope),
        overdue=work.overdue(scope),
        coming=work.coming(scope, following.end),
        coming_name=period_words(following.code),
        obstacles=work.obstacles(scope),
        petitions=work.petitions(scope),
        later_goals=later,
    )


def _next(period: Period) -> Period:
    """The period of the same length that follows: where none of that kind does, the year after."""
    after = period.end + timedelta(days=1)
    for code in (f"{after.year}", f"{after.year}-Q{(after.month + 2) // 3}", f"{after.year}-{after.month:02d}"):
        found = parse_period(code)
        if found.start == after and found.kind is period.kind:
            return found
    return parse_period(f"{after.year}") if after.month == 1 else day(after)


def _subject(scope: work.Scope) -> tuple[str, str]:
    document = work.subject(scope)
    if document is None or document.date is None:
        return "", ""
    issuer = f" của {document.issuer}" if document.issuer else ""
    return f"Nghị quyết số {document.symbol} ngày {cited_date(document.date)}{issuer}", document.title
