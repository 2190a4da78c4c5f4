"""Whole files that bear a marking, wherever it stands, and files that do not."""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from PIL import Image, ImageDraw, ImageFont

from dutdiem.reading.files import open_document, processes
from dutdiem.reading.files.legacy import Encoding, from_unicode
from dutdiem.reading.files.ocr import tesseract
from dutdiem.reading.guards import PersonalNumbers
from dutdiem.reading.refusals import Refusal

FONTS = [Path("/usr/share/fonts/truetype") / name for name in ("dejavu/DejaVuSans-Bold.ttf", "liberation/LiberationSans-Bold.ttf")]
FONT = next((path for path in FONTS if path.exists()), None)
needs_tesseract = pytest.mark.skipif(not (tesseract() and FONT), reason="bỏ qua: không có Tesseract (vie) hoặc phông chữ")
BODY = "Các đơn vị tiếp tục triển khai nhiệm vụ được giao và báo cáo kết quả trước ngày 15 hằng tháng. "


def code(tmp_path: Path, name: str, data: bytes) -> str:
    path = tmp_path / name
    path.write_bytes(data)
    try:
        open_document(path)
    except Refusal as refused:
        assert name not in refused.says or refused.code != "secret"
        return refused.code
    return "read"


def body(make: Any) -> str:
    return "".join(make.paragraph(BODY * 3) for _ in range(20))


def test_an_ordinary_document_is_read(tmp_path: Path, make: Any) -> None:
    assert code(tmp_path, "a.docx", make.docx(body(make))) == "read"


def test_a_stamp_in_a_text_box(tmp_path: Path, make: Any) -> None:
    assert code(tmp_path, "a.docx", make.docx(body(make) + make.text_box("MẬT"))) == "secret"


@pytest.mark.parametrize("part", ["header1", "footer1"])
def test_a_stamp_in_the_margins(tmp_path: Path, make: Any, part: str) -> None:
    assert code(tmp_path, "a.docx", make.docx(body(make), **{part: make.paragraph("Tối mật")})) == "secret"


def test_a_watermark(tmp_path: Path, make: Any) -> None:
    header = '<w:p><w:r><w:pict><v:shape><v:textpath string="TUYỆT MẬT"/></v:shape></w:pict></w:r></w:p>'
    assert code(tmp_path, "a.docx", make.docx(body(make), header1=header)) == "secret"


def test_a_stamp_in_a_legacy_font(tmp_path: Path, make: Any) -> None:
    old = make.paragraph(from_unicode("Mật", Encoding.TCVN3), run='<w:rFonts w:ascii=".VnTimeH"/>')
    assert code(tmp_path, "a.docx", make.docx(old + body(make))) == "secret"


def test_a_stamp_that_is_split_over_runs(tmp_path: Path, make: Any) -> None:
    runs = "".join(f"<w:r><w:t>{letter}</w:t></w:r>" for letter in "TỐI")
    runs += '<w:r><w:t xml:space="preserve"> M</w:t></w:r><w:r><w:t>ẬT</w:t></w:r>'
    assert code(tmp_path, "a.docx", make.docx(f"<w:p>{runs}</w:p>" + body(make))) == "secret"


def test_a_stamp_inside_an_embedded_document(tmp_path: Path, make: Any) -> None:
    inner = make.docx(make.paragraph("TỐI MẬT") + body(make))
    outer = make.docx(body(make), more={"word/embeddings/Microsoft_Word_Document.docx": inner})
    assert code(tmp_path, "a.docx", outer) == "secret"


def test_a_stamp_two_documents_deep(tmp_path: Path, make: Any) -> None:
    inner = make.docx(make.paragraph("MẬT"))
    middle = make.docx(body(make), more={"word/embeddings/a.docx": inner})
    assert code(tmp_path, "a.docx", make.docx(body(make), more={"word/embeddings/b.docx": middle})) == "secret"


def test_what_is_attached_and_cannot_be_seen_stops_the_document(tmp_path: Path, make: Any) -> None:
    outer = make.docx(body(make), more={"word/embeddings/a.bin": b"unknown \x00 bytes"})
    assert code(tmp_path, "a.docx", outer) == "attachment"


def test_a_stamp_inside_an_attachment_of_a_pdf(tmp_path: Path, make: Any) -> None:
    data = make.pdf(make.words(70, 700, "Ke hoach"), attachment=("b.txt", b"TOI MAT\nNoi dung"))
    assert code(tmp_path, "a.pdf", data) == "secret"


@pytest.mark.parametrize(("name", "found"), [("phu_luc_TOI_MAT.txt", "secret"), ("gap_mat.txt", "read")])
def test_the_name_of_what_is_attached(tmp_path: Path, make: Any, name: str, found: str) -> None:
    data = make.pdf(make.words(70, 700, "Ke hoach"), attachment=(name, b"Noi dung"))
    assert code(tmp_path, "a.pdf", data) == found


def test_a_file_whose_own_name_is_secret(tmp_path: Path) -> None:
    for words in (BODY.encode(), b"", b"\x00broken"):
        assert code(tmp_path, "KH_TUYET_MAT.txt", words) == "secret"


def test_a_stamp_on_a_later_page_of_a_pdf(tmp_path: Path, make: Any) -> None:
    pages = [make.words(70, 700, "Trang"), make.words(70, 780, "TUYET MAT") + make.words(70, 700, "Trang hai")]
    assert code(tmp_path, "a.pdf", make.pdf(*pages)) == "secret"


def test_a_stamp_in_the_cells_of_a_sheet(tmp_path: Path) -> None:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["BỘ CÔNG AN", "", "TỐI MẬT"])
    sheet.write_row(2, 0, ["TT", "Nhiệm vụ", "Hạn"])
    book.close()
    assert code(tmp_path, "a.xlsx", made.getvalue()) == "secret"


def test_a_stamp_in_html(tmp_path: Path) -> None:
    page = f"<p>BỘ A</p><p>M&#7852;T</p><p>{BODY}</p>"
    assert code(tmp_path, "a.html", page.encode()) == "secret"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_stamp_in_a_text_file(tmp_path: Path, encoding: str) -> None:
    assert code(tmp_path, "a.txt", f"BỘ A\nMẬT\n{BODY}\n".encode(encoding)) == "secret"


def test_a_stamp_in_a_text_file_in_tcvn3(tmp_path: Path) -> None:
    old = from_unicode(f"Bộ A\nTỐI MẬT\n{BODY}\n", Encoding.TCVN3)
    assert code(tmp_path, "a.txt", old.encode("cp1252")) == "secret"


def test_private_numbers_stop_a_document_until_they_are_confirmed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Liên hệ ông Nguyễn Văn A, số 0912345678.\n", "utf-8")
    with pytest.raises(PersonalNumbers) as refused:
        open_document(path)
    assert refused.value.places[0].line == 1
    assert open_document(path, allow_office_numbers=True).text.startswith("Liên hệ")


def test_a_confirmation_does_not_lift_a_marking(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("MẬT\nLiên hệ ông A, số 0912345678.\n", "utf-8")
    with pytest.raises(Refusal) as refused:
        open_document(path, allow_office_numbers=True)
    assert refused.value.code == "secret"


def stamp(text: str, size: int = 60, red: bool = False) -> Image.Image:
    image = Image.new("RGB", (size * len(text), size * 2), "white")
    ink = (200, 30, 30) if red else (20, 20, 20)
    drawing = ImageDraw.Draw(image)
    drawing.rectangle((4, 4, image.width - 5, image.height - 5), outline=ink, width=5)
    font = ImageFont.truetype(str(FONT), size)
    drawing.text((image.width / 2, size), text, font=font, fill=ink, anchor="mm")
    return image


def scanned(*stamps: Image.Image, slant: int = 0) -> bytes:
    page = Image.new("RGB", (1654, 2339), "white")
    drawing = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(FONT), 30)
    lines = ["TỔNG CỤC THỦY SẢN", "Số: 45/BC-VP", "", "", "", "BÁO CÁO", "Kết quả công tác quý I", *[BODY[:80]] * 12]
    for at, line in enumerate(lines):
        drawing.text((180, 150 + 60 * at), line, font=font, fill=(20, 20, 20))
    for image in stamps:
        page.paste(image.rotate(slant, expand=True, fillcolor="white"), (200, 280))
    made = io.BytesIO()
    page.save(made, "PDF", resolution=200)
    return made.getvalue()


@needs_tesseract
def test_a_scan_is_read_and_its_page_marked(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(scanned())
    found = open_document(path)
    assert found.pages[0].ocr
    assert "BÁO CÁO" in found.text


@needs_tesseract
@pytest.mark.parametrize("slant", [0, 7])
def test_a_red_stamp_on_a_scan(tmp_path: Path, slant: int) -> None:
    assert code(tmp_path, "a.pdf", scanned(stamp("TỐI MẬT", red=True), slant=slant)) == "secret"


@needs_tesseract
def test_a_black_stamp_on_a_scan(tmp_path: Path) -> None:
    assert code(tmp_path, "a.pdf", scanned(stamp("MẬT"))) == "secret"


@needs_tesseract
def test_a_stamp_pasted_in_as_a_picture(tmp_path: Path, make: Any) -> None:
    made = io.BytesIO()
    stamp("TUYỆT MẬT", red=True).save(made, "PNG")
    assert code(tmp_path, "a.docx", make.docx(body(make), more={"word/media/image1.png": made.getvalue()})) == "secret"


@needs_tesseract
def test_another_picture_does_no_harm(tmp_path: Path, make: Any) -> None:
    made = io.BytesIO()
    stamp("ĐÃ KÝ").save(made, "PNG")
    assert code(tmp_path, "a.docx", make.docx(body(make), more={"word/media/image1.png": made.getvalue()})) == "read"


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    processes._READER.stop()
    monkeypatch.setenv("PATH", str(tmp_path))
    yield
    processes._READER.stop()


@pytest.mark.skipif(FONT is None, reason="bỏ qua: không có phông chữ")
@pytest.mark.usefixtures("no_tesseract")
def test_without_tesseract_a_scan_is_refused(tmp_path: Path) -> None:
    assert shutil.which("tesseract") is None
    assert code(tmp_path, "a.pdf", scanned()) == "no_ocr"


@pytest.mark.skipif(FONT is None, reason="bỏ qua: không có phông chữ")
@pytest.mark.usefixtures("no_tesseract")
def test_without_tesseract_pictures_are_told(tmp_path: Path, make: Any) -> None:
    made = io.BytesIO()
    stamp("ĐÃ KÝ").save(made, "PNG")
    path = tmp_path / "a.docx"
    path.write_bytes(make.docx(body(make), more={"word/media/image1.png": made.getvalue()}))
    assert [notice.code for notice in open_document(path).notices] == ["pictures_unseen"]


def test_every_document_of_the_real_material_passes(shared: Path) -> None:
    paths = [path for kind in ("official", "conference", "office") for path in sorted((shared / "corpus" / kind).iterdir())]
    for path in paths:
        if path.suffix != ".json":
            assert open_document(path).text
