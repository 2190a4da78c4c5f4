"""Numbers every printed figure and keeps where it comes from: the annex "Nguồn số liệu" and the review's record are made of it."""

from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any

from dutdiem.reviews.facts import Goal, Measured, Paper
from dutdiem.writing.content import Cited


@dataclass(frozen=True, slots=True)
class Source:
    """One numbered line of the annex.

    `kind` is `figure` (a roll-up, with its parts and how many submissions are in it), `goal` (a passage of a document) or
    `record` (counted in the plan, the obstacles or the documents on `stands_on`). `place` is where it was first printed,
    `printings` what stands in the document each time.
    """

    number: int
    kind: str
    says: str
    printed: str
    place: str
    measure: str = ""
    unit: str = ""
    period: str = ""
    value: str = ""
    numerator: str = ""
    denominator: str = ""
    reported: int | None = None
    expected: int | None = None
    document: int | None = None
    symbol: str = ""
    start: int | None = None
    end: int | None = None
    query: str = ""
    printings: tuple[str, ...] = ()

    @property
    def task(self) -> int | None:
        """The number of the task that the figure is of, for what is counted of one task."""
        kind, _, key = self.query.rpartition("/")
        return int(key) if kind == "plans/task" and key.isdigit() else None

    def as_json(self) -> dict[str, Any]:
        """The line as it is kept with the review: empty entries are left out."""
        return {name: value for name, value in asdict(self).items() if value not in ("", None, ())}


class Ledger:
    """Hands out numbers in the order of first printing; the same figure keeps its number wherever it is printed again."""

    def __init__(self) -> None:
        self.place = ""
        self._sources: dict[tuple[Any, ...], Source] = {}

    @property
    def sources(self) -> tuple[Source, ...]:
        """All lines, in order."""
        return tuple(self._sources.values())

    def figure(self, one: Measured, says: str, printed: str, *, numbered: bool = True) -> Cited:
        """A value of a roll-up."""
        line = Source(
            0,
            "figure",
            says,
            printed,
            self.place,
            measure=one.measure,
            unit=one.unit,
            period=one.period,
            value=_text(one.value),
            numerator=_text(one.numerator),
            denominator=_text(one.denominator),
            reported=one.reported,
            expected=one.expected,
        )
        return self._cite(("figure", one.measure, one.unit, one.period), line, numbered)

    def goal(self, one: Goal, says: str, printed: str, *, numbered: bool = True) -> Cited:
        """A target, with the passage that sets it."""
        line = Source(
            0,
            "goal",
            says,
            printed,
            self.place,
            period=one.period,
            value=_text(one.value),
            document=one.document,
            symbol=one.source,
            start=one.start,
            end=one.end,
        )
        return self._cite(("goal", says, one.period, one.comparator, one.value, one.source), line, numbered)

    def record(self, query: str, says: str, printed: str, *, numbered: bool = True) -> Cited:
        """Something counted in the records; `query` names what was counted."""
        line = Source(0, "record", says, printed, self.place, query=query, value=printed)
        return self._cite(("record", query), line, numbered)

    def paper(self, one: Paper, says: str, printed: str, *, numbered: bool = True) -> Cited:
        """Something counted of one document."""
        line = Source(0, "record", says, printed, self.place, query=f"documents/{one.key}", document=one.key, symbol=one.symbol)
        return self._cite(("paper", one.key, says), line, numbered)

    def _cite(self, key: tuple[Any, ...], line: Source, numbered: bool) -> Cited:
        if key not in self._sources:
            self._sources[key] = replace(line, number=len(self._sources) + 1)
        return Cited(line.printed, self._sources[key].number, numbered=numbered)


def _text(value: Decimal | None) -> str:
    return "" if value is None else format(value, "f")
