"""Task tables of PDF without lines, or with horizontal lines only: how many rows are read exactly.

    python bench/reading/pdf_tables.py [SHARED]

Sets the real annex of `../shared/corpus/office` (90 rows, its truth in JSON) in ways that offices set such annexes: fonts, sizes,
page turned or not, cells at the top or in the middle, headings repeated or not, running headers, with text around it; LibreOffice
makes the PDF. A row is right where every cell is, white space aside.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from dutdiem.reading.files.ocr import Recogniser
from dutdiem.reading.files.pdf import open_pdf

Rows = list[list[str]]
BEFORE = "Cụ thể hóa các nhiệm vụ, giải pháp; xác định rõ thời hạn hoàn thành và trách nhiệm của đơn vị chủ trì, phối hợp."
AFTER = "Các đơn vị căn cứ nhiệm vụ được giao khẩn trương tổ chức thực hiện, định kỳ báo cáo kết quả để theo dõi, tổng hợp."


@dataclass(frozen=True)
class Way:
    """One way to set the table."""

    name: str
    font: str = "FreeSerif"
    size: float = 12
    turned: bool = True
    rows: int = 90
    rules: bool = False
    repeated: bool = True
    middle: bool = False
    justified: bool = False
    bold: bool = True
    header: str = ""
    gap: float = 0


WAYS = (
    Way("turned, 13 pt", size=13),
    Way("upright, 11 pt, heading not repeated", size=11, turned=False, repeated=False),
    Way("sans, 9 pt", font="DejaVu Sans", size=9),
    Way("a font without Vietnamese letters", font="Liberation Serif"),
    Way("two pages", rows=12),
    Way("cells in the middle", middle=True),
    Way("cells in the middle, rows apart", middle=True, gap=4),
    Way("justified, running header", justified=True, header="Phụ lục kèm theo Kế hoạch số 99/KH-XYZ"),
    Way("heading not bold, rows apart", bold=False, gap=3),
    Way("horizontal lines", rules=True),
    Way("horizontal lines, upright, in the middle", rules=True, turned=False, size=11, middle=True, repeated=False),
)
WIDTHS = (1.4, 6, 3, 3.5, 3, 2.4)


def made(way: Way, truth: Rows, path: Path) -> None:
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size, style.paragraph_format.space_after = way.font, Pt(way.size), Pt(0)
    section = document.sections[0]
    sides = (Cm(29.7), Cm(21)) if way.turned else (Cm(21), Cm(29.7))
    section.page_width, section.page_height = sides
    section.orientation = WD_ORIENT.LANDSCAPE if way.turned else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Cm(2)
    section.header.paragraphs[0].text = way.header
    _page_number(section.footer.paragraphs[0])
    document.add_paragraph(BEFORE)
    widths = [int((sides[0] - Cm(4)) * width / sum(WIDTHS)) for width in WIDTHS]
    table = document.add_table(0, len(WIDTHS))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for at, texts in enumerate(truth):
        _row(table, texts, widths, way, heading=at == 0)
    document.add_paragraph(AFTER)
    document.save(str(path))


def _row(table: Any, texts: list[str], widths: list[int], way: Way, heading: bool) -> None:
    row = table.add_row()
    if heading and way.repeated:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for at, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        cell.width, cell.text = widths[at], text
        middle = way.middle or heading
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER if middle else WD_ALIGN_VERTICAL.TOP
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(way.gap)
        if heading or at in (0, 5):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif way.justified:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        for run in paragraph.runs:
            run.bold = heading and way.bold
    if not heading and not any(texts[2:]):
        row.cells[1].merge(row.cells[-1]).text = texts[1]
    if way.rules:
        for cell in row.cells:
            _rule(cell)


def _rule(cell: Any) -> None:
    borders = OxmlElement("w:tcBorders")
    for side in ("top", "bottom"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "single")
        line.set(qn("w:sz"), "4")
        borders.append(line)
    cell._tc.get_or_add_tcPr().append(borders)


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _plain(row: Any) -> list[str]:
    return [" ".join(cell.split()) for cell in row]


def main() -> None:
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2].parent / "shared"
    truth: Rows = json.loads((shared / "corpus/office/plan_table_truth.json").read_text("utf-8"))
    office = shutil.which("soffice") or sys.exit("LibreOffice is not installed: no PDF can be made")
    right = total = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, way in enumerate(WAYS):
            made(way, truth[: way.rows], folder / f"{number}.docx")
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", name, *map(str, folder.glob("*.docx"))]
        subprocess.run(command, capture_output=True, check=True, timeout=600)
        for number, way in enumerate(WAYS):
            found = open_pdf((folder / f"{number}.pdf").read_bytes(), Recogniser(lambda _: None))
            rows = [_plain(row) for table in found.tables for row in table.rows]
            wanted = [_plain(row) for row in truth[: way.rows]]
            hits = sum(1 for row in wanted if row in rows)
            right, total = right + hits, total + len(wanted)
            print(f"{way.name:45} {hits} of {len(wanted)}, {len(rows) - hits} others, {len(found.pages)} pages", flush=True)
    print(f"{'rows right':45} {right} of {total} = {right / total:.4f}")


if __name__ == "__main__":
    main()
