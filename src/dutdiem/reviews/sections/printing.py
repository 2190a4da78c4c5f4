"""How figures are printed in a review, and the numbers of its tables and charts."""

from decimal import Decimal

from dutdiem.reviews.facts import Goal, Measure, Measured
from dutdiem.reviews.ledger import Ledger
from dutdiem.reviews.rules import goal_words
from dutdiem.writing.content import Cited, Heading, Inline, Text
from dutdiem.writing.numbers import number, number_or_dash

_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
SMALL = 11.0
"""The size of type, in points, of tables with many columns."""


class Captions:
    """Numbers sections, clauses, tables and charts in the order in which they stand."""

    def __init__(self) -> None:
        self._sections = self._clauses = self._tables = self._charts = 0

    def section(self, title: str) -> Heading:
        """ "I. ..." and so on; clauses begin again."""
        self._sections += 1
        self._clauses = 0
        return Heading(f"{_ROMAN[self._sections]}. {title}")

    def clause(self, title: str) -> Heading:
        """ "1. ..." and so on, within a section."""
        self._clauses += 1
        return Heading(f"{self._clauses}. {title}", 2)

    @property
    def place(self) -> str:
        """Where one is: "Mục II.1"."""
        return f"Mục {_ROMAN[self._sections]}" + (f".{self._clauses}" if self._clauses else "")

    def table(self, title: str) -> str:
        """ "Bảng 1. ..." and so on."""
        self._tables += 1
        return f"Bảng {self._tables}. {title}"

    def chart(self, title: str) -> str:
        """ "Biểu đồ 1. ..." and so on."""
        self._charts += 1
        return f"Biểu đồ {self._charts}. {title}"


def shortened(text: str, most: int) -> str:
    """At most so many letters, cut between words: the whole stands on the system."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(",;: ") + "…"


def with_unit(value: Decimal | None, measure: Measure) -> str:
    """A value as prose prints it: 41,25% or 1.234 vụ."""
    printed = number_or_dash(value, measure.decimals)
    return f"{printed}%" if measure.unit == "%" else f"{printed} {measure.unit}"


def goal_printed(goal: Goal) -> str:
    """A goal's value with its unit, without decimals that say nothing."""
    value = goal.value.quantize(Decimal(1)) if goal.value == goal.value.to_integral_value() else goal.value.normalize()
    return f"{number(value)}%" if goal.unit == "%" else f"{number(value)} {goal.unit}".strip()


def goal_text(goal: Goal) -> str:
    """A goal in words: "trên 40%"; all of something is just "100%"."""
    if goal.unit == "%" and goal.comparator == ">=" and goal.value == 100:
        return goal_printed(goal)
    return goal_words(goal.comparator, goal_printed(goal))


def measured_says(measure: Measure, one: Measured, period_name: str) -> str:
    """What a figure is, for the annex."""
    return f"{measure.name}, {one.unit_name}, {period_name}"


def cell(ledger: Ledger, measure: Measure, one: Measured, period_name: str) -> Cited | str:
    """A value in a table; a dash, without a source, where there is none."""
    if one.value is None:
        return "-"
    return ledger.figure(one, measured_says(measure, one, period_name), number(one.value, measure.decimals), numbered=False)


def inline(ledger: Ledger, measure: Measure, one: Measured, period_name: str) -> Inline:
    """A value in a sentence, with its unit and its number."""
    if one.value is None:
        return "chưa có số liệu"
    return ledger.figure(one, measured_says(measure, one, period_name), with_unit(one.value, measure))


def derived(printed: str, *made_of: Text) -> Cited | str:
    """A figure computed from others beside it: it leads to the line of the first of them."""
    first = next((piece for piece in made_of if isinstance(piece, Cited)), None)
    return Cited(printed, first.source, numbered=False) if first else printed


def source_numbers(*cells: Text) -> str:
    """The numbers of the figures in a row, for its last column: "5, 7-9"."""
    numbers = sorted({piece.source for piece in cells if isinstance(piece, Cited)})
    return ", ".join(f"{first}" if first == last else f"{first}-{last}" for first, last in _runs(numbers))


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for one in numbers:
        if runs and runs[-1][1] == one - 1:
            runs[-1] = (runs[-1][0], one)
        else:
            runs.append((one, one))
    return runs
