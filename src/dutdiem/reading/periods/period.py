"""A time as read."""

from dataclasses import dataclass
from datetime import date


@dataclass(slots=True)
class Period:
    """A time as written (flat offsets); `recurrence` is an RFC 5545 rule where it recurs, its dates are None then."""

    start: int
    end: int
    from_: date | None
    to: date | None
    role: str = "span"
    recurrence: str | None = None
    unresolved: bool = False
