"""`dutdiem serve` with several processes: one port, all of them end with the first."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

WITHIN = 90
"""Seconds that a busy machine may take to start a process."""


@contextmanager
def serving(home: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The first process and its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {k: v for k, v in os.environ.items() if k not in {"DUTDIEM_HOME", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    command = [sys.executable, "-m", "dutdiem.cli.main", "--home", str(home), "serve", "--port", str(port), *words]
    command = ["sh", "-c", 'trap "" INT; exec "$@"', "sh", *command]  # as a shell starts what runs in the background
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout
            assert str(port) in running.stdout.readline()
            yield running, port
        finally:
            running.kill()


def others_of(first: int) -> list[int]:
    """The processes that the first one has started."""
    found = subprocess.run(["pgrep", "-P", str(first), "-f", "listening"], capture_output=True, text=True, check=False)
    return [int(line) for line in found.stdout.split()]


def status(port: int) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/")
    return connection.getresponse().status


def until(condition) -> bool:
    end = time.monotonic() + WITHIN
    while not condition() and time.monotonic() < end:
        time.sleep(0.2)
    return bool(condition())


def gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes the way Linux shows them")
def test_several_processes_answer_at_one_port_and_end_with_the_first(tmp_path: Path) -> None:
    with serving(tmp_path, "--processes", "2", "--no-worker") as (first, port):
        assert until(lambda: len(others_of(first.pid)) == 1)
        assert status(port) == 302, "to the door"
        (other,) = others_of(first.pid)
        os.kill(other, signal.SIGKILL)
        assert until(lambda: others_of(first.pid) not in ([], [other])), "one that ended is started again"
        (again,) = others_of(first.pid)
        first.kill()
        assert until(lambda: gone(again)), "however the first one ends, the others end with it"


def test_the_cache_of_sign_in_is_one_for_all_processes(settings, tmp_path: Path) -> None:
    from dutdiem.cli.serve import _share_cache

    settings.HOME = tmp_path
    settings.CACHES = settings.CACHES
    _share_cache()
    from django.core.cache import CacheHandler

    one, other = CacheHandler(settings.CACHES)["default"], CacheHandler(settings.CACHES)["default"]
    one.set("tried", 3)
    assert other.get("tried") == 3
