"""Tables that go on over the next page put together again."""

from dataclasses import dataclass

from dutdiem.reading.files.parts import Grid
from dutdiem.reading.files.pdf.headings import ORDINAL
from dutdiem.reading.files.pdf.page import PageTable, run_on

_SAME_COLUMN = 4.0  # points


@dataclass(slots=True)
class LongTable:
    """A table over one page or more; `pages` says for each row on which page it begins."""

    grid: Grid
    columns: tuple[float, ...]
    pages: list[int]

    @classmethod
    def of(cls, table: PageTable, page: int) -> "LongTable":
        return cls(table.grid, table.columns, [page] * len(table.grid.rows))

    def is_continued_by(self, table: PageTable) -> bool:
        """The same columns, in the same places, as far as there are lines to show them."""
        if table.unruled is not None:
            return table.unruled.goes_on
        if len(self.columns) != len(table.columns):
            return False
        return all(abs(a - b) <= _SAME_COLUMN for a, b in zip(self.columns, table.columns, strict=True))

    def go_on(self, table: PageTable, page: int) -> None:
        """Adds the rows of the next page: a repeated heading is dropped, a row that the page break cut is put together."""
        rows, shown = table.grid.rows, table.grid.shown
        if rows and _words(rows[0]) == _words(self.grid.rows[0]):
            rows, shown = rows[1:], shown[1:]
        if rows and self._was_cut(rows[0]):
            _extend(self.grid.rows[-1], rows[0])
            _extend(self.grid.shown[-1], shown[0])
            rows, shown = rows[1:], shown[1:]
        self.grid.rows += rows
        self.grid.shown += shown
        self.pages += [page] * len(rows)

    def _was_cut(self, first: list[str]) -> bool:
        """A row without its ordinal, where rows have one, is the rest of the row above; else one that goes on in small letters."""
        ordinals = sum(1 for row in self.grid.rows if ORDINAL.match(row[0].strip()))
        if ordinals * 2 > len(self.grid.rows):
            return not first[0].strip()
        return any(cell[:1].islower() for cell in first)


def _words(row: list[str]) -> list[str]:
    return " ".join(row).split()


def _extend(row: list[str], rest: list[str]) -> None:
    for at, text in enumerate(rest):
        row[at] = run_on(row[at], text)
