"""The doors of the package: one file, or many in order with several at work."""

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from dutdiem.reading.files.crossing import reading_of, source_of
from dutdiem.reading.files.processes import ask
from dutdiem.reading.model import Reading, SourceText
from dutdiem.reading.refusals import Refusal

Json = dict[str, Any]
K = TypeVar("K")
T = TypeVar("T")


def open_document(path: Path, *, name: str | None = None, allow_office_numbers: bool = False) -> SourceText:
    """The text of a file, past the guards. `name` is what the file is called where `path` is only its place of storage.

    Raises `Refusal`.
    """
    return source_of(json.loads(_body(path, name, "source", None, allow_office_numbers)))


def look_at_picture(path: Path, *, name: str | None = None, allow_office_numbers: bool = False) -> SourceText:
    """The words of a JPEG or PNG, past the guards; there may be none. It is looked at like a scan, and so refused where the machine
    cannot recognise words. Raises `Refusal`."""
    return source_of(json.loads(_body(path, name, "picture", None, allow_office_numbers)))


def read_file_json(path: Path, anchor: date | None = None, *, name: str | None = None, allow_office_numbers: bool = False) -> Json:
    """The reading of a file as `dutdiem read FILE --json` prints it. Raises `Refusal`."""
    found: Json = json.loads(read_file_bytes(path, anchor, name=name, allow_office_numbers=allow_office_numbers))
    return found


def read_file_bytes(
    path: Path, anchor: date | None = None, *, name: str | None = None, allow_office_numbers: bool = False
) -> bytes:
    """The same as UTF-8 JSON on one line, as it came from the reading process. Raises `Refusal`."""
    return _body(path, name, "reading", anchor, allow_office_numbers)


def read_file(path: Path, anchor: date | None = None, *, name: str | None = None, allow_office_numbers: bool = False) -> Reading:
    """The reading of a file. Raises `Refusal`."""
    return reading_of(read_file_json(path, anchor, name=name, allow_office_numbers=allow_office_numbers))


def read_files(
    paths: Iterable[Path], jobs: int = 1, anchor: date | None = None, *, allow_office_numbers: bool = False
) -> Iterator[tuple[Path, Reading | Refusal]]:
    """The readings of many files in the order of `paths`, `jobs` of them at work at a time."""
    return in_order(paths, jobs, partial(read_file, anchor=anchor, allow_office_numbers=allow_office_numbers))


def read_files_bytes(
    paths: Iterable[Path], jobs: int = 1, anchor: date | None = None, *, allow_office_numbers: bool = False
) -> Iterator[tuple[Path, bytes | Refusal]]:
    """The same as UTF-8 JSON lines."""
    return in_order(paths, jobs, partial(read_file_bytes, anchor=anchor, allow_office_numbers=allow_office_numbers))


def _body(path: Path, name: str | None, want: str, anchor: date | None, allow_office_numbers: bool) -> bytes:
    answer = ask(Path(path), name, want, anchor, allow_office_numbers)
    if answer.refused is not None:
        raise answer.refused
    return answer.body


def in_order(keys: Iterable[K], jobs: int, read: Callable[[K], T]) -> Iterator[tuple[K, T | Refusal]]:
    """Few are under way ahead of the one that is waited for, so that memory does not grow with their number."""

    def attempt(key: K) -> T | Refusal:
        try:
            return read(key)
        except Refusal as refused:
            return refused

    ahead: deque[tuple[K, Future[T | Refusal]]] = deque()
    with ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
        try:
            for key in keys:
                ahead.append((key, pool.submit(attempt, key)))
                if len(ahead) > 2 * jobs:
                    first, waiting = ahead.popleft()
                    yield first, waiting.result()
            while ahead:
                first, waiting = ahead.popleft()
                yield first, waiting.result()
        finally:
            for _, waiting in ahead:
                waiting.cancel()
