"""Text of a PDF that is in an encoding of before Unicode: the whole file, a page, or lines and cells among others.

Files are put together from others: an annex typed in a font of TCVN3 or VNI stands beside pages in Unicode. The code that
TCVN3 has for "ư" is the soft hyphen elsewhere, and PDFium gives a plain hyphen for it: "ph-¬ng" for "phương".
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from dutdiem.reading.files.legacy import (
    Encoding,
    has_legacy_run,
    may_be_legacy,
    recognised,
    recognised_in,
    repaired_lines,
    to_unicode,
)
from dutdiem.reading.files.pdf.page import PageContent, PageTable
from dutdiem.reading.files.syllables import is_syllable

Block = str | PageTable

_SOFT = "\u00ad"
_HYPHENED = re.compile(r"[a-zA-Z\u00a1-\u00ff]*-[a-zA-Z\u00a1-\u00ff]+|[a-zA-Z]+-(?![\w-])")


def convert(contents: list[PageContent], scanned: set[int]) -> Encoding | None:
    """Writes the blocks of all pages in Unicode. The encoding of the whole file; None where there is no such."""
    encoding = recognised_in(_softened(content.text) for content in contents)
    for at, content in enumerate(contents):
        if encoding:
            content.blocks = list(_all_in(content.blocks, encoding))
        elif at not in scanned and has_legacy_run(content.text):
            own = recognised(_softened(content.text))
            content.blocks = list(_all_in(content.blocks, own) if own else _line_by_line(content.blocks))
    return encoding


def words_for_guards(content: PageContent, encoding: Encoding | None) -> Iterator[str]:
    """The text of a page, in both of PDFium's orders; where only some of it was converted, as it stands too."""
    for text in filter(None, (content.text, content.stored)):
        if encoding:
            yield _in_unicode(text, encoding)
            continue
        yield text
        if has_legacy_run(text) and (shown := _repaired(text)) != text:
            yield shown


def _softened(text: str) -> str:
    """With soft hyphens where TCVN3 has "ư": a hyphen by which the letters about it become a syllable."""
    return _HYPHENED.sub(_softened_word, text) if "-" in text and has_legacy_run(text) else text


def _softened_word(match: re.Match[str]) -> str:
    word = match.group()
    soft = word.replace("-", _SOFT)
    return soft if is_syllable(to_unicode(soft, Encoding.TCVN3)) else word


def _in_unicode(text: str, encoding: Encoding) -> str:
    return to_unicode(_HYPHENED.sub(_softened_word, text) if encoding is Encoding.TCVN3 else text, encoding)


def _repaired(text: str) -> str:
    """The lines that show an old encoding in Unicode, the others as they were."""
    soft = _softened(text)
    lines = zip(text.split("\n"), soft.split("\n"), repaired_lines(soft).split("\n"), strict=True)
    return "\n".join(old if new == softened else new for old, softened, new in lines)


def _all_in(blocks: Iterable[Block], encoding: Encoding) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, PageTable):
            _convert_cells(block, encoding)
            yield block
        else:
            yield _in_unicode(block, encoding)


def _line_by_line(blocks: list[Block]) -> Iterator[Block]:
    """Lines know one another's encoding, tables stand by themselves."""
    lines = iter(_repaired("\n".join(block for block in blocks if isinstance(block, str))).split("\n"))
    for block in blocks:
        if isinstance(block, str):
            yield "\n".join(next(lines) for _ in range(block.count("\n") + 1))
        else:
            _convert_cells(block, recognised_in(map(_softened, chain.from_iterable(block.grid.shown))))
            yield block


def _convert_cells(table: PageTable, encoding: Encoding | None) -> None:
    """In this encoding, else each cell in that which its own words show."""
    for rows in (table.grid.rows, table.grid.shown):
        for row in rows:
            if encoding:
                row[:] = [_in_unicode(cell, encoding) for cell in row]
            else:
                row[:] = [_repaired(cell) if may_be_legacy(cell) else cell for cell in row]
