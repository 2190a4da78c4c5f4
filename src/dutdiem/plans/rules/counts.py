"""How many tasks stand how: the official two by two, with what stands outside it counted apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from dutdiem.plans.rules.standing import DONE, Standing, Time, standing, state_on


@dataclass(frozen=True, slots=True)
class Counts:
    """The official two by two (done or not, in time or late), with what stands outside it counted apart."""

    done_in_time: int = 0
    done_late: int = 0
    open_in_time: int = 0
    open_overdue: int = 0
    undated_done: int = 0
    undated_open: int = 0
    suspended: int = 0
    cancelled: int = 0

    @property
    def stopped(self) -> int:
        """Suspended or cancelled."""
        return self.suspended + self.cancelled

    @property
    def total(self) -> int:
        """Every task, once."""
        return self.dated + self.undated_done + self.undated_open + self.stopped

    @property
    def dated(self) -> int:
        """The tasks of the two by two."""
        return self.done_in_time + self.done_late + self.open_in_time + self.open_overdue

    @property
    def done(self) -> int:
        """Done, in time or late, dated or not."""
        return self.done_in_time + self.done_late + self.undated_done

    @property
    def done_of_due(self) -> Decimal | None:
        """Per cent done / (done + overdue), two decimals half up; None where neither is."""
        return percent(self.done, self.done + self.open_overdue)

    @property
    def done_of_all(self) -> Decimal | None:
        """Per cent done / all that were not stopped; None where there are none."""
        return percent(self.done, self.total - self.stopped)


def count(tasks: Iterable[tuple[str, date | None, date | None]], on: date) -> Counts:
    """Count (state, deadline, handed in on) of tasks as they stand on that day."""
    tally = dict.fromkeys(Counts.__dataclass_fields__, 0)
    for state, deadline, handed_in_on in tasks:
        stands = standing(state, deadline, handed_in_on, on)
        tally[_cell(state_on(state, handed_in_on, on), deadline, stands)] += 1
    return Counts(**tally)


def _cell(state: str, deadline: date | None, stands: Standing) -> str:
    if stands.time is Time.STOPPED:
        return state
    if deadline is None:
        return "undated_done" if state == DONE else "undated_open"
    if state == DONE:
        return stands.time.value
    return "open_overdue" if stands.time is Time.OVERDUE else "open_in_time"


def percent(part: int, whole: int) -> Decimal | None:
    """part / whole in per cent, two decimals, half up; None for an empty whole."""
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP) if whole else None
