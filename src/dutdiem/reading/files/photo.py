"""A picture by itself, as an office photographs things: looked at like the page of a scan, and no document of its own."""

import warnings
from io import BytesIO
from typing import Any

from dutdiem.reading.files.ocr import Recogniser
from dutdiem.reading.files.parts import Opened, Part, Role
from dutdiem.reading.files.refusing import Unfit
from dutdiem.reading.model import Page

_LARGEST_PIXELS = 40_000_000
_SMALLEST_SIDE = 24
_LOOKED_AT = 3_200  # pixels of the longer side: enough for words on a page that fills the picture


def open_picture(_name: str, data: bytes, recogniser: Recogniser) -> Opened:
    """The words in a JPEG or PNG for the guards; there may be none. Raises `Unfit`: "no_ocr" where nothing can be recognised,
    "too_large", "hostile", "damaged": what cannot be shown whole cannot be looked at whole."""
    recogniser.begin(1, "ảnh")
    (seen,) = recogniser.images([_decoded(data)])
    return Opened(
        text=seen.text,
        pages=[Page(0, len(seen.text), ocr=True)],
        parts=[Part(Role.SCAN, seen.text), Part(Role.SCAN, seen.scattered)],
    )


def _decoded(data: bytes) -> Any:
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
        _check(image)
        image.draft("RGB", (_LOOKED_AT, _LOOKED_AT))
        image.load()
    except Image.DecompressionBombError:
        raise _too_large() from None
    except (OSError, ValueError, SyntaxError):
        raise Unfit("damaged", detail="không mở được ảnh") from None
    image.thumbnail((_LOOKED_AT, _LOOKED_AT))
    return _on_paper(ImageOps.exif_transpose(image))


def _check(image: Any) -> None:
    """By what its header says, before anything is unpacked."""
    if image.width * image.height > _LARGEST_PIXELS:
        raise _too_large()
    if min(image.size) < _SMALLEST_SIDE:
        raise Unfit("damaged", detail="ảnh quá nhỏ")
    if getattr(image, "n_frames", 1) > 1:
        raise Unfit("hostile", detail="nhiều ảnh trong một tệp")


def _too_large() -> Unfit:
    return Unfit("too_large", limit=f"{_LARGEST_PIXELS // 1_000_000} triệu điểm ảnh")


def _on_paper(image: Any) -> Any:
    """What is transparent shows the paper."""
    from PIL import Image

    if image.mode not in ("RGBA", "LA", "P", "PA"):
        return image.convert("RGB")
    clear = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("RGB")
