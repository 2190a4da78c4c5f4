"""PDFium's functions called for every sign or object of a page, without an object of Python for each argument.

The functions are those of `pypdfium2.raw`; here they take addresses as plain numbers, so that whole columns of values are
fetched by `map` into one array. It takes a third of the time.
"""

from collections.abc import Callable, Iterator
from ctypes import PYFUNCTYPE, addressof, c_double, c_float, c_int, c_uint, c_ushort, c_void_p, cast
from itertools import repeat
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

_DOUBLE_BYTES, _FLOAT_BYTES, _UNIT_BYTES = 8, 4, 2
_SPARE_UNITS = 1_000
_ADDED = frozenset(map(ord, " \r\n"))  # what PDFium puts in of its own


def _quick(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Called with the interpreter's lock held: to let it go for each sign would cost more than the call."""
    made: Callable[..., Any] = PYFUNCTYPE(result, *arguments)(cast(function, c_void_p).value or 0)
    return made


_unicode = _quick(pdfium.FPDFText_GetUnicode, c_uint, c_void_p, c_int)
_angle = _quick(pdfium.FPDFText_GetCharAngle, c_float, c_void_p, c_int)
_is_added = _quick(pdfium.FPDFText_IsGenerated, c_int, c_void_p, c_int)
_box = _quick(pdfium.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
_origin = _quick(pdfium.FPDFText_GetCharOrigin, c_int, c_void_p, c_int, c_void_p, c_void_p)
_rect = _quick(pdfium.FPDFText_GetRect, c_int, c_void_p, c_int, c_void_p, c_void_p, c_void_p, c_void_p)
_bounded = _quick(pdfium.FPDFText_GetBoundedText, c_int, c_void_p, c_double, c_double, c_double, c_double, c_void_p, c_int)
_object = _quick(pdfium.FPDFPage_GetObject, c_void_p, c_void_p, c_int)
_inner_object = _quick(pdfium.FPDFFormObj_GetObject, c_void_p, c_void_p, c_int)
_count_inner = _quick(pdfium.FPDFFormObj_CountObjects, c_int, c_void_p)
_kind = _quick(pdfium.FPDFPageObj_GetType, c_int, c_void_p)
_matrix = _quick(pdfium.FPDFPageObj_GetMatrix, c_int, c_void_p, c_void_p)


def _address(raw: Any) -> int:
    """Where the thing lies that a handle of PDFium names."""
    return cast(raw, c_void_p).value or 0


class Signs(NamedTuple):
    """The signs of a page. `codes` and `added` (is it a space or line break of PDFium's own?) tell of all of them, the others of
    those with the `numbers`: `boxes` left, top, right, bottom of each, `places` x and y of its origin."""

    codes: list[int]
    added: list[bool]
    numbers: list[int]
    has_box: list[int]
    boxes: list[float]
    has_place: list[int]
    places: list[float]


def signs(text_page: Any, count: int, told: str) -> Signs:
    """All `count` signs of a `pypdfium2.PdfTextPage`; `told` is its text as PDFium gives it, most often sign by sign."""
    page = _address(text_page.raw)
    codes = list(map(ord, told)) if len(told) == count else list(map(_unicode, repeat(page), range(count)))
    added = [code in _ADDED and _is_added(page, at) == 1 for at, code in enumerate(codes)]
    numbers = [at for at, (code, own) in enumerate(zip(codes, added, strict=True)) if code and not own]
    boxes, places = (c_float * (4 * len(numbers)))(), (c_double * (2 * len(numbers)))()
    to_box = range(addressof(boxes), addressof(boxes) + 4 * _FLOAT_BYTES * len(numbers), 4 * _FLOAT_BYTES)
    to_x = range(addressof(places), addressof(places) + 2 * _DOUBLE_BYTES * len(numbers), 2 * _DOUBLE_BYTES)
    to_y = range(to_x.start + _DOUBLE_BYTES, to_x.stop + _DOUBLE_BYTES, 2 * _DOUBLE_BYTES)
    return Signs(
        codes,
        added,
        numbers,
        list(map(_box, repeat(page), numbers, to_box)),
        boxes[:],
        list(map(_origin, repeat(page), numbers, to_x, to_y)),
        places[:],
    )


def angles(text_page: Any, count: int) -> list[float]:
    """The angle of each sign of a page, in radians."""
    return list(map(_angle, repeat(_address(text_page.raw)), range(count)))


Rect = tuple[float, float, float, float]
"""Left, bottom, right, top."""


def rects(text_page: Any, most: int) -> list[Rect]:
    """The places of the pieces of text of a page, of at most so many."""
    count = min(text_page.count_rects(), most)
    made = (c_double * (4 * count))()
    step, start = 4 * _DOUBLE_BYTES, addressof(made)
    to = (range(start + at * _DOUBLE_BYTES, start + at * _DOUBLE_BYTES + step * count, step) for at in range(4))
    if not all(map(_rect, repeat(_address(text_page.raw)), range(count), *to)):
        raise pypdfium2.PdfiumError("Failed to get rectangle.")
    left, top, right, bottom = (made[at::4] for at in range(4))
    return list(zip(left, bottom, right, top, strict=True))


def all_upright(texts: list[int]) -> bool:
    """Do all these objects of text, given by their addresses, run from left to right? Signs have the angle of their object."""
    made = (c_float * 6)()
    to = addressof(made)
    return all(_matrix(text, to) and made[2] == 0 and made[0] > 0 for text in texts)


class Bounded:
    """The text within rectangles of a page, without asking for its length first."""

    def __init__(self, text_page: Any) -> None:
        self._page = _address(text_page.raw)
        self._units = 2 * text_page.count_chars() + _SPARE_UNITS
        self._buffer = (c_ushort * self._units)()

    def text(self, left: float, bottom: float, right: float, top: float) -> str:
        found = _bounded(self._page, left, top, right, bottom, addressof(self._buffer), self._units)
        if found >= self._units:
            raise pypdfium2.PdfiumError("More text than the page has signs.")
        written = memoryview(self._buffer).cast("B")[: _UNIT_BYTES * max(found - 1, 0)]
        return bytes(written).decode("utf-16-le", errors="ignore")


def objects(page: Any, deepest: int) -> Iterator[tuple[int, int]]:
    """Address and type of each object of a `pypdfium2.PdfPage`, those within others too, to so many levels."""
    count = pdfium.FPDFPage_CountObjects(page.raw)
    yield from _objects(_object, _address(page.raw), count, deepest)


def _objects(get: Callable[..., int], parent: int, count: int, deepest: int) -> Iterator[tuple[int, int]]:
    if count < 0:
        raise pypdfium2.PdfiumError("Failed to get number of pageobjects.")
    for at in range(count):
        found = get(parent, at)
        if not found:
            raise pypdfium2.PdfiumError("Failed to get pageobject.")
        kind = _kind(found)
        yield found, kind
        if kind == pdfium.FPDF_PAGEOBJ_FORM and deepest > 1:
            yield from _objects(_inner_object, found, _count_inner(found), deepest - 1)
