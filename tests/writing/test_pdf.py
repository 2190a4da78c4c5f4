"""PDF by LibreOffice, and what is said where it is missing."""

from datetime import datetime

import pypdfium2
import pytest

from dutdiem.writing import pdf
from dutdiem.writing.word import write_docx

WRITTEN = datetime(2025, 12, 31, 8)


def test_it_says_what_to_do_where_libreoffice_is_not_installed(monkeypatch):
    monkeypatch.setattr(pdf, "office_program", lambda: None)
    with pytest.raises(pdf.PdfUnavailableError, match="Chưa cài LibreOffice"):
        pdf.to_pdf(b"")


def test_it_says_so_where_libreoffice_fails(monkeypatch):
    monkeypatch.setattr(pdf, "office_program", lambda: "/bin/false")
    with pytest.raises(pdf.PdfUnavailableError, match="báo lỗi"):
        pdf.to_pdf(b"")


@pytest.mark.usefixtures("times_bold")
def test_the_pdf_has_the_pages_and_words_of_the_document(state):
    if pdf.office_program() is None:
        pytest.skip("LibreOffice chưa được cài trên máy này")
    made = pypdfium2.PdfDocument(pdf.to_pdf(write_docx(state, WRITTEN)))
    assert len(made) == 2
    text = made[0].get_textpage().get_text_range()
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert made[1].get_width() > made[1].get_height()
