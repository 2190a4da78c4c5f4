"""Where document files are kept: under the home's `files/`, each named by its SHA-256, never by what its sender called it."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


def sha256_of(file: Path) -> str:
    """The digest of a file's bytes."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def place(sha256: str, name: str) -> Path:
    """Where the file with this digest is kept."""
    suffix = Path(name).suffix.lower()
    safe = suffix if suffix[1:].isalnum() and len(suffix) <= 6 else ""
    return Path(settings.HOME) / "files" / sha256[:2] / f"{sha256}{safe}"


@contextmanager
def kept(file: Path, sha256: str, name: str) -> Iterator[Path]:
    """Copy the file, called `name`, into the store; where the block fails, the copy is taken away again."""
    target = place(sha256, name)
    fresh = not target.exists()
    if fresh:
        _copy(file, target)
    try:
        yield target
    except BaseException:
        if fresh:
            target.unlink(missing_ok=True)
        raise


def _copy(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(f".{os.getpid()}.part")
    with file.open("rb") as source, part.open("wb") as sink:
        while chunk := source.read(1 << 20):
            sink.write(chunk)
        sink.flush()
        os.fsync(sink.fileno())
    part.replace(target)
