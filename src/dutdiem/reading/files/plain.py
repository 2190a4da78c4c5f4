"""Plain text and Markdown: the text as it stands, so that every span is a span of the file's own text.

Pipe tables of Markdown (the form of GitHub) are told to the reader as tables.
"""

import re

from dutdiem.reading.files.decoding import decode
from dutdiem.reading.files.parts import Opened, Part, Role
from dutdiem.reading.model import SourceTable

_TABLE = re.compile(r"(?:^[ \t]*\|[^\n]*\|[ \t]*(?:\n|\Z)){2,}", re.MULTILINE)
_RULE = re.compile(r"[ \t]*\|(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*")
_BAR = re.compile(r"(?<!\\)\|")


def open_plain(data: bytes) -> Opened:
    """Raises `Unfit` where the bytes are not text."""
    text = decode(data)
    return Opened(text, tables=_tables(text), parts=[Part(Role.BODY, text)])


def _tables(text: str) -> list[SourceTable]:
    found: list[SourceTable] = []
    if "|-" not in text and "| -" not in text and "|:" not in text:
        return found
    for match in _TABLE.finditer(text):
        lines = match.group().rstrip("\n").split("\n")
        if len(lines) < 3 or not _RULE.fullmatch(lines[1]):
            continue
        rows = tuple(_cells(line) for line in lines if not _RULE.fullmatch(line))
        found.append(SourceTable(match.start(), match.start() + len(match.group().rstrip("\n")), rows))
    return found


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in _BAR.split(line.strip())[1:-1])
