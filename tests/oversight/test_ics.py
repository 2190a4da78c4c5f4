"""Calendars as RFC 5545 has them."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from dutdiem.oversight.ics import Event, write_calendar

NOW = datetime(2025, 9, 8, 1, 2, 3, tzinfo=UTC)


def unfolded(data):
    return data.decode().replace("\r\n ", "").split("\r\n")


def test_an_event_is_a_whole_day_with_an_end_that_does_not_count():
    lines = unfolded(write_calendar("Thời hạn", [Event("a@b", date(2025, 12, 31), "Nộp", "Đang", "https://x/1", 3)], NOW))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert {"UID:a@b", "DTSTAMP:20250908T010203Z", "DTSTART;VALUE=DATE:20251231", "DTEND;VALUE=DATE:20260101", "SEQUENCE:3"} <= set(
        lines
    )
    assert lines[-2:] == ["END:VCALENDAR", ""]


def test_whatever_day_is_stored_the_calendar_is_written():
    ends = [Event("a", date.max, "Cuối"), Event("b", date.min, "Đầu")]
    lines = unfolded(write_calendar("Thời hạn", ends, NOW))
    assert [line for line in lines if line.startswith("DT") and "VALUE" in line] == [
        "DTSTART;VALUE=DATE:99991231",
        "DTSTART;VALUE=DATE:00010101",
        "DTEND;VALUE=DATE:00010102",
    ]


def test_commas_semicolons_backslashes_and_lines_are_escaped():
    lines = unfolded(write_calendar("a", [Event("u", date(2025, 1, 1), "a,b;c\\d\ne\rf\x07")], NOW))
    assert "SUMMARY:a\\,b\\;c\\\\d\\nef" in lines


@given(st.text(max_size=400))
def test_no_line_is_longer_than_75_octets_and_no_character_is_cut(words):
    data = write_calendar("a", [Event("u", date(2025, 1, 1), words)], NOW)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    data.decode()
