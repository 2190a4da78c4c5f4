"""What a reading depends on besides the document, as one word: two machines with the same one read alike, byte for byte."""

import hashlib
import subprocess
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from unicodedata import unidata_version

from dutdiem.reading.files.ocr import tesseract

_PACKAGES = ("dutdiem.reading", "dutdiem.calendar")
_LIBRARIES = ("ahocorasick-rs", "lxml", "pypdfium2", "pillow", "python-calamine", "holidays")


@cache
def edition() -> str:
    """A digest of the reader's code and word lists, of Python, of the libraries that open files, and of the recogniser."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {unidata_version} {_recogniser()}\n".encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {_version(name)}\n".encode())
    for package in _PACKAGES:
        _add(digest, files(package), package)
    return digest.hexdigest()


def _add(digest: "hashlib._Hash", folder: Traversable, place: str) -> None:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                _add(digest, entry, f"{place}/{entry.name}")
        else:
            digest.update(f"{place}/{entry.name}\n".encode())
            digest.update(hashlib.sha256(entry.read_bytes()).digest())


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _recogniser() -> str:
    """The first line of what Tesseract says of itself; empty where there is none that knows Vietnamese."""
    program = tesseract()
    if program is None:
        return ""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=10, check=False)
    return (said.stdout or said.stderr).partition("\n")[0]
