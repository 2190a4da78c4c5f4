"""How long scanned pages take, beside the limit of 5 s of a processor that a page's recognition has.

    python bench/reading/scans.py [--pages N]

Sets dense Vietnamese text in 13 points on A4 with LibreOffice, draws each page as a picture of 300 dots per inch and puts
the pictures into a PDF. It is read with `dutdiem read`: one page, then N. Printed are the time on the clock and of processors
of the whole command, and the processor time of the dearest single recognition of a page. Needs LibreOffice and a Tesseract
that knows Vietnamese.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any

import pypdfium2
from files import SENTENCES

from dutdiem.reading.files import ocr

_DOTS, _POINTS = 300, 72


def pages(folder: Path, count: int) -> list[Any]:
    """The pages as pictures."""
    import docx

    document = docx.Document()
    style = document.styles["Normal"]
    style.font.size = docx.shared.Pt(13)
    style.paragraph_format.space_after = docx.shared.Pt(3)
    for at in range(count * 14):
        document.add_paragraph(f"{at + 1}. " + " ".join(SENTENCES[(at + step) % 3] for step in range(3)))
    document.save(str(folder / "dense.docx"))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "dense.docx")]
    subprocess.run(command, capture_output=True, check=True, timeout=300)
    made = pypdfium2.PdfDocument(folder / "dense.pdf")
    return [made[at].render(scale=_DOTS / _POINTS).to_pil().convert("L") for at in range(count)]


def _processor() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def read(path: Path) -> tuple[float, float, int]:
    """Seconds on the clock and of processors of the whole command, and how many words were read."""
    begun, before = time.monotonic(), _processor()
    command = [str(Path(sys.executable).with_name("dutdiem")), "read", "--json", str(path)]
    done = subprocess.run(command, capture_output=True, check=True)
    seconds, used = time.monotonic() - begun, _processor() - before
    return seconds, used, len(json.loads(done.stdout)["text"].split())


def dearest(images: list[Any]) -> float:
    """The most processor time that the recognition of one page took."""
    found = []
    for image in images:
        before = _processor()
        ocr._words(image, _DOTS, "3")
        found.append(_processor() - before)
    return max(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10)
    options = parser.parse_args()
    if ocr.tesseract() is None:
        sys.exit("no Tesseract that knows Vietnamese")
    with tempfile.TemporaryDirectory() as name:
        images = pages(Path(name), options.pages)
        for count in sorted({1, options.pages}):
            path = Path(name, f"{count}.pdf")
            images[0].save(path, save_all=True, append_images=images[1:count], resolution=_DOTS)
            seconds, used, words = read(path)
            print(
                f"{count:3} pages, {words} words: {seconds:.1f} s on the clock, {used:.1f} s of processors; "
                f"a page {seconds / count:.2f} and {used / count:.2f}",
                flush=True,
            )
        allowed = ocr.LIMITS.scan_page_seconds
        print(f"the dearest recognition of one whole page: {dearest(images):.2f} s of a processor, allowed {allowed:.0f}")


if __name__ == "__main__":
    main()
