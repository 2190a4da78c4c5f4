"""Reads back what a document prints where its figures are bookmarked, after others have worked on it."""

import io
import re
import zipfile

from lxml import etree
from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_NAME = re.compile(r"so_lieu_(\d{1,7})(?:_(\d{1,4}))?")
MOST_BYTES = 50_000_000
"""A report with charts has about one; what unpacks to more is not one."""


class NotADocumentError(Exception):
    """The file is not a DOCX that can be read; the message is one sentence for the user."""


def read_printed(data: bytes) -> tuple[str, dict[int, list[str]]]:
    """The identifier in a DOCX file's properties ("" without one), and what is printed for each figure, each time."""
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


def _figures(body: _Element) -> dict[int, list[str]]:
    """What stands between the two ends of each figure's bookmarks, but for the raised numbers of sources."""
    open_ones: dict[str, str] = {}
    found: dict[str, list[str]] = {}
    for node in body.iter(f"{_W}bookmarkStart", f"{_W}bookmarkEnd", f"{_W}t"):
        key = node.get(f"{_W}id", "")
        if node.tag == f"{_W}bookmarkStart":
            name = node.get(f"{_W}name", "")
            if _NAME.fullmatch(name):
                open_ones[key] = name
                found.setdefault(name, [])
        elif node.tag == f"{_W}bookmarkEnd":
            open_ones.pop(key, None)
        elif open_ones and not _raised(node):
            for name in open_ones.values():
                found[name].append(node.text or "")
    return _in_order({name: "".join(words) for name, words in found.items()})


def _in_order(found: dict[str, str]) -> dict[int, list[str]]:
    places = sorted((int(match[1]), int(match[2] or 1), name) for name in found if (match := _NAME.fullmatch(name)))
    printed: dict[int, list[str]] = {}
    for number, _, name in places:
        printed.setdefault(number, []).append(found[name])
    return printed


def _raised(text: _Element) -> bool:
    run = text.getparent()
    return run is not None and run.find(f"{_W}rPr/{_W}vertAlign") is not None
