"""Pictures within a document: a stamp may be pasted in as one, and a whole page too."""

import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from dutdiem.reading.files.limits import LIMITS
from dutdiem.reading.files.ocr import Recogniser, one_below_another, tesseract
from dutdiem.reading.files.parts import Opened, Part, Role
from dutdiem.reading.files.straight import straightened
from dutdiem.reading.model import Notice, Page

_PAGE_SIDE = 600  # pixels: smaller pictures are no pages
_SMALLEST_SIDE = 24
_LARGEST_PIXELS = 40_000_000
_SHEET_WIDTH, _SHEET_HEIGHT = 1000, 6000
_FEW_CHARACTERS = 200
_GAP = 30
_MOST_STAMPS = 12
_UNSEEN = "Máy chưa có Tesseract nên chưa kiểm tra được chữ trong {count} hình ảnh của tệp."


def look_at_pictures(opened: Opened, pictures: list[bytes], recogniser: Recogniser) -> None:
    """Reads pages that are pictures into the text; adds the words of other pictures for the guards."""
    if not pictures:
        return
    images = list(_images(pictures))
    pages = [image for image in images if min(image.size) >= _PAGE_SIDE]
    if pages and len(opened.text.strip()) < _FEW_CHARACTERS:
        _read_pages(opened, pages, recogniser)
    elif tesseract() is None:
        opened.notices.append(pictures_unseen(len(pictures)))
    elif images:
        opened.parts.append(words_of(images, recogniser))


def pictures_unseen(count: int) -> Notice:
    return Notice("pictures_unseen", None, _UNSEEN.format(count=count))


def _read_pages(opened: Opened, pages: list[Any], recogniser: Recogniser) -> None:
    recogniser.begin(len(pages), f"{len(pages)} hình ảnh")
    for seen in recogniser.images(pages):
        start = len(opened.text)
        opened.text += seen.text + "\n"
        opened.pages.append(Page(start, len(opened.text), ocr=True))
        opened.parts += [Part(Role.SCAN, seen.text), Part(Role.SCAN, seen.scattered)]


def _images(pictures: list[bytes]) -> Iterator[Any]:
    """Those that can be opened: a picture that no program can show shows nothing."""
    from PIL import Image

    for data in pictures[: LIMITS.pages]:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                image = Image.open(BytesIO(data), formats=("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"))
            if image.width * image.height <= _LARGEST_PIXELS and min(image.size) >= _SMALLEST_SIDE:
                yield _on_white(image)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            continue


def _on_white(image: Any) -> Any:
    """What is transparent shows the paper."""
    from PIL import Image

    if image.mode not in ("RGBA", "LA", "P", "PA"):
        return image.convert("RGB")
    clear = image.convert("RGBA")
    paper = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(paper, clear).convert("RGB")


def words_of(images: list[Any], recogniser: Recogniser) -> Part:
    """The words in pictures; in the smaller ones looked for once more as in stamps, upright and without a frame."""
    smallest = sorted(images, key=lambda image: image.width * image.height)[:_MOST_STAMPS]
    stamps = [stamp for image in smallest if (stamp := straightened(image))]
    sheets = [_sheet(images), *([one_below_another(stamps)] if stamps else [])]
    return Part(Role.SCAN, "\n".join(map(recogniser.scattered, sheets)))


def _sheet(images: list[Any]) -> Any:
    """Pictures one under another on one sheet, as large as one page: one recognition for all."""
    from PIL import Image

    small = [_fitted(image) for image in images]
    height = min(sum(image.height + _GAP for image in small) + _GAP, _SHEET_HEIGHT)
    made = Image.new("L", (_SHEET_WIDTH, height), 255)
    at = _GAP
    for image in sorted(small, key=lambda image: image.height):
        made.paste(image, (_GAP, at))
        at += image.height + _GAP
    return made


def _fitted(image: Any) -> Any:
    grey = image.convert("L")
    widest = _SHEET_WIDTH - 2 * _GAP
    if grey.width > widest:
        grey = grey.resize((widest, max(1, grey.height * widest // grey.width)))
    return grey
