"""What the calendar refuses, in one sentence."""


class PeriodError(ValueError):
    """A period that cannot be read, or that has no such neighbour."""


class WorkdayError(ValueError):
    """A calendar of days off that cannot be read."""


class RecurrenceError(ValueError):
    """A rule of a recurring deadline that cannot be read."""
