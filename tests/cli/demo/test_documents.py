"""The sample documents of the demonstration: marked as samples, up to date with their sources, and never secret."""

import importlib.util
import io
import re
import sys
import zipfile
from pathlib import Path

import docx
import pypdfium2
import pytest
from lxml import etree

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "src" / "dutdiem" / "cli" / "demo" / "documents"
SOURCES = ROOT / "tools" / "samples"
FILES = sorted(path.name for path in FOLDER.iterdir() if path.suffix in {".docx", ".pdf"})
DOCX = [name for name in FILES if name.endswith(".docx")]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _text(name):
    path = FOLDER / name
    if path.suffix == ".pdf":
        return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))
    return "\n".join(_parts(path.read_bytes()).values())


def _parts(data):
    """The words of every part that is printed: body, headers, footers."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if re.match(r"word/(document|header|footer)", name)]
        return {name: _words(package.read(name)) for name in names}


def _words(xml):
    paragraphs = etree.fromstring(xml).iter(f"{W}p")
    return "\n".join("".join(node.text or "" for node in p.iter(f"{W}t")) for p in paragraphs)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The DOCX files built anew from their sources (the PDF needs LibreOffice, and its text comes from the same writer)."""
    sys.path.insert(0, str(SOURCES))
    try:
        spec = importlib.util.spec_from_file_location("samples_build", SOURCES / "build.py")
        build = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(build)
    finally:
        sys.path.remove(str(SOURCES))
    build.to_pdf = lambda data: data
    return {path.name: path.read_bytes() for path in build.build(tmp_path_factory.mktemp("samples"))}


def test_there_is_a_resolution_a_plan_a_programme_a_directive_a_report_and_a_provinces_own_plan():
    national = ["07-CT-BCA.pdf", "118-KH-DUCA.docx", "12-NQ-TW.docx", "27-CTr-TU.docx", "342-BC-BCA.docx"]
    assert sorted([*national, "45-KH-CAHN.docx"]) == FILES


@pytest.mark.parametrize("name", FILES)
def test_every_document_says_plainly_that_it_is_a_sample(name):
    text = _text(name)
    assert "VĂN BẢN MẪU" in text
    assert "không có giá trị thi hành" in text


@pytest.mark.parametrize("name", FILES)
def test_no_document_bears_anything_like_a_secrecy_marking(name):
    assert not re.search(r"M\s*Ậ\s*T\b", _text(name))


@pytest.mark.parametrize("name", FILES)
def test_no_document_holds_what_looks_like_a_personal_number(name):
    assert not re.search(r"\b\d{9,12}\b", _text(name))


@pytest.mark.parametrize("name", FILES)
def test_the_committed_file_says_what_its_source_says(name, built):
    if name.endswith(".pdf"):
        page = _words_alone(_text(name))
        body = _parts(built[name])["word/document.xml"]
        missing = [line for line in body.splitlines() if _words_alone(line) not in page]
        assert not missing
    else:
        assert _parts((FOLDER / name).read_bytes()) == _parts(built[name])


def _words_alone(text):
    return re.sub(r"\s+|\W", "", text.replace("\ufffe", ""))


def test_the_plan_has_eight_groups_and_twenty_one_schemes():
    table = docx.Document(FOLDER / "118-KH-DUCA.docx").tables[-1]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    groups = [row[0] for row in rows if len(set(row)) == 1]
    schemes = {int(found[1]) for row in rows if (found := re.search(r"Đề án thành phần số (\d+):", row[1]))}
    assert rows[0] == ["STT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Sản phẩm", "Thời hạn"]
    assert [group.split(".")[0] for group in groups] == ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]
    assert schemes == set(range(1, 22))
    assert 40 <= len(rows) - 1 - len(groups) <= 60


@pytest.mark.parametrize(
    ("name", "situation"),
    [
        ("12-NQ-TW.docx", "trên 40% số phường"),
        ("12-NQ-TW.docx", "Đến năm 2029, 100% số phường"),
        ("12-NQ-TW.docx", "138 danh mục nhiệm vụ đầu tư"),
        ("118-KH-DUCA.docx", "08 nhóm nhiệm vụ và 21 Đề án thành phần"),
        ("118-KH-DUCA.docx", "Công an các đơn vị, địa phương"),
        ("27-CTr-TU.docx", "làm đến đâu, dứt điểm đến đó"),
        ("342-BC-BCA.docx", "nửa nhiệm kỳ"),
        ("342-BC-BCA.docx", "Cụm thi đua số 9"),
        ("342-BC-BCA.docx", "Kiến nghị của Công an các đơn vị, địa phương".upper()),
        ("342-BC-BCA.docx", "Đồng chí Bộ trưởng giao"),
    ],
)
def test_the_documents_carry_the_situations(name, situation):
    assert situation in _text(name)


def test_the_leads_of_the_plan_are_units_of_the_sample_country():
    from dutdiem.cli.demo.country import unit_rows

    known = {row.name for row in unit_rows()} | {"Công an các đơn vị, địa phương"}
    table = docx.Document(FOLDER / "118-KH-DUCA.docx").tables[-1]
    leads = {row.cells[2].text for row in table.rows[1:] if len({cell.text for cell in row.cells}) > 1}
    assert leads <= known
