"""Numbers of private people in the cells of a table, known by the heading of their column."""

import re
from collections.abc import Iterator

from dutdiem.reading.guards.wordlists import says, shortest
from dutdiem.reading.guards.written import ACCOUNT, DIGIT, HEALTH_CARD, NINE, PASSPORT, TEN, TWELVE, Number

_CELLS = re.compile(r"[\t|]")
_MOST_CELLS = 60
_LONGEST_HEADING = 40
Held = tuple[str, re.Pattern[str]]
"""A kind of number, and how it is written."""

# What a column of a table is headed, and what its cells then hold.
_COLUMNS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("identity_labels", "số chứng minh nhân dân", NINE),
    ("passport_labels", "số hộ chiếu", PASSPORT),
    ("insurance_labels", "số bảo hiểm xã hội", TEN),
    ("health_columns", "số thẻ bảo hiểm y tế", HEALTH_CARD),
    ("licence_labels", "số giấy phép lái xe", TWELVE),
    ("tax_columns", "mã số thuế cá nhân", TEN),
    ("account_columns", "số tài khoản", ACCOUNT),
)
_LABELS = tuple(labels for labels, _, _ in _COLUMNS)


def in_columns(text: str) -> Iterator[Number]:
    """Numbers under a heading that tells what they are, in rows of cells set off by tabs or bars."""
    if "\t" not in text and "|" not in text:
        return
    small = text.casefold()
    if not any(label in small for label in shortest(*_LABELS)):
        return
    headed: dict[int, list[Held]] = {}
    width = start = 0
    for line in text.split("\n"):
        cells = _CELLS.split(line, _MOST_CELLS)
        if heads := _heads(cells):
            headed, width = heads, len(cells)
        elif len(cells) != width:
            headed = {}
        elif headed:
            yield from _under(headed, cells, start)
        start += len(line) + 1


def _heads(cells: list[str]) -> dict[int, list[Held]]:
    if len(cells) < 2:
        return {}
    found = {at: _held(cell) for at, cell in enumerate(cells) if len(cell) <= _LONGEST_HEADING and not DIGIT.search(cell)}
    return {at: held for at, held in found.items() if held}


def _held(heading: str) -> list[Held]:
    small = heading.casefold()
    if not any(label in small for label in shortest(*_LABELS)):
        return []
    return [(kind, pattern) for labels, kind, pattern in _COLUMNS if says(small, labels)]


def _under(headed: dict[int, list[Held]], cells: list[str], start: int) -> Iterator[Number]:
    for at, cell in enumerate(cells):
        for kind, pattern in headed.get(at, ()):
            if match := pattern.fullmatch(cell.strip()):
                yield Number(start + len(cell) - len(cell.lstrip()), kind, match.group())
                break
        start += len(cell) + 1
