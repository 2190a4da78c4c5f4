"""The measurements of an official document, in one place.

State documents: Decree 30/2020/NĐ-CP, annex I, part I, sections I and II, with the sizes of the table in section V.
Party documents: Instruction 36-HD/VPTW of 3 April 2018, annex 3.
Lengths are millimetres, sizes of type are points.
"""

from dataclasses import dataclass

FONT = "Times New Roman"  # section I.4
PAGE_WIDTH = 210.0  # section I.1, A4
PAGE_HEIGHT = 297.0
MARGIN_TOP = 20.0  # section I.3: 20 to 25
MARGIN_BOTTOM = 20.0  # 20 to 25
MARGIN_LEFT = 30.0  # 30 to 35
MARGIN_RIGHT = 20.0  # 15 to 20
HEADER_DISTANCE = 10.0  # the page number stands in the upper margin, section I.7
FIRST_LINE_INDENT = 12.7  # section II.6.e: 1 cm or 1.27 cm
TEXT_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT
LANDSCAPE_TEXT_WIDTH = PAGE_HEIGHT - MARGIN_LEFT - MARGIN_RIGHT

PARAGRAPH_GAP = 6.0  # points, section II.6.e: at least 6
LINE_SPACING = 1.15  # section II.6.e: single to 1.5
PAGE_NUMBER_SIZE = 13.0  # section I.7: 13 to 14
TABLE_SIZE = 12.0


@dataclass(frozen=True, slots=True)
class Layout:
    """What differs between the two systems of documents: sizes of type in points, and the words around them."""

    heading: str
    heading_size: float
    motto: str | None
    motto_size: float
    issuer_size: float
    number_size: float
    number_label: str
    place_size: float
    kind_size: float
    title_size: float
    body_size: float
    signature_size: float
    recipients_label_size: float
    recipients_size: float
    recipients_underlined: bool
    left_column: float
    star_under_issuer: bool
    dashes_under_title: bool


STATE = Layout(
    heading="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",  # section II.1.a: 12 to 13, bold
    heading_size=12,
    motto="Độc lập - Tự do - Hạnh phúc",  # section II.1.b: 13 to 14, bold, a rule as long as the words
    motto_size=13,
    issuer_size=12,  # section II.2.b: 12 to 13
    number_size=13,  # section II.3.c
    number_label="Số: ",
    place_size=13,  # section II.4.c: 13 to 14, italic
    kind_size=14,  # section II.5.b: 13 to 14, bold, capitals
    title_size=14,
    body_size=14,  # section II.6.e: 13 to 14
    signature_size=14,  # section II.7.đ: 13 to 14, bold
    recipients_label_size=12,  # section II.9.d: 12, bold italic
    recipients_size=11,  # section II.9.d: 11
    recipients_underlined=False,
    left_column=68,
    star_under_issuer=False,
    dashes_under_title=False,
)

PARTY = Layout(
    heading="ĐẢNG CỘNG SẢN VIỆT NAM",
    heading_size=15,
    motto=None,
    motto_size=0,
    issuer_size=14,
    number_size=14,
    number_label="Số ",
    place_size=14,
    kind_size=16,
    title_size=14,
    body_size=14,
    signature_size=14,
    recipients_label_size=14,
    recipients_size=12,
    recipients_underlined=True,
    left_column=76,
    star_under_issuer=True,
    dashes_under_title=True,
)
