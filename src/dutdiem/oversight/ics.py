"""Calendars as RFC 5545 has them: whole-day events, lines folded at 75 octets, text escaped. Pure Python.

Written here and not by a library: a feed needs one component of the standard and nothing of reading, time zones or alarms.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_LINE = 75  # octets without the line break (section 3.1)
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, slots=True)
class Event:
    """A day in a calendar. `uid` stays the same for the same thing, `sequence` grows as it changes."""

    uid: str
    day: date
    summary: str
    description: str = ""
    url: str = ""
    sequence: int = 0


def write_calendar(name: str, events: Iterable[Event], now: datetime) -> bytes:
    """The calendar as a file; `now` is when it was made."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dut Diem//Nhac viec//VI", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H"]
    stamp = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    for event in events:
        lines += _event(event, stamp)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line)).encode()


def _event(event: Event, stamp: str) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{event.uid}", f"DTSTAMP:{stamp}", f"SEQUENCE:{event.sequence}")
    yield f"DTSTART;VALUE=DATE:{_day(event.day)}"
    if event.day < date.max:  # without an end an event lasts its one day (section 3.6.1), and that day has no next
        yield f"DTEND;VALUE=DATE:{_day(event.day + timedelta(days=1))}"
    yield f"SUMMARY:{_text(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{_text(event.description)}"
    if event.url:
        yield f"URL:{event.url}"
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _day(day: date) -> str:
    """Four digits of the year, also where strftime writes fewer."""
    return day.isoformat().replace("-", "")


def _text(words: str) -> str:
    """A text value (section 3.3.11), without control characters, which it may not hold."""
    return "".join(c for c in words if c >= " " or c == "\n").translate(_ESCAPES)


def _folded(line: str) -> Iterator[str]:
    """A content line in parts of at most 75 octets, cut between characters; a part that goes on begins with a blank."""
    part, room = "", _LINE
    for character in line:
        size = len(character.encode())
        if size > room:
            yield part
            part, room = " ", _LINE - 1
        part, room = part + character, room - size
    yield part
