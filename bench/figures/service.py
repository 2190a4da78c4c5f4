#!/usr/bin/env python3
"""The product as it runs: importing, a correction, pages under load and memory, in a home whose mart holds the made-up country.

    .venv/bin/python bench/figures/service.py [--size small|large] [--values 1000000] [--seconds 30] [--rate 20] [--folder DIR]

The country is that of compare.py, which is to be run first: its mart and sums are linked into the home, its last month is imported
as submissions, so that a figure of it can be corrected. Everything goes through the product's own commands, actions and pages.
"""

import argparse
import http.cookiejar
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import country
import home

NEXT = "2026-01"
NAME, WORD = "do-luong", "mat-khau-de-do-8417"
PORT = 8917
ELEMENTS = {"small": 20, "large": 200}


def main() -> None:
    """Prepares the home, measures, prints a line for each."""
    options = argparse.ArgumentParser()
    options.add_argument("--size", choices=list(ELEMENTS), default="large")
    options.add_argument("--values", type=int, default=1_000_000)
    options.add_argument("--seconds", type=int, default=30)
    options.add_argument("--rate", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "dutdiem-bench")
    given = options.parse_args()
    elements = ELEMENTS[given.size]
    source = country.folder_of(given.folder, elements, 60, given.seed)
    where = prepared(source, elements, given.seed)
    importing(where, elements, given.seed, given.values)
    correcting(where)
    serving(where, given.seconds, given.rate)


def prepared(source: Path, elements: int, seed: int) -> Path:
    """The home beside the country, made where it is missing."""
    where = source / "home"
    if not (where / "ready").exists():
        home.made(where, elements)
        linked(source / "mart", where / "mart")
        last = country.months(1)[0]
        home.figures_csv(where / "last.csv", elements, last, seed)
        home.dutdiem(where, "figures", "import", str(where / "last.csv"), "--as", "approved")
        (where / "ready").touch()
    return where


def linked(source: Path, target: Path) -> None:
    """The same files under another folder: figures files never change."""
    for file in source.rglob("*"):
        if file.is_file():
            copy = target / file.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            os.link(file, copy)


def importing(where: Path, elements: int, seed: int, values: int) -> None:
    """A file through validation, trail and mart, by the command."""
    file = where / "import.csv"
    number = home.figures_csv(file, elements, NEXT, seed, values)
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    home.dutdiem(where, "figures", "import", str(file))
    taken, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"import of {number:,} values: {taken:.1f} s ({number / taken:,.0f} a second), {worked:.1f} s of processors, "
          f"at most {after.ru_maxrss / 1024:,.0f} MB", flush=True)  # fmt: skip


def correcting(where: Path) -> None:
    """One unit sends a corrected figure of the last month; until the national total is right."""
    set_up(where)
    from dutdiem.authority import operator
    from dutdiem.calendar.periods import parse_period
    from dutdiem.catalogue.models import ReportForm
    from dutdiem.collection.actions import Filled, submit
    from dutdiem.collection.models import Submission
    from dutdiem.figures.actions import refresh_mart
    from dutdiem.figures.queries import roll_up

    actor, form, period = operator("đo"), ReportForm.objects.get(code="monthly"), country.months(1)[0]

    def total() -> object:
        (row,) = roll_up(actor, ["e000"], "R", [period], today=parse_period(period).end)
        return row.value

    times = []
    for unit in country.communes()[100:106]:
        before = total()
        values = dict(Submission.objects.get(unit__code=unit, period=period, latest=True).values)
        values["e000"] = str(int(values.get("e000", "0")) + 1000)
        start = time.perf_counter()
        submit(actor, form, period, [Filled(unit, values)])
        sent = time.perf_counter()
        refresh_mart(actor)
        renewed = time.perf_counter()
        after = total()
        times.append((sent - start, renewed - sent, time.perf_counter() - renewed))
        assert after != before, (before, after)
    middle = [statistics.median(part) * 1000 for part in zip(*times[1:], strict=True)]
    first = sum(times[0]) * 1000
    print(f"correction to the national total: {sum(middle):,.0f} ms (recorded {middle[0]:,.0f}, mart and sums {middle[1]:,.0f}, "
          f"asked {middle[2]:,.0f}; the first one {first:,.0f})", flush=True)  # fmt: skip


def set_up(where: Path) -> None:
    """Django in this process, in that home."""
    os.environ.update(DUTDIEM_HOME=str(where), DJANGO_SETTINGS_MODULE="dutdiem.site.settings")
    import django

    django.setup()


def serving(where: Path, seconds: int, rate: int) -> None:
    """Pages under load: times, and the memory of the server before and after."""
    account()
    with server(where) as process:
        idle = memory(process.pid)
        opener = signed_in()
        addresses = list(pages())
        for address in addresses[:20]:
            fetch(opener, address)
        times = loaded(opener, addresses, seconds, rate)
        busy = memory(process.pid)
    times.sort()
    middle, near_all = statistics.median(times), times[int(len(times) * 0.95)]
    print(f"{len(times)} pages at {rate} a second: median {middle:,.0f} ms, p95 {near_all:,.0f}, slowest {times[-1]:,.0f}")
    print(f"the server idle {idle:,.0f} MB, after the load {busy:,.0f} MB")


def account() -> None:
    """Somebody who may see everything, once."""
    from dutdiem.access.actions import give_role, open_account
    from dutdiem.access.models import Account
    from dutdiem.authority import Role, operator
    from dutdiem.units.models import Unit

    if not Account.objects.filter(username=NAME).exists():
        made = open_account(operator("đo"), NAME, "Đo lường", WORD)
        give_role(operator("đo"), made, Unit.objects.get(code="R"), Role.LEADER)


@contextmanager
def server(where: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`dutdiem serve` on a port of its own, ended afterwards."""
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


def memory(pid: int) -> float:
    """Megabytes of a process that are in memory."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0.0


def signed_in() -> urllib.request.OpenerDirector:
    """An opener with the cookies of the account."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    address = f"http://127.0.0.1:{PORT}/dang-nhap/"
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', opener.open(address).read().decode())
    assert token
    facts = urllib.parse.urlencode({"login": NAME, "password": WORD, "csrfmiddlewaretoken": token[1]}).encode()
    opener.open(urllib.request.Request(address, facts, {"Referer": address})).read()
    return opener


def pages() -> Iterator[str]:
    """One indicator over the units below, of many units and periods: a roll-up with last year, ranks, completeness, a course."""
    choose = random.Random(1)
    units = ["R", *(row.code for row in country.units() if row.level in ("province", "district"))]
    periods = ["2025", "2025-Q4", "2025-H1", "2025-12", "2024", "2025-9M"]
    while True:
        facts = {"unit": choose.choice(units[:64] if choose.random() < 0.5 else units), "period": choose.choice(periods),
                 "measure": f"r{choose.randrange(15):03}"}  # fmt: skip
        yield "/so-lieu/?" + urllib.parse.urlencode(facts)
        if choose.random() < 0.001:
            return


def fetch(opener: urllib.request.OpenerDirector, address: str) -> float:
    """Milliseconds until the whole page is there."""
    start = time.perf_counter()
    body = opener.open(f"http://127.0.0.1:{PORT}{address}").read()
    assert b"%" in body
    return (time.perf_counter() - start) * 1000


def loaded(opener: urllib.request.OpenerDirector, addresses: list[str], seconds: int, rate: int) -> list[float]:
    """So many pages a second, each asked for in its own time, whether the one before is there or not."""
    times: list[float] = []
    threads = []
    start = time.perf_counter()
    for number in range(seconds * rate):
        time.sleep(max(0.0, start + number / rate - time.perf_counter()))
        thread = threading.Thread(target=lambda at: times.append(fetch(opener, at)), args=(addresses[number % len(addresses)],))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    return times


if __name__ == "__main__":
    main()
