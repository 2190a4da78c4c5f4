"""Ruled tables whose header row comes again on every page, and unruled ones that place things side by side."""

from lxml.etree import _Element

from dutdiem.writing.content import Align, Column, Row, Table, Text, plain
from dutdiem.writing.ooxml import element, paragraph, twips
from dutdiem.writing.paragraphs import Bookmarks, runs

_HEADER_SHADE = "E7EBF0"
_GROUP_SHADE = "F4F6F8"
_MOST_ROWS, _MOST_LETTERS = 6, 700  # of a table that is not torn over two pages
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def ruled(block: Table, width: float, marks: Bookmarks) -> list[_Element]:
    """The caption, the unit of measure and the table itself, `width` millimetres wide."""
    made = []
    if block.caption:
        made.append(paragraph("TenBang", runs(block.caption, marks)))
    if block.unit_note:
        made.append(paragraph("DonViTinh", runs(block.unit_note, marks)))
    widths = _millimetres(block.columns, width)
    grid = table_frame(widths, ruled_lines=True)
    grid.append(_header(block, widths, marks))
    whole = _is_small(block)
    last = len(block.rows) - 1
    grid.extend(_row(row, block, widths, marks, whole and at < last) for at, row in enumerate(block.rows))
    return [*made, grid, paragraph("DongKe", [])]


def _is_small(block: Table) -> bool:
    letters = sum(len(plain(cell)) for row in block.rows for cell in row.cells)
    return len(block.rows) <= _MOST_ROWS and letters <= _MOST_LETTERS


def table_frame(widths: list[float], ruled_lines: bool) -> _Element:
    """An empty table of fixed column widths in millimetres."""
    line = {"w:val": "single" if ruled_lines else "nil", "w:sz": 4, "w:space": 0, "w:color": "auto"}
    side = twips(1.1 if ruled_lines else 0)
    settings = element(
        "w:tblPr",
        None,
        element("w:tblW", {"w:w": twips(sum(widths)), "w:type": "dxa"}),
        element("w:jc", {"w:val": "center"}),
        element("w:tblBorders", None, *[element(f"w:{edge}", line) for edge in _EDGES]),
        element("w:tblLayout", {"w:type": "fixed"}),
        element("w:tblCellMar", None, *[element(f"w:{e}", {"w:w": side, "w:type": "dxa"}) for e in ("left", "right")]),
    )
    grid = element("w:tblGrid", None, *[element("w:gridCol", {"w:w": twips(one)}) for one in widths])
    return element("w:tbl", None, settings, grid)


def table_row(cells: list[_Element], header: bool = False) -> _Element:
    """A row that is never split over two pages; a header row is repeated on each."""
    settings = [element("w:cantSplit")] + [element("w:tblHeader")] * header
    return element("w:tr", None, element("w:trPr", None, *settings), *cells)


def table_cell(width: float, content: list[_Element], span: int = 1, shade: str = "", middle: bool = True) -> _Element:
    """A cell `width` millimetres wide, over `span` columns."""
    settings = [element("w:tcW", {"w:w": twips(width), "w:type": "dxa"})]
    if span > 1:
        settings.append(element("w:gridSpan", {"w:val": span}))
    if shade:
        settings.append(element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": shade}))
    if middle:
        settings.append(element("w:vAlign", {"w:val": "center"}))
    return element("w:tc", None, element("w:tcPr", None, *settings), *content)


def _millimetres(columns: tuple[Column, ...], width: float) -> list[float]:
    total = sum(column.width for column in columns)
    return [width * column.width / total for column in columns]


def _header(block: Table, widths: list[float], marks: Bookmarks) -> _Element:
    cells = [
        table_cell(width, [_line(column.title, "center", block, marks, bold=True, keep_next=True)], shade=_HEADER_SHADE)
        for column, width in zip(block.columns, widths, strict=True)
    ]
    return table_row(cells, header=True)


def _row(row: Row, block: Table, widths: list[float], marks: Bookmarks, keep_next: bool) -> _Element:
    if row.kind == "group":
        line = _line(row.cells[0], "left", block, marks, bold=True, keep_next=True)
        return table_row([table_cell(sum(widths), [line], span=len(widths), shade=_GROUP_SHADE)])
    bold = row.kind == "total"
    return table_row(
        [
            table_cell(width, [_line(cell, column.align, block, marks, bold, keep_next)])
            for cell, column, width in zip(row.cells, block.columns, widths, strict=True)
        ]
    )


def _line(text: Text, align: Align, block: Table, marks: Bookmarks, bold: bool = False, keep_next: bool = False) -> _Element:
    content = runs(text, marks, bold)
    if block.size is not None:
        _resize(content, block.size)
    settings = [element("w:keepNext")] * keep_next
    if block.compact:
        settings.append(element("w:spacing", {"w:before": 0, "w:after": 0}))
    settings.append(element("w:jc", {"w:val": "both" if align == "justify" else align}))
    return paragraph("Bang", content, *settings)


def _resize(content: list[_Element], size: float) -> None:
    for properties in _run_properties(content):
        raised = [one for one in properties if str(one.tag).endswith("}vertAlign")]
        for one in [element("w:sz", {"w:val": round(size * 2)}), *raised]:  # the schema wants the size first
            properties.append(one)


def _run_properties(content: list[_Element]) -> list[_Element]:
    found = []
    for piece in content:
        for one in piece.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}r"):
            first = one[0] if len(one) and str(one[0].tag).endswith("}rPr") else None
            if first is None:
                first = element("w:rPr")
                one.insert(0, first)
            found.append(first)
    return found
