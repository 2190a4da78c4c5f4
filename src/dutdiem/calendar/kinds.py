"""Kinds of periods, and how many months each has."""

from enum import StrEnum


class Kind(StrEnum):
    """What a period is. The value is also how a definition names its frequency (`frequency = "month"`)."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    TERM = "term"
    SPAN = "span"


# Kinds that are runs of whole months; a term and a span say their own length.
MONTHS = {Kind.MONTH: 1, Kind.QUARTER: 3, Kind.HALF: 6, Kind.NINE_MONTHS: 9, Kind.YEAR: 12}

# How often something can be reported.
FREQUENCIES = tuple(kind for kind in Kind if kind is not Kind.SPAN)
