"""Reading back what a document prints at its bookmarks."""

import io
import zipfile
from dataclasses import replace
from datetime import datetime

import pytest

from dutdiem.writing.content import printings
from dutdiem.writing.printed import NotADocumentError, read_printed
from dutdiem.writing.word import write_docx

WRITTEN = datetime(2025, 12, 31, 8)


def test_figures_come_back_as_they_were_printed_without_the_number_of_their_source(state):
    identifier, printed = read_printed(write_docx(replace(state, identifier="BCA_2025"), WRITTEN))
    assert identifier == "BCA_2025"
    assert printed == {1: ["1.234", "1.234"], 2: ["41,5%"]} == printings(state)


def zipped(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"khong phai zip",
        zipped(khac="x"),
        zipped(docProps__core_xml="<a/>", word__document_xml="<hỏng"),
    ],
)
def test_what_is_no_docx_is_refused_in_one_sentence(data):
    with pytest.raises(NotADocumentError, match=r"không phải tệp \.docx"):
        read_printed(data)


def test_a_part_that_unpacks_too_large_is_refused_before_it_is_read(monkeypatch, state):
    monkeypatch.setattr("dutdiem.writing.printed.MOST_BYTES", 1000)
    with pytest.raises(NotADocumentError, match="quá lớn"):
        read_printed(write_docx(state, WRITTEN))


def test_entities_are_not_expanded():
    bomb = '<!DOCTYPE a [<!ENTITY b "dài">]><w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">&b;</w:p>'
    assert read_printed(zipped(docProps__core_xml="<a/>", word__document_xml=bomb)) == ("", {})
