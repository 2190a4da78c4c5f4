"""What stages above keep of a definition: each names it here when Django starts, since this stage lies below them all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dutdiem.calendar.periods import Period
from dutdiem.catalogue.models import Owned
from dutdiem.trail.models import Recorded


def _no_period(kind: str, record: Owned) -> Period | None:
    del kind, record
    return None


def _nothing(kind: str, record: Owned) -> str:
    del kind, record
    return ""


def _none(kind: str, record: Owned) -> Iterable[Recorded]:
    del kind, record
    return ()


@dataclass(frozen=True, slots=True)
class Use:
    """What one stage says of a definition, by its kind and record.

    `newest` is the last period of which something is stored under it, `keeps` in a few words why it cannot be deleted (empty where
    it can), `goes` what is deleted with it.
    """

    newest: Callable[[str, Owned], Period | None] = _no_period
    keeps: Callable[[str, Owned], str] = _nothing
    goes: Callable[[str, Owned], Iterable[Recorded]] = _none


uses: list[Use] = []


def register(use: Use) -> None:
    """Name what a stage keeps of definitions."""
    uses.append(use)


def newest(kind: str, record: Owned) -> Period | None:
    """The last period of which anything is stored under a definition."""
    found = [period for use in uses if (period := use.newest(kind, record))]
    return max(found, key=lambda period: period.end, default=None)


def kept_by(kind: str, record: Owned) -> str:
    """Why a stage above needs the definition; empty where none does."""
    return next((says for use in uses if (says := use.keeps(kind, record))), "")


def going_with(kind: str, record: Owned) -> list[Recorded]:
    """What is deleted together with it."""
    return [one for use in uses for one in use.goes(kind, record)]
