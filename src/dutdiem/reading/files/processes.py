"""The parent's side: one warm server per process, started with the first file."""

import atexit
import json
import os
import socket
import stat
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from typing import Any

from dutdiem.reading.files.limits import LIMITS, MEGABYTE
from dutdiem.reading.files.outcome import Answer, unpack
from dutdiem.reading.files.refusing import refusal
from dutdiem.reading.refusals import Refusal

_KEPT = ("PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX", "PYTHONPATH", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE")
_CHUNK = 1 << 20
_MOST_ANSWER = 1_000 * MEGABYTE


class _Reader:
    """Hands files to the server. Safe to call from several threads; a forked process starts a server of its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def ask(self, request: dict[str, Any], file: int) -> bytes:
        """What came through the pipe until the reader had ended."""
        receive, send = os.pipe()
        try:
            with self._lock:
                self._send(json.dumps(request).encode("utf-8"), [file, send])
        finally:
            os.close(send)
        try:
            return _all_of(receive)
        finally:
            os.close(receive)

    def _send(self, message: bytes, files: list[int]) -> None:
        try:
            socket.send_fds(self._server(), [message], files)
        except (BrokenPipeError, ConnectionError):
            self._stop()
            socket.send_fds(self._server(), [message], files)

    def _server(self) -> socket.socket:
        if self._control is None or self._owner != os.getpid():
            self._start()
        assert self._control is not None
        return self._control

    def _start(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "dutdiem.reading.files.server", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={name: os.environ[name] for name in _KEPT if name in os.environ},
            )
        self._control, self._owner = ours, os.getpid()

    def _stop(self) -> None:
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None and self._owner == os.getpid():
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """Ends the server; the next file starts another."""
        with self._lock:
            self._stop()


_READER = _Reader()
atexit.register(_READER.stop)


def ask(path: Path, name: str | None, want: str, anchor: date | None, allow_office_numbers: bool) -> Answer:
    """The answer of a reading process on the file `path`, called `name` in what is said about it."""
    called = name or path.name
    try:
        file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return _unread("missing", called)
    except OSError:
        return _unread("unreadable", called)
    try:
        return _ask_open(file, called, want, anchor, allow_office_numbers)
    finally:
        os.close(file)


def _ask_open(file: int, name: str, want: str, anchor: date | None, allow_office_numbers: bool) -> Answer:
    status = os.fstat(file)
    if not stat.S_ISREG(status.st_mode):
        return _unread("not_a_file", name)
    if status.st_size == 0:
        return _unread("empty", name)
    if status.st_size > LIMITS.file_bytes:
        return _unread("too_large", name, limit=f"{LIMITS.file_bytes // MEGABYTE} MB")
    request = {
        "name": name,
        "size": status.st_size,
        "want": want,
        "anchor": anchor.isoformat() if anchor else None,
        "allow_office_numbers": allow_office_numbers,
    }
    return unpack(_READER.ask(request, file), name, status.st_size)


def _unread(code: str, name: str, **facts: object) -> Answer:
    """Refused before anything of it is read. A name that bears a marking is not told; the reading process looks at the others'."""
    from dutdiem.reading.guards import check_name

    try:
        check_name(name)
    except Refusal as secret:
        return Answer(refused=secret)
    return Answer(refused=refusal(code, name, **facts))


def _all_of(pipe: int) -> bytes:
    pieces = []
    total = 0
    while piece := os.read(pipe, _CHUNK):
        pieces.append(piece)
        total += len(piece)
        if total > _MOST_ANSWER:
            break
    return b"".join(pieces)
