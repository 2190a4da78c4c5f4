"""The named styles of a document, so that an officer who opens it in an office program can go on working with them."""

from dataclasses import dataclass, replace

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from dutdiem.writing.layout import FIRST_LINE_INDENT, FONT, LINE_SPACING, PARAGRAPH_GAP, TABLE_SIZE, Layout
from dutdiem.writing.ooxml import element

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


@dataclass(frozen=True, slots=True)
class StyleSpec:
    """One paragraph style: name shown to the officer, id used in the file, and how it looks."""

    id: str
    name: str
    size: float
    align: str = "justify"
    bold: bool = False
    italic: bool = False
    indent: bool = False
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    keep_next: bool = False


def specs(layout: Layout) -> tuple[StyleSpec, ...]:
    """All styles of a document in one of the two layouts."""
    size, small = layout.body_size, TABLE_SIZE
    text = StyleSpec("NoiDung", "Nội dung", size, indent=True, after=PARAGRAPH_GAP, line=LINE_SPACING)
    head = replace(text, before=PARAGRAPH_GAP, line=1.0, bold=True, keep_next=True)
    return (
        text,
        replace(text, id="CanCu", name="Căn cứ", italic=True),
        StyleSpec("CanGiua", "Căn giữa", size, align="center", after=PARAGRAPH_GAP),
        StyleSpec("KinhGui", "Kính gửi", size, align="left", after=3),
        replace(head, id="Heading1", name="Heading 1"),
        replace(head, id="Heading2", name="Heading 2"),
        replace(head, id="Heading3", name="Heading 3", bold=False, italic=True),
        StyleSpec("Phan", "Phần", size, align="center", bold=True, before=12, keep_next=True),
        StyleSpec("TieuDePhan", "Tiêu đề phần", size, align="center", bold=True, after=12, keep_next=True),
        StyleSpec("TenLoai", "Tên loại", layout.kind_size, align="center", bold=True, before=18),
        StyleSpec("TrichYeu", "Trích yếu", layout.title_size, align="center", bold=True),
        StyleSpec("DongKe", "Dòng kẻ", 2, align="center"),
        StyleSpec("PhuLuc", "Phụ lục", 14, align="center", bold=True),
        StyleSpec("ChuDanPhuLuc", "Chỉ dẫn phụ lục", 13, align="center", italic=True, after=6),
        StyleSpec("CoQuan", "Cơ quan ban hành", layout.issuer_size, align="center"),
        StyleSpec("QuocHieu", "Quốc hiệu", layout.heading_size, align="center", bold=True),
        StyleSpec("TieuNgu", "Tiêu ngữ", layout.motto_size or layout.heading_size, align="center", bold=True),
        StyleSpec("SoKyHieu", "Số, ký hiệu", layout.number_size, align="center", before=6),
        StyleSpec("VeViec", "Về việc", layout.number_size, align="center", before=6, after=6),
        StyleSpec("DiaDanh", "Địa danh, thời gian", layout.place_size, align="center", italic=True, before=6),
        StyleSpec("TenBang", "Tên bảng", 13, align="center", bold=True, before=10, after=3, keep_next=True),
        StyleSpec("DonViTinh", "Đơn vị tính", small, align="right", italic=True, after=3, keep_next=True),
        StyleSpec("Bang", "Bảng", small, align="left", before=2, after=2),
        StyleSpec("TenHinh", "Tên biểu đồ", 13, align="center", italic=True, before=2, after=10),
        StyleSpec("Hinh", "Biểu đồ", small, align="center", before=8, keep_next=True),
        StyleSpec("GhiChu", "Ghi chú", small, align="justify", italic=True, before=3, after=8),
        StyleSpec("NoiNhan", "Nơi nhận", layout.recipients_size, align="left"),
        StyleSpec("ChuKy", "Chữ ký", layout.signature_size, align="center", bold=True),
        StyleSpec("DauTrang", "Số trang", 13, align="center"),
        StyleSpec("KhungDau", "Khung dấu", 13, align="center", bold=True),
        StyleSpec("DauMau", "Dấu văn bản mẫu", 10, align="center", italic=True),
    )


def install(document: Document, layout: Layout) -> None:
    """Gives the document its styles; `Normal` carries the font alone."""
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _font(normal, layout.body_size)
    normal.paragraph_format.space_after = Pt(0)
    for spec in specs(layout):
        _apply(_style(document, spec), spec)


def _style(document: Document, spec: StyleSpec) -> ParagraphStyle:
    if spec.name.startswith("Heading"):
        found = document.styles[spec.name]
        assert isinstance(found, ParagraphStyle)
        return found
    made = document.styles.add_style(spec.name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(made, ParagraphStyle)
    made.element.set(qn("w:styleId"), spec.id)
    made.base_style = document.styles["Normal"]
    return made


def _apply(style: ParagraphStyle, spec: StyleSpec) -> None:
    _font(style, spec.size)
    style.font.bold, style.font.italic = spec.bold, spec.italic
    style.font.color.rgb = RGBColor(0, 0, 0)
    form = style.paragraph_format
    form.alignment = _ALIGN[spec.align]
    form.first_line_indent = Mm(FIRST_LINE_INDENT) if spec.indent else Mm(0)
    form.space_before, form.space_after = Pt(spec.before), Pt(spec.after)
    form.line_spacing = spec.line
    form.keep_with_next = spec.keep_next
    form.widow_control = True


def _font(style: ParagraphStyle, size: float) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), FONT)
    for language in properties.findall(qn("w:lang")):
        properties.remove(language)
    properties.append(element("w:lang", {"w:val": "vi-VN", "w:eastAsia": "vi-VN"}))
