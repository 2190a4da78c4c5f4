"""One page of a PDF: its words in lines, its ruled tables, and whether it is a picture."""

import re
from collections.abc import Iterator
from ctypes import byref, c_float, c_int
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from dutdiem.reading.files.parts import Grid
from dutdiem.reading.files.pdf.aside import annotations, aslant
from dutdiem.reading.files.pdf.rulings import Box, Ruled, ruled_tables

_ITEM = re.compile(r"\s*(?:[-–•+*]\s|\d{1,3}(?:\.\d{1,3})*[.)]\s|[a-zđ]\)\s)")
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


@dataclass(slots=True)
class PageContent:
    """Lines and tables from the top of the page down."""

    blocks: list[str | PageTable] = field(default_factory=list)
    text: str = ""
    is_picture: bool = False
    pictures: list[Box] = field(default_factory=list)  # large enough to bear a stamp
    aside: list[str] = field(default_factory=list)  # words for the guards alone


def read_page(page: Any) -> PageContent:
    """`page` is a `pypdfium2.PdfPage`."""
    text_page = page.get_textpage()
    try:
        return _read(page, text_page)
    finally:
        text_page.close()


def _read(page: Any, text_page: Any) -> PageContent:
    width, height = page.get_size()
    whole = clean(text_page.get_text_range())
    drawn = _Drawn(width * height)
    drawn.look(page)
    content = PageContent(text=whole, is_picture=drawn.is_picture(len("".join(whole.split()))))
    noted, stamps = annotations(page)
    content.aside = [*noted, *aslant(text_page, whole)]
    if not content.is_picture:
        content.pictures = [box for box in drawn.pictures + stamps if _may_be_stamp(box)]
    top = height * 2
    for table in ruled_tables(drawn.lines):
        grid = _grid(table, text_page)
        if grid is None or table.frame.top > top:
            continue
        content.blocks += _lines(text_page, Box(-width, table.frame.top, width * 2, top))
        content.blocks.append(PageTable(grid, table.columns))
        top = table.frame.bottom
    if content.blocks:
        content.blocks += _lines(text_page, Box(-width, -height, width * 2, top))
    else:
        content.blocks += whole.split("\n")
    return content


class _Drawn:
    """What is drawn on a page besides text."""

    def __init__(self, area: float) -> None:
        self.lines: list[Box] = []
        self._area = max(area, 1.0)
        self.pictures: list[Box] = []
        self._outlines = 0

    def look(self, page: Any) -> None:
        for count, item in enumerate(page.get_objects(max_depth=_DEEPEST)):
            if count > _MOST_OBJECTS:
                return
            if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
                self.pictures.append(_bounds(item))
            elif item.type == pdfium.FPDF_PAGEOBJ_PATH:
                self._outlines += 1
                self.lines += _thin_boxes(item)

    def is_picture(self, characters: int) -> bool:
        """A page shown by an image, whole or with too few words beside it, or by outlines of letters."""
        share = sum((box.right - box.left) * (box.top - box.bottom) for box in self.pictures) / self._area
        few = characters < _FEW_CHARACTERS
        return share > _PICTURE_SHARE or (few and (share > _PART_PICTURE_SHARE or self._outlines > _OUTLINES))


def _may_be_stamp(box: Box) -> bool:
    """Pictures smaller than a stamp are dots and lines."""
    return box.right - box.left >= _STAMP_WIDTH and box.top - box.bottom >= _STAMP_HEIGHT


def _bounds(item: Any) -> Box:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    if not pdfium.FPDFPageObj_GetBounds(item.raw, byref(left), byref(bottom), byref(right), byref(top)):
        return Box(0, 0, 0, 0)
    return Box(left.value, bottom.value, right.value, top.value)


def _thin_boxes(item: Any) -> Iterator[Box]:
    """A thin path is a line; a stroked one is as many lines as it has straight sides along the axes."""
    box = _bounds(item)
    if box.right - box.left <= 3 or box.top - box.bottom <= 3:
        yield box
        return
    count = pdfium.FPDFPath_CountSegments(item.raw)
    if not 2 <= count <= 500 or not _is_stroked(item):
        return
    matrix = item.get_matrix()
    before: tuple[float, float] | None = None
    first: tuple[float, float] | None = None
    for at in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item.raw, at)
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


def _side(a: tuple[float, float], b: tuple[float, float]) -> Box:
    return Box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))


def _is_stroked(item: Any) -> bool:
    fill, stroke = c_int(), c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(item.raw, byref(fill), byref(stroke)) and stroke.value)


def _grid(table: Ruled, text_page: Any) -> Grid | None:
    width = len(table.columns) - 1
    grid = Grid([[""] * width for _ in range(table.row_count)], [[""] * width for _ in range(table.row_count)])
    for cell in table.cells:
        text = unwrapped(_lines(text_page, cell.box))
        grid.shown[cell.row][cell.column] = text
        for row in range(cell.row, cell.row + cell.rows):
            grid.rows[row][cell.column] = text
    kept = [at for at, row in enumerate(grid.rows) if any(row)]
    grid.rows, grid.shown = [grid.rows[at] for at in kept], [grid.shown[at] for at in kept]
    return grid if kept else None


def _lines(text_page: Any, box: Box) -> list[str]:
    text = clean(text_page.get_text_bounded(box.left, box.bottom, box.right, box.top))
    return [line for line in text.split("\n") if line.strip()]


def unwrapped(lines: list[str]) -> str:
    """The lines of a cell as its paragraphs: a line break before an item of a list stays, others were made by the width."""
    text = ""
    for line in lines:
        separator = "\n" if _ITEM.match(line) else " "
        text += (separator if text else "") + line.strip()
    return text


def clean(text: str) -> str:
    """PDFium's own signs into plain ones: its hyphen at a line's end, its line breaks."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "-").replace("\x00", "").replace("\x02", "-")
