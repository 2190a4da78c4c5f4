"""A column of degrees: a register or list of files whose column "Độ mật" holds "C", "B", "A" or a cross.

The letters are those of the outer envelope: Circular 24/2020/TT-BCA. The same letters under "Ký hiệu độ mật" explain them.
"""

import re

from dutdiem.reading.guards.shapes import bare, folded

_CELLS = re.compile(r"[\t|]")
_HEADINGS = frozenset(("do mat", "muc do mat", "cap do mat", "muc mat"))
_HELD = frozenset(("A", "B", "C", "X", "✓", "✔", "☑", "☒"))
_MOST_CELLS = 60
_LONGEST_HEADING = 20


def holds_degrees(text: str) -> bool:
    """Is there a cell with the letter of a degree under such a heading? Rows of cells set off by tabs or bars."""
    small = text.lower()
    if "mật" not in small or ("\t" not in text and "|" not in text):
        return False
    at = -1
    for line in text.split("\n"):
        cells = _CELLS.split(line, _MOST_CELLS)
        headed = next((n for n, cell in enumerate(cells) if len(cell) <= _LONGEST_HEADING and _is_heading(cell)), -1)
        if headed >= 0 and len(cells) > 1:
            at = headed
        elif len(cells) == 1:
            at = -1
        elif 0 <= at < len(cells) and cells[at].strip(" *").upper() in _HELD:
            return True
    return False


def _is_heading(cell: str) -> bool:
    return "mật" in cell.lower() and folded(bare(cell)) in _HEADINGS
