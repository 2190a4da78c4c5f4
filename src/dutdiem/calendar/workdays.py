"""Working days: Monday to Friday without public holidays (Labour Code 2019, Article 112), with the swapped days.

Lunar holidays come from the `holidays` package; workdays.toml, or a file of the same form, corrects them.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import holidays

from dutdiem.calendar.errors import WorkdayError
from dutdiem.calendar.periods import Period

_FAR = 3660  # no run of days off is ten years long: a search that gets there is a wrong calendar


@lru_cache(maxsize=64)
def _public_holidays(year: int) -> Mapping[date, str]:
    return dict(holidays.country_holidays("VN", years=year, language="vi"))


@dataclass(frozen=True)
class Workdays:
    """The public holidays, and over them the days of `off` and `working` (date to reason)."""

    off: Mapping[date, str] = field(default_factory=dict)
    working: Mapping[date, str] = field(default_factory=dict)

    def is_working(self, on: date) -> bool:
        if on in self.working:
            return True
        return on.weekday() < 5 and on not in self.off and on not in _public_holidays(on.year)

    def reason(self, on: date) -> str | None:
        """Why a day is off, or why a weekend day is worked; None for a plain day."""
        return self.working.get(on) or self.off.get(on) or _public_holidays(on.year).get(on)

    def next_working(self, on: date) -> date:
        """The day itself, or the first working day after it (Civil Code 2015, Article 148, clause 5)."""
        for step in range(_FAR):
            if self.is_working(candidate := on + timedelta(days=step)):
                return candidate
        raise WorkdayError(f"Không có ngày làm việc nào sau {on:%d/%m/%Y}: kiểm tra lại bảng ngày nghỉ.")

    def add(self, start: date, days: int) -> date:
        """The day `days` working days after `start`; the start is not counted. Negative counts back."""
        step, left, on = (1 if days >= 0 else -1), abs(days), start
        for _ in range(_FAR + abs(days) * 7):
            if not left:
                return on
            on += timedelta(days=step)
            left -= self.is_working(on)
        raise WorkdayError(f"Không đếm được {days} ngày làm việc từ {start:%d/%m/%Y}: kiểm tra lại bảng ngày nghỉ.")

    def count(self, start: date, end: date) -> int:
        """Working days from `start` to `end`, both counted; 0 where the end comes first."""
        return sum(self.is_working(start + timedelta(days=n)) for n in range((end - start).days + 1))

    def deadline(self, period: Period, days: int) -> date:
        """The last day to send a period's figures: `days` working days after it ends."""
        return self.add(period.end, days)

    def due_on(self, period: Period, day: int) -> date:
        """The `day` of the month after the period ends, or the next working day where that one is off.

        A month that is shorter ends the term on its last day.
        """
        first = (period.end.replace(day=1) + timedelta(days=32)).replace(day=1)
        last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        return self.next_working(min(first + timedelta(days=day - 1), last))


def read_workdays(path: Path | None = None) -> Workdays:
    """Vietnam's working days; `path` is an office's own TOML with `[off]` and `[working]`, over the shipped one."""
    shipped = _parse(files(__package__).joinpath("workdays.toml").read_text("utf-8"), "workdays.toml")
    if path is None:
        return shipped
    own = _parse(path.read_text("utf-8"), path.name)
    working = {on: why for on, why in shipped.working.items() if on not in own.off}
    off = {on: why for on, why in shipped.off.items() if on not in own.working}
    return Workdays({**off, **own.off}, {**working, **own.working})


def _parse(text: str, name: str) -> Workdays:
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WorkdayError(f"Không đọc được tệp ngày nghỉ {name}: sửa theo TOML ({error}).") from error
    return Workdays(*(_days(tables.get(key, {}), name, key) for key in ("off", "working")))


def _days(table: Mapping[str, object], name: str, key: str) -> dict[date, str]:
    days = {}
    for text, why in table.items():
        try:
            days[date.fromisoformat(text)] = str(why)
        except ValueError as error:
            raise WorkdayError(f"Tệp {name}, bảng [{key}]: “{text}” không phải là ngày, viết như 2026-01-02.") from error
    return days
