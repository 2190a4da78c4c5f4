"""Reads the sources of the sample documents: a head in TOML, a line of dashes, then the text in light markup.

`# ` and `## ` are headings, a blank line ends a paragraph, `%columns` begins a table (title:share:align, separated
by `|`), `%caption` names it, `|=` is a group row, `|` a row; `%annex number | title | landscape | reference` begins an annex.
"""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from dutdiem.writing.content import (
    Align,
    Annex,
    Block,
    Column,
    Heading,
    Letterhead,
    OfficialDocument,
    Paragraph,
    Row,
    Signature,
    Table,
)

MARK = "VĂN BẢN MẪU của Dứt Điểm: nội dung, tên riêng và số liệu là giả định, không có giá trị thi hành"


@dataclass
class _Section:
    """The body or one annex while it is being read."""

    head: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def read(path: Path) -> tuple[str, OfficialDocument]:
    """The name of the file to be built, and the document."""
    head, _, text = path.read_text(encoding="utf-8").partition("\n---\n")
    facts = tomllib.loads(head)
    body, *annexes = _sections(text)
    return facts["file"], _document(facts, body, annexes)


def _document(facts: dict[str, Any], body: _Section, annexes: list[_Section]) -> OfficialDocument:
    letter = {name: facts[name] for name in ("issuer", "parent", "number", "place", "issued", "party") if name in facts}
    return OfficialDocument(
        letterhead=Letterhead(**letter),
        kind=facts["kind"],
        title=facts["title"],
        blocks=tuple(body.blocks),
        signature=Signature(**facts["signature"]),
        recipients=tuple(facts["recipients"]),
        addressees=tuple(facts.get("addressees", ())),
        annexes=tuple(_annex(one) for one in annexes),
        mark=MARK,
        stamp="VĂN BẢN MẪU",
    )


def _annex(section: _Section) -> Annex:
    number, title, form, reference = section.head
    return Annex(number or None, title, tuple(section.blocks), reference or None, landscape=form == "landscape")


def _sections(text: str) -> list[_Section]:
    sections = [_Section()]
    for chunk in re.split(r"\n\s*\n", text.strip()):
        if chunk.startswith("%annex"):
            sections.append(_Section(head=_cells(chunk.removeprefix("%annex"))))
        else:
            sections[-1].blocks.append(_block(chunk))
    return sections


def _block(chunk: str) -> Block:
    if chunk.startswith("%columns"):
        return _table(chunk.splitlines())
    marks, _, words = chunk.partition(" ")
    if marks and set(marks) == {"#"}:
        return Heading(words, len(marks))
    return Paragraph(chunk)


def _table(lines: list[str]) -> Table:
    columns = tuple(_column(one) for one in _cells(lines[0].removeprefix("%columns")))
    captions = [line.removeprefix("%caption").strip() for line in lines if line.startswith("%caption")]
    rows = tuple(_row(line) for line in lines if line.startswith("|"))
    return Table(columns, rows, caption=captions[0] if captions else None)


def _column(text: str) -> Column:
    title, share, *align = text.split(":")
    return Column(title, float(share), cast(Align, align[0]) if align else "left")


def _row(line: str) -> Row:
    if line.startswith("|="):
        return Row((line.removeprefix("|=").strip(),), "group")
    return Row(tuple(_cells(line[1:])))


def _cells(text: str) -> list[str]:
    return [cell.strip() for cell in text.split("|")]
