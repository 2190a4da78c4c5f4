"""When a form is due, and whether a report came in time."""

from datetime import date

from dutdiem.calendar.periods import Period
from dutdiem.calendar.workdays import Workdays
from dutdiem.measures.definitions import Form


def due_on(form: Form, period: Period, days: Workdays, level: str = "") -> date:
    """The last day for a unit of a level (that which fills the form in, without one) to have sent a period's figures.

    So many working days after the period has ended where the form says so for that level; else the form's day of the month after,
    or the next working day where that one is off. For a level above it is the day for what its units sent to be looked through.
    """
    workdays = dict(form.due_workdays)
    after = workdays.get(level or form.level, workdays.get(form.level))
    return days.due_on(period, form.due_day) if after is None else days.deadline(period, after)


def is_late(submitted: date | None, due: date, today: date) -> bool:
    """Whether a report came after its day, or has not come though that day is over."""
    return (submitted or today) > due
