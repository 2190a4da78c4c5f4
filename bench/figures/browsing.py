"""A server of the product, and somebody signed in there who opens pages and sends forms."""

import http.cookiejar
import re
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from pathlib import Path

PORT = 8917
_INPUT = re.compile(r'<input\b[^>]*?\bname="([^"]+)"[^>]*?\bvalue="([^"]*)"')


class Browser:
    """Keeps the cookies of one account. Threads may share it."""

    def __init__(self, name: str, word: str) -> None:
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        entry = "/dang-nhap/"
        self.send(entry, self.fields(entry) | {"login": name, "password": word})

    def get(self, address: str) -> str:
        """The page."""
        with self._opener.open(f"http://127.0.0.1:{PORT}{address}") as answer:
            return str(answer.read().decode())

    def timed(self, address: str) -> float:
        """Milliseconds until the whole page is there."""
        start = time.perf_counter()
        assert "%" in self.get(address)
        return (time.perf_counter() - start) * 1000

    def fields(self, address: str) -> dict[str, str]:
        """What stands in the fields of a page's forms."""
        return {name: unescape(value) for name, value in _INPUT.findall(self.get(address))}

    def send(self, address: str, fields: Mapping[str, str]) -> str:
        """Sends a form to its own page; the page that comes then."""
        whole = f"http://127.0.0.1:{PORT}{address}"
        request = urllib.request.Request(whole, urllib.parse.urlencode(fields).encode(), {"Referer": whole})
        with self._opener.open(request) as answer:
            return str(answer.read().decode())


@contextmanager
def server(where: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """`dutdiem serve` in a home, on a port of its own, given ten quiet seconds; ended afterwards."""
    command = [sys.executable, "-m", "dutdiem.cli.main", "--home", str(where), "serve", "--port", str(PORT)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}/dang-nhap/").read()
                break
            except OSError:
                time.sleep(0.1)
        time.sleep(10)
        yield process
    finally:
        process.terminate()
        process.wait()


def memory(pid: int, kind: str = "VmRSS") -> float:
    """Megabytes of a process that are in memory, or with VmHWM were at most; 0 of one that has ended."""
    found = re.search(rf"{kind}:\s+(\d+)", Path(f"/proc/{pid}/status").read_text("utf-8"))
    return int(found[1]) / 1024 if found else 0.0
