"""What a page of a PDF bears besides its words, for the guards: annotations, and text set aslant.

ISO 32000-1, 12.5: stamps, notes and form fields are annotations. A watermark runs aslant over the page; PDFium appends it to
whatever line it crosses, so its characters are gathered by their angle.
"""

import re
from collections.abc import Iterator
from ctypes import POINTER, byref, cast
from ctypes import create_string_buffer as buffer_of
from itertools import groupby
from math import pi
from typing import Any

import pypdfium2.raw as pdfium

from dutdiem.reading.files.pdf.quick import all_upright, angles
from dutdiem.reading.files.pdf.rulings import Box

_MOST_ANNOTATIONS = 500
_MOST_BYTES = 4_000
_KEYS = ("Contents", "Subj", "Name", "V", "RC")
_WORDS_MEET = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TAG = re.compile(r"<[^<>]{0,500}>")
_MAY_MARK = re.compile("m[aàáảãạăằắẳẵặâầấẩẫậ]t|m.{0,3}[ậạâ].{0,3}t", re.IGNORECASE)
_LEAST_ANGLE = 0.05  # radians


def annotations(page: Any) -> tuple[list[str], list[Box]]:
    """The words of the annotations of a `pypdfium2.PdfPage`, and where stamps lie that are drawn."""
    words: list[str] = []
    stamps: list[Box] = []
    for at in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, at)
        if not annotation:
            continue
        words += filter(None, (_value(annotation, key) for key in _KEYS))
        if pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_STAMP:
            stamps.append(_place(annotation))
        pdfium.FPDFPage_CloseAnnot(annotation)
    return words, stamps


def _value(annotation: Any, key: str) -> str:
    """A string or a name; names are written in one piece: "TopSecret"."""
    buffer = buffer_of(_MOST_BYTES)
    size = pdfium.FPDFAnnot_GetStringValue(annotation, key.encode(), cast(buffer, POINTER(pdfium.FPDF_WCHAR)), _MOST_BYTES)
    if not 2 < size <= _MOST_BYTES:
        return ""
    text = buffer.raw[: size - 2].decode("utf-16-le", errors="ignore").replace("\r", "\n")
    return _TAG.sub("\n", _WORDS_MEET.sub(" ", text) if key == "Name" else text)


def _place(annotation: Any) -> Box:
    found = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, byref(found))
    return Box(
        min(found.left, found.right), min(found.top, found.bottom), max(found.left, found.right), max(found.top, found.bottom)
    )


def aslant(text_page: Any, text: str, pieces: list[int] | None) -> Iterator[str]:
    """The runs of characters that are set at an angle, where `text`, that of the page, may hold a marking at all.

    `pieces`: the addresses of the page's objects of text; None where they are not all known, or stand in others.
    """
    if not _MAY_MARK.search(text) or (pieces is not None and all_upright(pieces)):
        return
    raw = text_page.raw
    turned = angles(text_page, pdfium.FPDFText_CountChars(raw))
    if not any(turned):
        return
    numbered = enumerate(map(_slant, turned))
    for slant, run in groupby(numbered, key=lambda pair: pair[1]):
        if slant:
            yield "".join(chr(pdfium.FPDFText_GetUnicode(raw, at)) for at, _ in run)


def _slant(angle: float) -> float:
    """In steps of a tenth; zero for upright characters and for spaces that PDFium adds."""
    angle %= 2 * pi
    return 0.0 if min(angle, 2 * pi - angle) < _LEAST_ANGLE else round(angle, 1)
