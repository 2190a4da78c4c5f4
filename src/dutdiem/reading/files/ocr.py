"""Words of pictures by Tesseract, where it is installed with Vietnamese data.

A picture whose words cannot be seen may bear a marking, so without Tesseract a scan is refused.
"""

import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from typing import Any

from dutdiem.reading.files.limits import LIMITS
from dutdiem.reading.files.refusing import Unfit

_LANGUAGE = "vie"
_DOTS_PER_INCH = 300
_LARGEST_PIXELS = 40_000_000
_POINTS_PER_INCH = 72


@cache
def tesseract() -> str | None:
    """The path of a Tesseract that knows Vietnamese; None where there is none."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    listing = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=10, check=False)
    return program if _LANGUAGE in listing.stdout.split() else None


class Recogniser:
    """Recognises the pictures of one file. `allow` is told how many pages there will be, to lengthen the time limit."""

    def __init__(self, allow: Callable[[int], None]) -> None:
        self._allow = allow

    def begin(self, pages: int, where: str) -> None:
        """Announces `pages` pictures. Raises `Unfit` where they cannot be recognised."""
        if tesseract() is None:
            raise Unfit("no_ocr", detail=where)
        if pages > LIMITS.scan_pages:
            raise Unfit("too_long", limit=f"{LIMITS.scan_pages} trang quét")
        self._allow(pages)

    def page(self, page: Any) -> str:
        """The words of a page (`pypdfium2.PdfPage`) rendered at 300 dots per inch."""
        width, height = page.get_size()
        scale = _DOTS_PER_INCH / _POINTS_PER_INCH
        while width * scale * height * scale > _LARGEST_PIXELS:
            scale /= 2
        bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=True)
        image = bitmap.to_pil().convert("L")
        return self.image(image, round(scale * _POINTS_PER_INCH))

    def image(self, image: Any, dots_per_inch: int = _DOTS_PER_INCH) -> str:
        """The words of a greyscale picture."""
        header = f"P5 {image.width} {image.height} 255\n".encode("ascii")
        program = tesseract()
        if program is None:
            raise Unfit("no_ocr", detail="hình ảnh")
        command = [program, "stdin", "stdout", "-l", _LANGUAGE, "--dpi", str(dots_per_inch), "--psm", "3"]
        done = subprocess.run(
            command, input=header + image.tobytes(), capture_output=True, env={"OMP_THREAD_LIMIT": "1"}, check=False
        )
        if done.returncode != 0:
            raise Unfit("damaged", detail="ảnh quét không nhận dạng được")
        return done.stdout.decode("utf-8", errors="replace").replace("\x0c", "")
