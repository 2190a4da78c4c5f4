"""What a page of figures is asked for by its address: unit, period, structure, measure; and what can be chosen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from dutdiem.access.views import Viewer
from dutdiem.calendar.periods import Period, PeriodError, parse_period
from dutdiem.figures.mart import mart
from dutdiem.figures.queries.newest import months_for
from dutdiem.kit.errors import NotFound
from dutdiem.kit.periods import named_period

Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question by address. `day` is the day whose structure is shown, `months` those that there are to choose from; `opens` and
    `ended` as in `queries.newest.Months`."""

    unit: str
    period: Period
    structure: str
    measure: str
    months: tuple[str, ...]
    day: date
    opens: str
    ended: str

    @property
    def period_name(self) -> str:
        """The period in the language of the page."""
        return named_period(self.period)


def asked(request: HttpRequest, who: Viewer) -> Asked | None:
    """The question of a request, its gaps filled: the viewer's unit, the year of the newest figures, the structure of the time.

    None where there are no figures yet. NotFound for a period or unit that cannot be.
    """
    there = mart().months()
    found = months_for(who.actor, who.today, there) if there else None
    if found is None:
        return None
    try:
        period = parse_period(request.GET.get("period") or so_far(found.opens))
    except PeriodError as error:
        raise NotFound(str(error)) from None
    structure = "today" if request.GET.get("structure") == "today" else "then"
    day = who.today if structure == "today" else period.end
    unit = request.GET.get("unit") or who.home or ""
    return Asked(unit, period, structure, request.GET.get("measure", ""), found.shown, day, found.opens, found.ended)


def so_far(month: str) -> str:
    """The year as far as there are figures, so that it is compared with the same months of the year before."""
    year, number = month.split("-")
    return {"12": year, "01": month}.get(number, f"{year}-01/{month}")


def period_choices(months: Iterable[str], opens: str) -> list[tuple[str, list[Choice]]]:
    """What can be chosen, by kind, the newest first: only periods that the months with figures reach into. The year so far goes
    up to the month at which pages open."""
    known = sorted(months, reverse=True)
    years = sorted({month[:4] for month in known}, reverse=True)
    parts = [f"{year}-{part}" for year in years for part in ("9M", "H2", "H1", "Q4", "Q3", "Q2", "Q1")]
    reached = [code for code in parts if parse_period(code).months()[0].code <= known[0]]
    return [
        (_("Năm"), [_choice(code) for code in dict.fromkeys([so_far(opens), *years])]),
        (_("Quý, 6 tháng, 9 tháng"), [_choice(code) for code in reached]),
        (_("Tháng"), [_choice(month) for month in known]),
    ]


def _choice(code: str) -> Choice:
    return code, named_period(parse_period(code))
