"""What a period is called on a page, in its language."""

from django.utils.translation import get_language

from dutdiem.calendar.cutoffs import CALENDAR
from dutdiem.calendar.kinds import Kind
from dutdiem.calendar.names import period_name
from dutdiem.calendar.periods import Period


def named_period(period: Period) -> str:
    """A period's name, with its days where they are not those of plain months."""
    name = period_name(period, get_language() or "vi")
    if period.cutoff == CALENDAR or period.kind in (Kind.DAY, Kind.WEEK):
        return name
    return f"{name} ({period.start:%d/%m/%Y} - {period.end:%d/%m/%Y})"
