"""Reads back what a document prints where its figures are bookmarked, after others have worked on it."""

import io
import re
import zipfile

from lxml import etree
from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_NAME = re.compile(r"so_lieu_(\d{1,7})")
MOST_BYTES = 50_000_000
"""A report with charts has about one; what unpacks to more is not one."""


class NotADocumentError(Exception):
    """The file is not a DOCX that can be read; the message is one sentence for the user."""


def read_printed(data: bytes) -> tuple[str, dict[int, str]]:
    """The identifier in a DOCX file's properties ("" without one), and what is printed for each numbered figure."""
    core, body = _part(data, "docProps/core.xml"), _part(data, "word/document.xml")
    return core.findtext(f"{_DC}identifier") or "", _figures(body)


def _part(data: bytes, name: str) -> _Element:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if package.getinfo(name).file_size > MOST_BYTES:
                raise NotADocumentError("tệp quá lớn so với một báo cáo; kiểm tra lại tệp.")
            text = package.read(name)
        return etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, NotImplementedError, RuntimeError, EOFError) as error:
        raise NotADocumentError("không phải tệp .docx đọc được; lưu lại bằng chương trình soạn thảo rồi thử lại.") from error


def _figures(body: _Element) -> dict[int, str]:
    """What stands between the two ends of each figure's bookmark, but for the raised number of its source."""
    open_ones: dict[str, int] = {}
    found: dict[int, list[str]] = {}
    for node in body.iter(f"{_W}bookmarkStart", f"{_W}bookmarkEnd", f"{_W}t"):
        if node.tag == f"{_W}bookmarkStart":
            if name := _NAME.fullmatch(node.get(f"{_W}name", "")):
                open_ones[node.get(f"{_W}id", "")] = int(name[1])
                found.setdefault(int(name[1]), [])
        elif node.tag == f"{_W}bookmarkEnd":
            open_ones.pop(node.get(f"{_W}id", ""), None)
        elif open_ones and not _raised(node):
            for number in open_ones.values():
                found[number].append(node.text or "")
    return {number: "".join(words) for number, words in found.items()}


def _raised(text: _Element) -> bool:
    run = text.getparent()
    return run is not None and run.find(f"{_W}rPr/{_W}vertAlign") is not None
