"""Cut-offs: on which day a reporting month begins. The rules are data, in cutoffs.toml."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files

from dutdiem.calendar.errors import PeriodError
from dutdiem.calendar.telling import told


@dataclass(frozen=True)
class Cutoff:
    """A reporting month begins on `first_day`: 1 is the calendar's month, above 1 is a day of the month before."""

    name: str
    first_day: int
    source: str = ""

    def month_start(self, index: int) -> date:
        """First day of the reporting month `index` (year * 12 + month - 1)."""
        shifted = index if self.first_day == 1 else index - 1
        return date(shifted // 12, shifted % 12 + 1, self.first_day)

    def month_end(self, index: int) -> date:
        return self.month_start(index + 1) - timedelta(days=1)


def _read() -> dict[str, Cutoff]:
    tables = tomllib.loads(files(__package__).joinpath("cutoffs.toml").read_text("utf-8"))
    return {name: Cutoff(name, table["first_day"], table["source"]) for name, table in tables.items()}


CUTOFFS = _read()
CALENDAR = CUTOFFS["months"]
DECREE_09_2019 = CUTOFFS["decree-09-2019"]


def find_cutoff(name: str) -> Cutoff:
    """The cut-off of that name. Raises `PeriodError` that lists the names there are."""
    if name not in CUTOFFS:
        raise PeriodError(
            told("Không có cách chốt số liệu “%(name)s”: chọn một trong %(known)s.", name=name, known=", ".join(CUTOFFS))
        )
    return CUTOFFS[name]
