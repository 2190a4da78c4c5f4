"""Builds the sample documents of the demonstration from their sources here; run it after a change and commit what it makes.

    .venv/bin/python tools/samples/build.py [FOLDER]

The one that is a PDF needs LibreOffice.
"""

import sys
from datetime import datetime, time
from pathlib import Path

from source import read

from dutdiem.writing.content import OfficialDocument
from dutdiem.writing.pdf import to_pdf
from dutdiem.writing.word import write_docx

HERE = Path(__file__).parent
DOCUMENTS = HERE.parents[1] / "src" / "dutdiem" / "cli" / "demo" / "documents"


def build(folder: Path) -> list[Path]:
    """Writes every sample document into the folder and returns the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(folder, *read(source)) for source in sorted(HERE.glob("*.txt"))]


def _write(folder: Path, name: str, document: OfficialDocument) -> Path:
    data = write_docx(document, datetime.combine(document.letterhead.issued, time(8)))
    path = folder / name
    path.write_bytes(to_pdf(data) if path.suffix == ".pdf" else data)
    return path


if __name__ == "__main__":
    for made in build(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS):
        print(made.name, made.stat().st_size)
