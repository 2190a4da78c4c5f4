"""Words of pictures by Tesseract, where it is installed with Vietnamese data.

A picture whose words cannot be seen may bear a marking, so without Tesseract a scan is refused. Stamps lie across other
words, aslant and in red: besides the page as a whole, its head and foot are read again for scattered words, and what is red
in them by itself.
"""

import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from math import ceil
from subprocess import DEVNULL, PIPE
from typing import Any

from dutdiem.reading.files.limits import LIMITS
from dutdiem.reading.files.refusing import Unfit
from dutdiem.reading.files.straight import red_regions, straightened

_LANGUAGE = "vie"
_DOTS_PER_INCH = 300
_STAMP_DOTS_PER_INCH = 200
_LARGEST_PIXELS = 40_000_000
_POINTS_PER_INCH = 72
_WHOLE_PAGE, _SCATTERED = "3", "11"  # Tesseract's ways of cutting a page up
_HEAD, _FOOT = 0.4, 0.12
_STAMP_PAGES = 3
_GAP = 40


@dataclass(frozen=True, slots=True)
class Seen:
    """The words of a page, and those that stand about it singly."""

    text: str
    scattered: str


@cache
def tesseract() -> str | None:
    """The path of a Tesseract that knows Vietnamese; None where there is none."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    listing = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=10, check=False)
    return program if _LANGUAGE in listing.stdout.split() else None


class Recogniser:
    """Recognises the pictures of one file. `allow` is told how many pages there are, to lengthen the time limit."""

    def __init__(self, allow: Callable[[int], None]) -> None:
        self._allow = allow
        self._allowed = 0

    def begin(self, pages: int, where: str) -> None:
        """Announces `pages` more pictures. Raises `Unfit` where they cannot be recognised."""
        if tesseract() is None:
            raise Unfit("no_ocr", detail=where)
        self._allowed += pages
        if self._allowed > LIMITS.scan_pages:
            raise Unfit("too_long", limit=f"{LIMITS.scan_pages} trang quét")
        self._allow(self._allowed)

    def pages(self, document: Any, numbers: list[int]) -> dict[int, Seen]:
        """The pages of a `pypdfium2.PdfDocument`. Pages are drawn one at a time and read as processors are free."""
        found: dict[int, Seen] = {}
        with ThreadPoolExecutor(_workers()) as pool:
            for some in _in_groups(numbers, _workers()):
                waiting = {number: _begin(pool, _rendered(document, number), number < _STAMP_PAGES) for number in some}
                found |= {number: seen() for number, seen in waiting.items()}
        return found

    def images(self, images: list[Any]) -> list[Seen]:
        """Pictures of whole pages (`PIL.Image`)."""
        with ThreadPoolExecutor(_workers()) as pool:
            return [_begin(pool, image.convert("RGB"), True)() for image in images]

    def scattered(self, image: Any) -> str:
        """The words that stand about in a picture (`PIL.Image`)."""
        return _words(image.convert("L"), _STAMP_DOTS_PER_INCH, _SCATTERED)


def _in_groups(numbers: list[int], size: int) -> Iterator[list[int]]:
    for at in range(0, len(numbers), size):
        yield numbers[at : at + size]


def _rendered(document: Any, number: int) -> Any:
    page = document[number]
    try:
        width, height = page.get_size()
        scale = _DOTS_PER_INCH / _POINTS_PER_INCH
        while width * scale * height * scale > _LARGEST_PIXELS:
            scale /= 2
        return page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
    finally:
        page.close()


def _workers() -> int:
    return min(4, os.cpu_count() or 1)


def _begin(pool: Executor, image: Any, for_stamps: bool) -> Callable[[], Seen]:
    """Starts all that is to be read in the picture of a page; the result waits for it."""
    whole = pool.submit(_words, image.convert("L"), _DOTS_PER_INCH, _WHOLE_PAGE)
    places = _stamp_places(image) if for_stamps else []
    scattered = [pool.submit(_words, place, _STAMP_DOTS_PER_INCH, _SCATTERED) for place in places]
    return lambda: Seen(whole.result(), "\n".join(future.result() for future in scattered))


def _stamp_places(image: Any) -> list[Any]:
    """Where stamps are looked for: head, foot, and what is red, set upright on a sheet of its own."""
    smaller = image.resize([round(side * _STAMP_DOTS_PER_INCH / _DOTS_PER_INCH) for side in image.size])
    width, height = smaller.size
    head = smaller.crop((0, 0, width, round(height * _HEAD)))
    foot = smaller.crop((0, round(height * (1 - _FOOT)), width, height))
    red = [stamp for place in red_regions(smaller) if (stamp := straightened(place))]
    return [head.convert("L"), foot.convert("L"), *([one_below_another(red)] if red else [])]


def one_below_another(images: list[Any]) -> Any:
    """Greyscale pictures on one sheet."""
    from PIL import Image

    size = (max(image.width for image in images) + 2 * _GAP, sum(image.height + _GAP for image in images) + _GAP)
    made = Image.new("L", size, 255)
    at = _GAP
    for image in images:
        made.paste(image, (_GAP, at))
        at += image.height + _GAP
    return made


def _words(image: Any, dots_per_inch: int, way: str) -> str:
    """What Tesseract reads in a greyscale picture, which reaches it through a pipe: no file is written."""
    program = tesseract()
    if program is None:
        raise Unfit("no_ocr", detail="hình ảnh")
    header = f"P5 {image.width} {image.height} 255\n".encode("ascii")
    command = [program, "stdin", "stdout", "-l", _LANGUAGE, "--dpi", str(dots_per_inch), "--psm", way]
    environment = {key: os.environ[key] for key in ("TESSDATA_PREFIX",) if key in os.environ} | {"OMP_THREAD_LIMIT": "1"}
    seconds = ceil(LIMITS.scan_page_seconds)
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment) as program_run:
        resource.prlimit(program_run.pid, resource.RLIMIT_CPU, (seconds, seconds))
        found, _ = program_run.communicate(header + image.tobytes())
    if program_run.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise Unfit("too_slow")
    if program_run.returncode != 0:
        raise Unfit("damaged", detail="hình ảnh không nhận dạng được")
    text: str = found.decode("utf-8", errors="replace")
    return text.replace("\x0c", "")
