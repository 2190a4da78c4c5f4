#!/usr/bin/env python3
"""Writes ten of the composed documents as DOCX, set as offices set them.

    python bench/reading/composed/eighth/make_docx.py FOLDER

Heads and ends are tables without lines, stamps stand in text boxes (as VML and as DrawingML), numbers are automatic in some,
group rows and repeated cells are merged, one document has a footnote. The words are those of the marked sources.
"""

import re
import sys
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from layout import right
from marks import source

HERE = Path(__file__).parent
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FOOTNOTE = "Nay là Trung tâm Phục vụ hành chính công cấp xã."
BOX = """<w:txbxContent><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>
</w:txbxContent>"""
SHAPE = f"""<w:pict><v:shape style="width:90pt;height:22pt" type="#_x0000_t202"><v:textbox>{BOX}</v:textbox></v:shape></w:pict>"""
VML = f"""<w:r {{w}} xmlns:v="urn:schemas-microsoft-com:vml">{SHAPE}</w:r>"""
OFFICE = "http://schemas.openxmlformats.org"
WORD = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
DRAWN = f"""<w:r {{w}} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:mc="{OFFICE}/markup-compatibility/2006" xmlns:wps="{WORD}"
 xmlns:a="{OFFICE}/drawingml/2006/main" xmlns:wp="{OFFICE}/drawingml/2006/wordprocessingDrawing">
<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">
<wp:extent cx="1143000" cy="285750"/><wp:docPr id="7" name="Text Box 7"/><a:graphic><a:graphicData uri="{WORD}"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1143000" cy="285750"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{BOX}</wps:txbx><wps:bodyPr/></wps:wsp>
</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback>{SHAPE}</mc:Fallback></mc:AlternateContent></w:r>"""


def plain(line: str) -> str:
    """A marked line without its labels and markdown."""
    line = re.sub(r"^@\w ", "", line)
    while (bare := re.sub(r"\{[^|{}]*\|([^{}]*)\}", r"\1", line)) != line:
        line = bare
    return re.sub(r"\*+", "", line)


def paragraphs(cell: Any, lines: list[str], *, bold: bool = False) -> None:
    for i, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(plain(line)).bold = bold


def letterhead(document: Doc, meta: dict[str, Any]) -> None:
    table = document.add_table(rows=2, cols=2)
    rule = ["*"] if meta.get("party") else ["_______"]
    paragraphs(table.cell(0, 0), [*meta["left"], *rule], bold=True)
    paragraphs(table.cell(0, 1), [*right(meta), "_______________"], bold=True)
    paragraphs(table.cell(1, 0), [meta["symbol_line"], *meta.get("under", [])])
    paragraphs(table.cell(1, 1), [meta["day_line"]])
    for at, stamp in enumerate(meta.get("stamp", [])):
        shape = VML if meta["file"].startswith("10") else DRAWN
        table.cell(1, 0).add_paragraph()._p.append(parse_xml(shape.format(w=W, text=stamp + " " * at)))
    document.add_paragraph()
    for line in [*([meta["kind"]] if meta.get("kind") else []), *meta.get("titles", [])]:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(line).bold = True


def ending(document: Doc, meta: dict[str, Any]) -> None:
    table = document.add_table(rows=1, cols=2)
    copies = [meta.get("copies_word", "Nơi nhận:"), *meta["copies"]] if meta.get("copies") else [""]
    for i, line in enumerate(copies):
        paragraph = table.cell(0, 0).paragraphs[0] if i == 0 else table.cell(0, 0).add_paragraph()
        paragraph.add_run(line).italic = i == 0
    paragraphs(table.cell(0, 1), meta["sign"], bold=True)


def numbering(document: Doc) -> int:
    """A decimal list of our own; its abstract number."""
    root = document.part.numbering_part.element
    abstract = parse_xml(
        f'<w:abstractNum {W} w:abstractNumId="77"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
    )
    root.insert(0, abstract)
    return 77


def numbered(document: Doc, line: str, number: int) -> None:
    """A paragraph whose number Word makes; `number` is that of the list."""
    paragraph = document.add_paragraph(line)
    properties = paragraph._p.get_or_add_pPr()
    made = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", 0), ("w:numId", number)):
        child = OxmlElement(name)
        child.set(qn("w:val"), str(value))
        made.append(child)
    properties.append(made)


def new_list(document: Doc, abstract: int, number: int) -> None:
    document.part.numbering_part.element.append(
        parse_xml(
            f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    )


def footnote(document: Doc, paragraph: Any) -> None:
    run = f'<w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {FOOTNOTE}</w:t></w:r>'
    notes = f'<w:footnotes {W}><w:footnote w:id="1"><w:p>{run}</w:p></w:footnote></w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="1"/></w:r>'))


def table(document: Doc, rows: list[str]) -> None:
    width = max(row.removeprefix("H|").removeprefix("G|").count("|") for row in rows) + 1
    made = document.add_table(rows=len(rows), cols=width)
    made.style = "Table Grid"
    for at, row in enumerate(rows):
        parts = [part.split("=>")[0].strip() for part in (row[2:] if row[:2] in ("G|", "H|") else row).split("|")]
        cells = made.rows[at].cells
        if row.startswith("G|"):
            first = 1 if len(parts) > 1 and parts[0] else 0
            cells[first].merge(cells[-1])
            cells[0].text = plain(parts[0])
            made.rows[at].cells[first].text = plain(parts[first])
            continue
        for column, part in enumerate(parts):
            if part != "^^":
                cells[column].text = plain(part)
    merge_down(made, rows)


def merge_down(made: Any, rows: list[str]) -> None:
    """Merges repeated cells with the one above, and a heading of two lines."""
    for at, row in enumerate(rows):
        for column, part in enumerate(row.split("|") if row[:2] not in ("G|", "H|") else []):
            if part.strip() == "^^" and not rows[at - 1].startswith("G|"):
                words = made.cell(at - 1, column).text
                made.cell(at - 1, column).merge(made.cell(at, column)).text = words
            elif part.strip() == "^^":
                made.cell(at, column).text = "nt"
    if len(rows) > 1 and rows[1].startswith("H| |"):
        below = [part.strip() for part in rows[1][2:].split("|")]
        for column, part in enumerate(below):
            if not part:
                words = made.cell(0, column).text
                made.cell(0, column).merge(made.cell(1, column)).text = words
        words = made.cell(0, below.index("Bắt đầu")).text
        made.cell(0, below.index("Bắt đầu")).merge(made.cell(0, len(below) - 1)).text = words


def write(path: Path, target: Path) -> None:
    meta, lines = source(path)
    document, number = Document(), 200
    abstract = numbering(document)
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if line == "%%HEAD":
            letterhead(document, meta)
        elif line == "%%SIGN":
            ending(document, meta)
        elif line.startswith("%%TABLE"):
            end = lines.index("%%END", at)
            table(document, lines[at:end])
            at = end + 1
        elif not line.startswith("%%") and line.strip():
            words = plain(line)
            automatic = meta["file"][:2] in ("05", "10", "22") and re.match(r"\d+\. ", words)
            if automatic:
                if words.startswith("1. "):
                    number += 1
                    new_list(document, abstract, number)
                numbered(document, words[automatic.end() :], number)
            else:
                paragraph = document.add_paragraph(words)
                if meta["file"].startswith("19") and "Địa điểm" in words:
                    footnote(document, paragraph)
    document.save(str(target / f"{Path(meta['file']).stem}.docx"))


def main(target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted((HERE / "marked/official").glob("*.src")):
        if source(path)[0].get("docx"):
            write(path, target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
