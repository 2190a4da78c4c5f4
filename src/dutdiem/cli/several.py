"""Further processes that answer at the port of `serve`: Python runs one thread at a time, so that one process uses one core.

They share the listening socket of the first one, which alone has the jobs and the terminal. What they wait for on
their standard input is its end: when the first process ends, however it does, so do they.
"""

import _thread
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence

from dutdiem.kit.errors import Mistake

AGAIN = 1.0
"""Seconds before a process that ended is started again."""
LEAVE = 15
"""Seconds in which a process answers what it has begun before it is ended."""


def check_possible(processes: int) -> None:
    """Mistake where a socket cannot be shared."""
    if processes > 1 and os.name == "nt":
        raise Mistake("--processes: nhiều tiến trình chỉ chạy được trên Linux và macOS; bỏ tùy chọn này.")


def listening(host: str, port: int) -> socket.socket:
    """The socket that all listen on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind((host, port))
    made.listen(1024)
    made.setblocking(False)
    return made


class Others:
    """The processes besides this one; each is started again when it ends before it should."""

    def __init__(self, number: int, on: socket.socket, words: Sequence[str]) -> None:
        """`words` are the options of `serve` that they have in common with this process."""
        self._command = [sys.executable, "-m", "dutdiem.cli.main", "serve", *words, "--no-worker", "--listening", str(on.fileno())]
        self._socket, self._stopped = on, threading.Event()
        self._running: dict[int, subprocess.Popen[bytes]] = {}
        self._watching = [threading.Thread(target=self._keep, args=(place,), daemon=True) for place in range(number)]
        for watching in self._watching:
            watching.start()

    def _keep(self, place: int) -> None:
        while not self._stopped.is_set():
            made = subprocess.Popen(self._command, stdin=subprocess.PIPE, pass_fds=(self._socket.fileno(),), start_new_session=True)
            self._running[place] = made
            made.wait()
            self._stopped.wait(AGAIN)

    def end(self) -> None:
        """End them all and wait until they have."""
        self._stopped.set()
        for one in list(self._running.values()):
            if one.stdin:
                one.stdin.close()
        for one in list(self._running.values()):
            try:
                one.wait(LEAVE)
            except subprocess.TimeoutExpired:
                one.kill()


def end_with_the_first() -> None:
    """In one of the others: end as by Ctrl+C when the first process has ended; also where a shell has it ignore Ctrl+C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)

    def wait() -> None:
        while os.read(0, 1024):
            pass
        _thread.interrupt_main()

    threading.Thread(target=wait, name="first", daemon=True).start()
