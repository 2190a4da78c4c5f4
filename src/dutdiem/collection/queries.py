"""Reading what is due and what was reported."""

from pathlib import Path

from django.conf import settings

from dutdiem.calendar.workdays import Workdays, read_workdays

DAYS_FILE = "workdays.toml"
"""The office's own days off and swapped days, in the home; it stands over what is shipped."""


def workdays() -> Workdays:
    """Working days as the office has them."""
    own = Path(settings.HOME) / DAYS_FILE
    return read_workdays(own if own.exists() else None)
