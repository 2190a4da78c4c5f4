"""A small document with every kind of block, and what a test needs to look into the file."""

import io
import shutil
import subprocess
import zipfile
from datetime import date, datetime

import pytest
from lxml import etree

from dutdiem.writing.content import (
    Annex,
    Cited,
    Column,
    Heading,
    Letterhead,
    OfficialDocument,
    Origin,
    Paragraph,
    Part,
    Row,
    Run,
    Signature,
    Table,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WRITTEN = datetime(2025, 12, 31, 8)
COLUMNS = (Column("STT", 1, "center"), Column("Nội dung", 6), Column("Giá trị", 2, "right"))
ROWS = (
    Row(("A. Nhóm",), "group"),
    Row(("1", "Số phường", Cited("1.234", 1, numbered=False))),
    Row(("", "Tổng", "1.234,5"), "total"),
)
BLOCKS = (
    Part("thứ nhất", "Kết quả"),
    Heading("I. Tình hình"),
    Heading("1. Nổi bật", 2),
    Paragraph("Căn cứ Nghị định số 30/2020/NĐ-CP;", "basis"),
    Paragraph(("Có ", Cited("1.234", 1), " phường, chiếm ", Cited("41,5%", 2), Run(" (tăng)", italic=True), ".")),
    Table(COLUMNS, ROWS, caption="Bảng 1. Kết quả", unit_note="Đơn vị tính: phường"),
)
SOURCES = Table((Column("Số", 1, "center"), Column("Nguồn", 5)), (Row((Origin(1), "a")), Row((Origin(2), "b"))))


@pytest.fixture
def state():
    return OfficialDocument(
        letterhead=Letterhead("Công an tỉnh Điện Biên", "5/BC-CAT", "Điện Biên", date(2025, 2, 3), parent="Bộ Công an"),
        kind="Báo cáo",
        title="Kết quả năm 2025",
        blocks=BLOCKS,
        signature=Signature("Giám đốc", "Nguyễn Văn A"),
        recipients=("Bộ Công an (để báo cáo)", "Lưu: VT, PV01"),
        annexes=(Annex("I", "Nguồn số liệu", (SOURCES,), "(Kèm theo Báo cáo)", landscape=True),),
        mark="VĂN BẢN MẪU",
    )


@pytest.fixture
def party(state):
    from dataclasses import replace

    letter = Letterhead("Bộ Chính trị", "12-NQ/TW", "Hà Nội", date(2022, 3, 16), "Ban Chấp hành Trung ương", party=True)
    return replace(state, letterhead=letter, kind="Nghị quyết", annexes=())


@pytest.fixture
def xml_of():
    def read(data, name="word/document.xml"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return etree.fromstring(package.read(name))

    return read


@pytest.fixture(scope="session")
def times_bold() -> str:
    """The bold face of a font as wide as Times New Roman; skips where none has the Vietnamese letters (Liberation before 2.0)."""
    asked = ["fc-match", "-f", "%{file}\n%{family}\n%{lang}", "Times New Roman:bold"]
    found = subprocess.run(asked, capture_output=True, text=True).stdout if shutil.which("fc-match") else ""
    file, family, languages = (*found.split("\n"), "", "", "")[:3]
    if not {"Times New Roman", "Liberation Serif", "Tinos"} & set(family.split(",")) or "vi" not in languages.split("|"):
        pytest.skip("không có phông chữ cùng cỡ Times New Roman đủ chữ tiếng Việt trên máy này (gói fonts-liberation2)")
    return file
