"""The places of a file that are easily overlooked: a marking there stops the document, other words there do not."""

import io
from base64 import b64encode
from ctypes import byref, c_ubyte, cast, create_string_buffer
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import xlsxwriter
from PIL import Image, ImageDraw, ImageFont

from dutdiem.reading.files import open_document
from dutdiem.reading.files.ocr import tesseract
from dutdiem.reading.files.parts import Opened
from dutdiem.reading.files.straight import red_regions, straightened
from dutdiem.reading.files.word97.aside import look_aside
from dutdiem.reading.guards import bears_marking
from dutdiem.reading.refusals import Refusal

FONTS = [Path("/usr/share/fonts/truetype") / name for name in ("dejavu/DejaVuSans-Bold.ttf", "liberation/LiberationSans-Bold.ttf")]
FONT = next((path for path in FONTS if path.exists()), None)
needs_font = pytest.mark.skipif(FONT is None, reason="bỏ qua: không có phông chữ")
needs_tesseract = pytest.mark.skipif(not (tesseract() and FONT), reason="bỏ qua: không có Tesseract (vie) hoặc phông chữ")
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
SENTENCE = "Các đơn vị báo cáo kết quả trước ngày 15 hằng tháng. "
BOTH = pytest.mark.parametrize(("words", "found"), [("TỐI MẬT", "secret"), ("Mật ong", "read")])


def code(tmp_path: Path, name: str, data: bytes) -> str:
    path = tmp_path / name
    path.write_bytes(data)
    try:
        open_document(path)
    except Refusal as refused:
        return refused.code
    return "read"


def docx(make: Any, inner: str, more: dict[str, bytes] | None = None) -> bytes:
    made: bytes = make.docx(make.paragraph(SENTENCE * 3) + inner, more=more)
    return made


@BOTH
@pytest.mark.parametrize("attribute", ["descr", "title", "name"])
def test_what_a_picture_is_said_to_show(tmp_path: Path, make: Any, attribute: str, words: str, found: str) -> None:
    picture = f'<w:p><w:r><w:drawing><d:docPr xmlns:d="{WP}" id="1" {attribute}="{words}"/></w:drawing></w:r></w:p>'
    assert code(tmp_path, "a.docx", docx(make, picture)) == found


@BOTH
def test_the_words_of_a_shape(tmp_path: Path, make: Any, words: str, found: str) -> None:
    shape = f'<w:p><w:r><w:drawing><a:p xmlns:a="{A}"><a:r><a:t>{words}</a:t></a:r></a:p></w:drawing></w:r></w:p>'
    assert code(tmp_path, "a.docx", docx(make, shape)) == found


@BOTH
def test_what_was_struck_out_with_changes_tracked(tmp_path: Path, make: Any, words: str, found: str) -> None:
    runs = "".join(f"<w:r><w:delText>{letter}</w:delText></w:r>" for letter in words)
    assert code(tmp_path, "a.docx", docx(make, f'<w:p><w:del w:id="1" w:author="a">{runs}</w:del></w:p>')) == found


@pytest.mark.parametrize(("value", "found"), [("Mật", "secret"), ("B", "secret"), ("Không", "read"), ("", "read")])
def test_a_property_that_the_office_named(tmp_path: Path, make: Any, value: str, found: str) -> None:
    listed = f'<Properties><property name="Độ mật"><lpwstr>{value}</lpwstr></property></Properties>'
    assert code(tmp_path, "a.docx", docx(make, "", {"docProps/custom.xml": listed.encode()})) == found


@BOTH
def test_comments_and_alternative_texts_of_a_sheet(tmp_path: Path, words: str, found: str) -> None:
    for at in range(2):
        made = io.BytesIO()
        book = xlsxwriter.Workbook(made, {"in_memory": True})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["TT", "Nhiệm vụ", "Hạn"])
        if at:
            sheet.write_comment("A1", words)
        else:
            sheet.insert_textbox("E2", "", {"description": words})
        book.close()
        assert code(tmp_path, "a.xlsx", made.getvalue()) == found


@BOTH
@pytest.mark.parametrize(
    "inner",
    [
        '<img src="a.png" alt="{}">',
        '<p title="{}">a</p>',
        "<!-- {} -->",
        '<!--[if gte vml 1]><v:textpath string="{}"/><![endif]-->',
        '<p style="display:none">{}</p>',
        "<svg><text>{}</text></svg>",
        "<textarea>{}</textarea>",
        '<input type="text" value="{}">',
        "<noscript>{}</noscript>",
        '<style>p:before {{ content: "{}" }}</style>',
        "<table><caption>{}</caption><tr><td>a</td></tr></table>",
    ],
)
def test_what_a_page_does_not_show(tmp_path: Path, inner: str, words: str, found: str) -> None:
    page = f"<html><head><title>Kế hoạch</title></head><body><p>{SENTENCE}</p>{inner.format(words)}</body></html>"
    assert code(tmp_path, "a.html", page.encode()) == found


def test_choices_of_a_form_of_the_web_are_no_marking(tmp_path: Path) -> None:
    choices = "".join(f"<option>{level}</option>" for level in ("Mật", "Tối mật"))
    page = f'<p>{SENTENCE}</p><select>{choices}</select><input type="radio" value="Mật">'
    assert code(tmp_path, "a.html", page.encode()) == "read"


def annotated(data: bytes, key: str, words: str) -> bytes:
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    annotation = pdfium.FPDFPage_CreateAnnot(page.raw, pdfium.FPDF_ANNOT_STAMP)
    place = pdfium.FS_RECTF(60, 830, 200, 800)
    pdfium.FPDFAnnot_SetRect(annotation, byref(place))
    value = create_string_buffer(words.encode("utf-16-le") + b"\0\0")
    pdfium.FPDFAnnot_SetStringValue(annotation, key.encode(), cast(value, pdfium.FPDF_WIDESTRING))
    pdfium.FPDFPage_CloseAnnot(annotation)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


@pytest.mark.parametrize(("words", "found"), [("TỐI MẬT", "secret"), ("TopSecret", "secret"), ("ĐÃ DUYỆT", "read")])
def test_a_stamp_put_on_a_pdf(tmp_path: Path, make: Any, words: str, found: str) -> None:
    data = make.pdf(make.words(70, 700, "Ke hoach cong tac nam 2024 cua van phong"))
    assert code(tmp_path, "a.pdf", annotated(data, "Name" if words == "TopSecret" else "Contents", words)) == found


@pytest.mark.parametrize(("words", "found"), [("TUYET MAT", "secret"), ("DU THAO", "read")])
def test_words_across_the_page_of_a_pdf(tmp_path: Path, make: Any, words: str, found: str) -> None:
    aslant = f"BT /F1 60 Tf 0.7 0.7 -0.7 0.7 150 250 Tm ({words}) Tj ET\n"
    data = make.pdf(make.words(70, 700, "Ke hoach cong tac nam 2024 cua van phong, trong do mat tran chu tri") + aslant)
    assert code(tmp_path, "a.pdf", data) == found


class Streams:
    """A compound file of a few streams."""

    def __init__(self, *streams: tuple[str, bytes]) -> None:
        self._streams = streams

    def streams(self) -> tuple[tuple[str, bytes], ...]:
        return self._streams

    def __contains__(self, name: str) -> bool:
        return name in dict(self._streams)

    def read(self, name: str) -> bytes:
        return dict(self._streams)[name]


@pytest.mark.parametrize(
    "stream",
    [
        ("1Table", b"\x05\x00" + "TỐI MẬT".encode("utf-16-le") + b"\x00\x00"),
        ("\x05DocumentSummaryInformation", b"\x1e\x00\x00\x00" + "Tối mật".encode() + b"\x00"),
        ("WordDocument", "\rMẬT\r".encode("utf-16-le")),  # of a second document, embedded in the first
    ],
)
def test_what_lies_beside_the_text_of_a_doc(stream: tuple[str, bytes]) -> None:
    opened = Opened()
    look_aside(Streams(("WordDocument", b"\x00" * 40), stream), opened)  # type: ignore[arg-type]
    assert any(map(bears_marking, opened.parts))


def test_a_picture_in_a_doc_is_found_whole() -> None:
    made = io.BytesIO()
    Image.effect_noise((40, 40), 50).save(made, "PNG")
    opened = Opened()
    look_aside(Streams(("WordDocument", b""), ("Data", b"\x44" * 68 + made.getvalue() + b"\x00" * 9)), opened)  # type: ignore[arg-type]
    assert [Image.open(io.BytesIO(picture)).size for picture in opened.pictures] == [(40, 40)]


def test_a_marking_is_told_before_an_attachment_that_cannot_be_seen(tmp_path: Path, make: Any) -> None:
    data = docx(make, make.paragraph("TỐI MẬT"), {"word/embeddings/a.bin": b"unknown \x00 bytes"})
    assert code(tmp_path, "a.docx", data) == "secret"


def stamp(words: str, size: int, slant: int, ink: tuple[int, int, int] = (200, 30, 30)) -> Image.Image:
    font = ImageFont.truetype(str(FONT), size)
    image = Image.new("RGB", (round(font.getlength(words)) + size, round(size * 1.8)), "white")
    drawing = ImageDraw.Draw(image)
    drawing.rectangle((4, 4, image.width - 5, image.height - 5), outline=ink, width=max(3, size // 12))
    drawing.text((image.width / 2, image.height / 2), words, font=font, fill=ink, anchor="mm")
    return image.rotate(slant, expand=True, fillcolor="white")


@needs_font
@pytest.mark.parametrize("slant", [-12, 0, 9])
def test_a_stamp_is_set_upright_without_its_frame(slant: int) -> None:
    words = straightened(stamp("HHHH", 60, slant))
    assert words is not None
    inked = [at for at in range(words.width) if words.crop((at, 0, at + 1, words.height)).getextrema()[0] < 100]
    assert words.height == 48
    assert words.width > 2 * words.height
    assert len(inked) < 0.95 * words.width  # between the letters the paper shows: there is no frame


def test_a_photo_is_no_stamp() -> None:
    assert straightened(Image.effect_noise((300, 200), 90).convert("RGB")) is None
    assert straightened(Image.new("RGB", (300, 200), "white")) is None


@needs_font
def test_two_red_stamps_on_a_page_are_two_pictures() -> None:
    page = Image.new("RGB", (1200, 1600), "white")
    page.paste(stamp("MMMM", 50, 0), (100, 100))
    page.paste(stamp("TTTT", 50, 5), (700, 1300))
    assert len(red_regions(page)) == 2


@needs_tesseract
@pytest.mark.parametrize(("size", "slant", "ink"), [(28, 7, (200, 30, 30)), (140, -6, (200, 30, 30)), (60, 12, (20, 20, 160))])
def test_stamps_pasted_in_small_large_and_aslant(
    tmp_path: Path, make: Any, size: int, slant: int, ink: tuple[int, int, int]
) -> None:
    made = io.BytesIO()
    stamp("TỐI MẬT", size, slant, ink).save(made, "PNG")
    assert code(tmp_path, "a.docx", docx(make, "", {"word/media/image1.png": made.getvalue()})) == "secret"


@needs_tesseract
def test_a_picture_that_stands_in_a_page_of_html(tmp_path: Path) -> None:
    made = io.BytesIO()
    stamp("TỐI MẬT", 60, 0).save(made, "PNG")
    page = f'<p>{SENTENCE}</p><img src="data:image/png;base64,{b64encode(made.getvalue()).decode()}">'
    assert code(tmp_path, "a.html", page.encode()) == "secret"


@needs_font
def test_an_upright_stamp_beside_the_lines_of_a_pdf(tmp_path: Path) -> None:
    """Its letters are told by PDFium one after another; by their places they stand within the lines of the text."""
    lines = [(60.0, 700.0 - 15 * at, "Kế hoạch công tác năm của văn phòng") for at in range(9)]
    letters = [(20.0, 700.0 - 18 * at, letter) for at, letter in enumerate("TỐIMẬT")]
    assert code(tmp_path, "a.pdf", set_text(lines + letters)) == "secret"
    assert code(tmp_path, "a.pdf", set_text(lines)) == "read"


def set_text(pieces: list[tuple[float, float, str]]) -> bytes:
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(595, 842)
    font_file = Path(str(FONT)).read_bytes()
    font = pdfium.FPDFText_LoadFont(
        document.raw, (c_ubyte * len(font_file)).from_buffer_copy(font_file), len(font_file), pdfium.FPDF_FONT_TRUETYPE, 1
    )
    for x, y, words in pieces:
        item = pdfium.FPDFPageObj_CreateTextObj(document.raw, font, 11)
        value = create_string_buffer(words.encode("utf-16-le") + b"\0\0")
        pdfium.FPDFText_SetText(item, cast(value, pdfium.FPDF_WIDESTRING))
        pdfium.FPDFPageObj_Transform(item, 1, 0, 0, 1, x, y)
        pdfium.FPDFPage_InsertObject(page.raw, item)
    page.gen_content()
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()
