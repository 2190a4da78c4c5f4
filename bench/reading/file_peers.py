"""What other readers need to give the text of a file; run by `files.py` in the virtual environment that has them.

    python bench/reading/file_peers.py TIMES FILE...

Prints a JSON object: file to reader to seconds of processor time (the best of TIMES), for the readers that are installed.
"""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage


def python_docx(path: Path) -> object:
    import docx

    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def docx2txt(path: Path) -> object:
    import docx2txt

    return docx2txt.process(str(path))


def docx2python(path: Path) -> object:
    from docx2python import docx2python

    with docx2python(str(path)) as content:
        return content.text


def pypdfium2(path: Path) -> object:
    import pypdfium2

    document = pypdfium2.PdfDocument(path.read_bytes())
    return [page.get_textpage().get_text_range() for page in document]


def pypdf(path: Path) -> object:
    import pypdf

    return [page.extract_text() for page in pypdf.PdfReader(str(path)).pages]


def pdfplumber(path: Path) -> object:
    import pdfplumber

    with pdfplumber.open(str(path)) as document:
        return [(page.extract_text(), page.extract_tables()) for page in document.pages]


def python_calamine(path: Path) -> object:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def openpyxl(path: Path) -> object:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True)
    return [list(sheet.iter_rows(values_only=True)) for sheet in book]


def lxml(path: Path) -> object:
    from lxml import html

    return html.fromstring(path.read_bytes()).text_content()


def bs4(path: Path) -> object:
    from bs4 import BeautifulSoup

    return BeautifulSoup(path.read_bytes(), "lxml").get_text("\n")


def html2text(path: Path) -> object:
    import html2text

    return html2text.html2text(path.read_text("utf-8"))


def antiword(path: Path) -> object:
    return subprocess.run([_program("antiword"), "-m", "UTF-8", str(path)], capture_output=True, check=True).stdout


def catdoc(path: Path) -> object:
    return subprocess.run([_program("catdoc"), "-d", "utf-8", str(path)], capture_output=True, check=True).stdout


READERS: dict[str, tuple[Callable[[Path], object], ...]] = {
    ".docx": (python_docx, docx2txt, docx2python),
    ".pdf": (pypdfium2, pypdf, pdfplumber),
    ".xlsx": (python_calamine, openpyxl),
    ".html": (lxml, bs4, html2text),
    ".doc": (antiword, catdoc),
}


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise ImportError(name)
    return found


def _processor() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return time.process_time() + used.ru_utime + used.ru_stime


def measured(read: Callable[[Path], object], path: Path, times: int) -> float:
    """The least seconds of a processor, of this process and those that it starts."""
    best = float("inf")
    for _ in range(times):
        begun = _processor()
        read(path)
        best = min(best, _processor() - begun)
        if best > 5:
            break
    return best


def _all(path: Path, times: int) -> Iterator[tuple[str, float]]:
    for read in READERS.get(path.suffix, ()):
        try:
            yield read.__name__, measured(read, path, times)
        except ImportError:
            print(f"{read.__name__} is not installed", file=sys.stderr)


if __name__ == "__main__":
    print(json.dumps({name: dict(_all(Path(name), int(sys.argv[1]))) for name in sys.argv[2:]}))
