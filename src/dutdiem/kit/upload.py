"""Files that come in through a form: held to a size, called by a clean name, known by their digest, and kept by an action."""

import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from dutdiem.kit.errors import Mistake
from dutdiem.kit.said import demand_open_name

MEGABYTE = 1_000_000
_BETWEEN = re.compile(r"[\\/]")


@dataclass(frozen=True, slots=True)
class Received:
    """A file that came in: its name as shown, its digest and size, and where it lies for now."""

    name: str
    sha256: str
    size: int
    path: Path


@contextmanager
def received(
    files: "Sequence[UploadedFile[Any]]", *, limit: int = 20 * MEGABYTE, most: int = 10, field: str = "attached"
) -> Iterator[list[Received]]:
    """Take files in while the block lasts; Mistake, beside `field`, where one is too large or empty, or too many came."""
    if len(files) > most:
        raise Mistake(f"Gửi {len(files)} tệp một lần là quá nhiều; mỗi lần không quá {most} tệp.", field=field)
    with tempfile.TemporaryDirectory(prefix="dutdiem-") as folder:
        yield [_take(file, Path(folder) / str(number), limit, field) for number, file in enumerate(files)]


def clean_name(name: str) -> str:
    """What a sender called a file, without folders and signs that a screen hides or turns round; at most 120 characters."""
    last = _BETWEEN.split(name)[-1]
    shown = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C").strip(" .")
    stem, dot, ending = shown.rpartition(".")
    return f"{stem[: 119 - len(ending)]}.{ending}" if dot and stem and len(ending) <= 10 else shown[:120] or "tep"


def place(folder: str, sha256: str) -> Path:
    """Where the file with this digest is kept below a folder of the home."""
    return Path(settings.HOME) / folder / sha256[:2] / sha256


@contextmanager
def put_by(folder: str, files: Sequence[Received]) -> Iterator[None]:
    """Copy the files into a folder of the home; where the block fails, the new copies are taken away again."""
    fresh = [target for file in files if not (target := place(folder, file.sha256)).exists() and _copy(file.path, target)]
    try:
        yield
    except BaseException:
        for target in fresh:
            target.unlink(missing_ok=True)
        raise


def _take(file: "UploadedFile[Any]", target: Path, limit: int, field: str) -> Received:
    name, digest, size = clean_name(file.name or ""), hashlib.sha256(), 0
    with target.open("wb") as sink:
        for chunk in file.chunks():
            size += len(chunk)
            if size > limit:
                demand_open_name(name, field=field)
                raise Mistake(f"Tệp “{name}” lớn quá {limit // MEGABYTE} MB; chia nhỏ hoặc nén lại rồi gửi lại.", field=field)
            digest.update(chunk)
            sink.write(chunk)
    if not size:
        demand_open_name(name, field=field)
        raise Mistake(f"Tệp “{name}” rỗng; chọn lại tệp có nội dung.", field=field)
    return Received(name, digest.hexdigest(), size, target)


def _copy(file: Path, target: Path) -> bool:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(f".{os.getpid()}.part")
    with file.open("rb") as source, part.open("wb") as sink:
        while chunk := source.read(1 << 20):
            sink.write(chunk)
        sink.flush()
        os.fsync(sink.fileno())
    part.replace(target)
    return True
