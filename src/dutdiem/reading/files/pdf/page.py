"""One page of a PDF: its words in lines, its ruled tables, and whether it is a picture."""

import re
from collections.abc import Iterator
from ctypes import byref, c_float, c_int, cast
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from dutdiem.reading.files.parts import Grid
from dutdiem.reading.files.pdf.aside import annotations, aslant
from dutdiem.reading.files.pdf.headings import ORDINAL
from dutdiem.reading.files.pdf.quick import objects
from dutdiem.reading.files.pdf.rulings import Box, Cell, Ruled, horizontal_lines, ruled_tables
from dutdiem.reading.files.pdf.text import PageText
from dutdiem.reading.files.pdf.unruled import Unruled, unruled_table
from dutdiem.reading.files.pdf.words import Line, is_bold

_ITEM = re.compile(r"\s*(?:[-–•+*]\s|\d{1,3}(?:\.\d{1,3})*[.)]\s|[a-zđ]\)\s)")
_HYPHENED = re.compile(r"\w[-–]$")
PAGE_NUMBER = re.compile(r"\W*(?:trang|page)?\W*\d{1,4}\W*(?:/\W*\d{1,4}\W*)?", re.IGNORECASE)
_LETTERS, _BELOW_BASE, _LINE, _APART = 0.75, 0.1, 0.9, 1.6  # of the height of a line
_FAR = 20_000.0
_DEEPEST = 4
_MOST_OBJECTS = 20_000
_PICTURE_SHARE = 0.6
_PART_PICTURE_SHARE = 0.25
_OUTLINES = 60
_FEW_CHARACTERS = 30
_STAMP_WIDTH, _STAMP_HEIGHT = 25, 8  # points


@dataclass(slots=True)
class PageTable:
    """A table as one page has it."""

    grid: Grid
    columns: tuple[float, ...]
    unruled: Unruled | None = None


@dataclass(slots=True)
class PageContent:
    """Lines and tables from the top of the page down."""

    blocks: list[str | PageTable] = field(default_factory=list)
    text: str = ""
    stored: str = ""  # the same in PDFium's order, where that is another
    is_picture: bool = False
    pictures: list[Box] = field(default_factory=list)  # large enough to bear a stamp
    aside: list[str] = field(default_factory=list)  # words for the guards alone

    ends: frozenset[str] = frozenset()  # the lines at its head and foot

    @property
    def open_table(self) -> Unruled | None:
        """The table without lines that reaches the end of the page."""
        last = next((block.unruled for block in reversed(self.blocks) if isinstance(block, PageTable)), None)
        return last if last and last.reaches_end else None


def read_page(page: Any, before: PageContent | None = None) -> PageContent:
    """`page` is a `pypdfium2.PdfPage`; `before` the page before it."""
    text_page = page.get_textpage()
    try:
        return _read(page, PageText(text_page), before or PageContent())
    finally:
        text_page.close()


def _read(page: Any, text: PageText, before: PageContent) -> PageContent:
    width, height = page.get_size()
    drawn = _Drawn(width * height)
    drawn.look(page)
    content = PageContent(text=text.whole, is_picture=drawn.is_picture(text.whole))
    content.stored = text.stored if text.stored != text.whole else ""
    noted, stamps = annotations(page)
    content.aside = [*noted, *aslant(text.page, text.whole, drawn.texts)]
    if not content.is_picture:
        content.pictures = [box for box in drawn.pictures + stamps if _may_be_stamp(box)]
    tables = [table for table in ruled_tables(drawn.lines) if len(table.columns) > 2]
    if _any_open(tables, text) and (before.open_table or text.may_have_heading()):
        _add_unruled(content, text, drawn, before, width / 2)
    if not content.blocks:
        content.blocks = _ruled(tables, text, Box(-width, -height, width * 2, height * 2))
    content.blocks = content.blocks or [*text.whole.split("\n")]
    return content


def _any_open(tables: list[Ruled], text: PageText) -> bool:
    """Are there no ruled tables, or only such that have lines between the columns and none between the rows?"""
    return all(table.row_count == 1 or any(_has_rows(cell, text) for cell in table.cells if cell.column == 0) for table in tables)


def _has_rows(cell: Cell, text: PageText) -> bool:
    ordinals = [line for line in text.within(cell.box) if ORDINAL.match(line.strip())]
    return len(ordinals) > 1


def _ruled(tables: list[Ruled], text: PageText, whole: Box) -> list[str | PageTable]:
    """The ruled tables with the lines around them; nothing where there are none."""
    blocks: list[str | PageTable] = []
    top = whole.top
    for table in tables:
        grid = _grid(table, text)
        if grid is None or table.frame.top > top:
            continue
        blocks += text.within(Box(whole.left, table.frame.top, whole.right, top))
        blocks.append(PageTable(grid, table.columns))
        top = table.frame.bottom
    if blocks:
        blocks += text.within(Box(whole.left, whole.bottom, whole.right, top))
    return blocks


def _add_unruled(content: PageContent, text: PageText, drawn: "_Drawn", before: PageContent, middle: float) -> None:
    """The table without lines, if there is one, with the lines above and below it."""
    lines = text.lines
    content.ends = frozenset(line.text for line in [*lines[:1], *lines[-1:]])
    body = _without_furniture(lines, before.ends, middle)
    table = unruled_table(body, horizontal_lines(drawn.lines), before.open_table, unwrapped, partial(is_bold, text.page))
    if table is None:
        return
    first, last = lines.index(body[table.first]), lines.index(body[table.last])
    if first > 0:
        above = lines[first - 1]
        content.blocks += text.within(Box(-_FAR, above.base - _BELOW_BASE * above.height, _FAR, _FAR))
    content.blocks.append(PageTable(table.grid, table.columns.edges, table))
    if last + 1 < len(lines):
        below = lines[last + 1]
        content.blocks += text.within(Box(-_FAR, -_FAR, _FAR, below.base + _LETTERS * below.height))


def _without_furniture(lines: list[Line], before: frozenset[str], middle: float) -> list[Line]:
    """Without page numbers, and without what stood at the head or foot of the page before too, apart from the text."""
    kept = list(lines)
    for end, next_to in ((0, 1), (-1, -2)):
        while len(kept) > 1 and _is_furniture(kept[end], kept[next_to], before, middle):
            del kept[end]
    return kept


def _is_furniture(line: Line, next_to: Line, before: frozenset[str], middle: float) -> bool:
    """A number in the middle of the page's width may stand nearer to the text than other furniture."""
    is_number = bool(PAGE_NUMBER.fullmatch(line.text))
    is_central = is_number and abs((line.left + line.right) / 2 - middle) < line.height
    apart = abs(line.base - next_to.base) > (_LINE if is_central else _APART) * line.height
    return apart and (is_number or line.text in before)


class _Drawn:
    """What is drawn on a page. `texts` are the addresses of its objects of text, None where some stand in other objects."""

    def __init__(self, area: float) -> None:
        self.texts: list[int] | None = None
        self.lines: list[Box] = []
        self._area = max(area, 1.0)
        self.pictures: list[Box] = []
        self._outlines = 0

    def look(self, page: Any) -> None:
        texts: list[int] = []
        has_forms = False
        for count, (item, kind) in enumerate(objects(page, _DEEPEST)):
            if count > _MOST_OBJECTS:
                return
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                texts.append(item)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM:
                has_forms = True
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self.pictures.append(_bounds(_handle(item)))
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._outlines += 1
                self.lines += _thin_boxes(_handle(item))
        self.texts = None if has_forms else texts

    def is_picture(self, text: str) -> bool:
        """A page shown by an image, whole or with too few words beside it, or by outlines of letters."""
        share = sum((box.right - box.left) * (box.top - box.bottom) for box in self.pictures) / self._area
        may_be = share > _PART_PICTURE_SHARE or self._outlines > _OUTLINES
        return share > _PICTURE_SHARE or (may_be and len("".join(text.split())) < _FEW_CHARACTERS)


def _may_be_stamp(box: Box) -> bool:
    """Pictures smaller than a stamp are dots and lines."""
    return box.right - box.left >= _STAMP_WIDTH and box.top - box.bottom >= _STAMP_HEIGHT


def _handle(item: int) -> Any:
    """The object of PDFium at an address."""
    return cast(item, pdfium.FPDF_PAGEOBJECT)


def _bounds(item: Any) -> Box:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    if not pdfium.FPDFPageObj_GetBounds(item, byref(left), byref(bottom), byref(right), byref(top)):
        return Box(0, 0, 0, 0)
    return Box(left.value, bottom.value, right.value, top.value)


def _thin_boxes(item: Any) -> Iterator[Box]:
    """A thin path is a line; a stroked one is as many lines as it has straight sides along the axes."""
    box = _bounds(item)
    if box.right - box.left <= 3 or box.top - box.bottom <= 3:
        yield box
        return
    count = pdfium.FPDFPath_CountSegments(item)
    if not 2 <= count <= 500 or not _is_stroked(item):
        return
    matrix = _matrix(item)
    before: tuple[float, float] | None = None
    first: tuple[float, float] | None = None
    for at in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, at)
        x, y = c_float(), c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        here = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO or before is None:
            first = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield _side(before, here)
        if first and pdfium.FPDFPathSegment_GetClose(segment):
            yield _side(here, first)
        before = here


def _matrix(item: Any) -> pypdfium2.PdfMatrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, byref(found)):
        raise pypdfium2.PdfiumError("Failed to get matrix of pageobject.")
    return pypdfium2.PdfMatrix.from_raw(found)


def _side(a: tuple[float, float], b: tuple[float, float]) -> Box:
    return Box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))


def _is_stroked(item: Any) -> bool:
    fill, stroke = c_int(), c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(item, byref(fill), byref(stroke)) and stroke.value)


def _grid(table: Ruled, words: PageText) -> Grid | None:
    width = len(table.columns) - 1
    grid = Grid([[""] * width for _ in range(table.row_count)], [[""] * width for _ in range(table.row_count)])
    for cell in table.cells:
        text = unwrapped(words.within(cell.box))
        grid.shown[cell.row][cell.column] = text
        for row in range(cell.row, cell.row + cell.rows):
            grid.rows[row][cell.column] = text
    kept = [at for at, row in enumerate(grid.rows) if any(row)]
    grid.rows, grid.shown = [grid.rows[at] for at in kept], [grid.shown[at] for at in kept]
    return grid if kept else None


def unwrapped(lines: list[str]) -> str:
    """The lines of a cell as its paragraphs: a line break before an item of a list stays, others were made by the width."""
    text = ""
    for line in lines:
        text = f"{text}\n{line.strip()}" if text and _ITEM.match(line) else run_on(text, line.strip())
    return text


def run_on(text: str, rest: str) -> str:
    """`text` that goes on with `rest`; a line may also be broken after the hyphen of "30/2020/NĐ-CP"."""
    if not text or not rest:
        return text + rest
    return text + rest if _HYPHENED.search(text) and not rest.startswith("-") else f"{text} {rest}"
