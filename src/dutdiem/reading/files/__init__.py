"""Opens files: DOCX, DOC, PDF, XLSX, HTML, Markdown, plain text. Each file is read in a process of its own with limits.

    read_file_json(path) -> dict      what `dutdiem read FILE --json` prints
    read_file(path) -> Reading
    read_files(paths, jobs) -> (path, Reading | Refusal) in order
    open_document(path) -> SourceText past the guards, not yet read

All raise (or yield) `dutdiem.reading.refusals.Refusal`.
"""

from dutdiem.reading.files.limits import LIMITS
from dutdiem.reading.files.reading import (
    open_document,
    read_file,
    read_file_bytes,
    read_file_json,
    read_files,
    read_files_bytes,
)

__all__ = [
    "LIMITS",
    "open_document",
    "read_file",
    "read_file_bytes",
    "read_file_json",
    "read_files",
    "read_files_bytes",
]
