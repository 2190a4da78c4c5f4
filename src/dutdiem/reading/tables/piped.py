"""Tables of Markdown: rows of cells with bars between them, one line each."""

import re
from itertools import pairwise

from dutdiem.reading.tables.cells import Cell, Grid, cell_at

_LINE = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.M)
_RULE = re.compile(r"[ \t]*\|?[ \t:|-]*-[ \t:|-]*\|?[ \t]*$")
_RULED = re.compile(r"\|[ :]*-+[ :]*\|")
_UNRULED = re.compile(r"^[ \t]*\|(?:[^|\n]*\|){3,}[ \t]*\n[ \t]*\|(?:[^|\n]*\|){3,}[ \t]*$", re.M)
"""Two rows of three cells or more, one below the other, without a ruled line between them."""
_RULE_ENDS = ("-|", "- |", ":|", ": |")
_COUNTS_ROWS = ("TT |", "TT|")
_HEADED = re.compile(r"[ \t]*(?:S?TT|[Ss]tt) ?\|")
_FIRST_ROW = re.compile(r"[ \t]*(?:1|I|A)[.)]? ?\|")


def ruled(text: str) -> list[Grid]:
    """Tables between bars, with a ruled line or rows of three cells or more."""
    return _closed(text) if _RULED.search(text) or _UNRULED.search(text) else []


def _closed(text: str) -> list[Grid]:
    """Rows of "| a | b |" on lines of their own, one after the other."""
    found: list[Grid] = []
    for match in _LINE.finditer(text):
        line = match.group()
        if line.count("|") < 2 or (line.strip(" \t|") == "" and "-" not in line):
            continue
        if not found or text[found[-1].end : match.start()].strip(" \t\r\n"):
            found.append(Grid(match.start(), match.end(), []))
        found[-1].end = match.end()
        if _RULE.match(line):
            continue
        bars = [match.start() + i for i, char in enumerate(line) if char == "|"]
        found[-1].rows.append([cell_at(text, a + 1, b) for a, b in pairwise(bars)])
    return [grid for grid in found if len(grid.rows) > 1]


def without_outer_bars(text: str) -> list[Grid]:
    """Tables with bars only between cells ("TT | Nhiệm vụ"), or only one of the outer ones: below a heading that is ruled off, or
    that counts the rows."""
    found: list[Grid] = []
    for at in sorted({text.rfind("\n", 0, hit) + 1 for word in (*_RULE_ENDS, *_COUNTS_ROWS) for hit in _hits(text, word)}):
        begin = _heading_at(text, at)
        if begin >= 0 and (not found or begin >= found[-1].end):
            grid = _open_rows(text, begin)
            found += [grid] if len(grid.rows) > 1 else []
    return found


def _hits(text: str, word: str) -> list[int]:
    """One for each line that holds the word."""
    found, at = [], text.find(word)
    while at >= 0:
        found.append(at)
        end = text.find("\n", at)
        at = text.find(word, end) if end >= 0 else -1
    return found


def _heading_at(text: str, at: int) -> int:
    """Where the heading of such a table begins, of which the line at `at` may be the heading or the rule; -1 where it is none."""
    line = _line_at(text, at)
    if _has_both(line):
        return -1
    if _HEADED.match(line):
        return at if line.count("|") > 1 and _FIRST_ROW.match(_line_at(text, at + len(line) + 1)) else -1
    above = text.rfind("\n", 0, max(at - 1, 0)) + 1
    heads = at > 0 and _RULE.match(line) and line.count("|") > 0 and "|" in text[above : at - 1]
    return above if heads else -1


def _open_rows(text: str, at: int) -> Grid:
    grid = Grid(at, at, [])
    while at < len(text) and "|" in (line := _line_at(text, at)):
        if not _RULE.match(line):
            grid.rows.append(_cells_of(text, at, line))
        grid.end = at + len(line)
        at = grid.end + 1
    return grid


def _cells_of(text: str, at: int, line: str) -> list[Cell]:
    core = line.strip(" \t\r")
    begin = at + len(line) - len(line.lstrip(" \t\r"))
    bars = [begin - 1] if not core.startswith("|") else []
    bars += [begin + i for i, char in enumerate(core) if char == "|"]
    if not core.endswith("|"):
        bars.append(begin + len(core))
    return [cell_at(text, a + 1, b) for a, b in pairwise(bars)]


def _line_at(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[at : end if end >= 0 else len(text)]


def _has_both(line: str) -> bool:
    core = line.strip(" \t\r")
    return core.startswith("|") and core.endswith("|")
