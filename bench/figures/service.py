#!/usr/bin/env python3
"""The product as it runs: importing, a correction, pages under load and memory, in a home whose mart holds the made-up country.

    .venv/bin/python bench/figures/service.py [--size small|large] [--values 1000000] [--seconds 30] [--rate 20] [--folder DIR]

The country is that of compare.py, which is to be run first: its mart and sums are linked into the home, its last month is imported
as submissions, so that a figure of it can be corrected. Everything goes through the product's own commands and pages: a correction
is sent by the form of a commune, and the nation's page is asked for until it shows what it must. `--only` names what to do:
import, corrections, load, memory.
"""

import argparse
import os
import random
import statistics
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import cycle, islice
from pathlib import Path

import country
import home
from browsing import Browser, memory, server

NEXT = [f"2026-{month:02}" for month in range(1, 7)]
NAME, WORD = "do-luong", "mat-khau-de-do-8417"
ELEMENTS = {"small": 20, "large": 200}


def main() -> None:
    """Prepares the home, measures, prints a line for each."""
    options = argparse.ArgumentParser()
    options.add_argument("--size", choices=list(ELEMENTS), default="large")
    options.add_argument("--values", type=int, default=1_000_000)
    options.add_argument("--seconds", type=int, default=30)
    options.add_argument("--rate", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", default="import,corrections,load,memory")
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "dutdiem-bench")
    given = options.parse_args()
    elements, wanted = ELEMENTS[given.size], given.only.split(",")
    where = prepared(country.folder_of(given.folder, elements, 60, given.seed), elements, given.seed)
    if "import" in wanted:
        importing(where, elements, given.seed, given.values)
    if "memory" in wanted:
        remembering(where, elements)
    if "corrections" in wanted or "load" in wanted:
        account(where)
        with server(where) as process:
            print(f"the server idle, nobody was there yet: {memory(process.pid):,.0f} MB", flush=True)
            browser = Browser(NAME, WORD)
            if "corrections" in wanted:
                corrections(browser)
            if "load" in wanted:
                loading(browser, given.seconds, given.rate)
            print(f"the server after that: {memory(process.pid):,.0f} MB")


def prepared(source: Path, elements: int, seed: int) -> Path:
    """The home beside the country, made where it is missing."""
    where = source / "home"
    if not (where / "ready").exists():
        home.made(where, elements)
        for name in ("mart", "sums"):
            linked(source / name, where / name)
        home.figures_csv(where / "last.csv", elements, country.months(1), seed)
        home.dutdiem(where, "figures", "import", str(where / "last.csv"))
        (where / "ready").touch()
    return where


def linked(source: Path, target: Path) -> None:
    """The same files under another folder: files of figures and of sums never change."""
    for file in source.rglob("*"):
        if file.is_file():
            copy = target / file.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            os.link(file, copy)


def importing(where: Path, elements: int, seed: int, values: int) -> None:
    """A file through validation, trail and mart, by the command."""
    file = where / "import.csv"
    number = home.figures_csv(file, elements, NEXT, seed, values)
    taken, worked, most = home.measured(where, "figures", "import", str(file))
    print(f"import of {number:,} values: {taken:.1f} s ({number / taken:,.0f} a second), {worked:.1f} s of processors, "
          f"at most {most:,.0f} MB", flush=True)  # fmt: skip


def remembering(where: Path, elements: int) -> None:
    """The six questions by commands of their own: the clock, and the most memory that each process had."""
    ratios, months = elements - 1, ",".join(country.months(60))
    asked = {
        "one month": ["query", "--measures", listed("e", min(elements, 40)), "--units", "level:province", "--periods", "2025-12"],
        "year": ["query", "--measures", listed("r", min(ratios, 20)), "--units", "level:district:P07", "--periods", "2025",
                 "--compare", "last-year"],
        "trend": ["query", "--measures", listed("r", 10), "--units", "R", "--periods", months],
        "ranking": ["query", "--measures", "score", "--units", "level:commune", "--periods", "2025-Q4"],
        "missing": ["completeness", "--form", "monthly", "--period", "2025-12", "--missing"],
        "cube": ["cube", "--periods", "2025", "--out", str(where / "cube.parquet")],
    }  # fmt: skip
    for question, arguments in asked.items():
        taken, _, most = home.measured(where, "figures", *arguments, *(["--csv"] if question != "cube" else []))
        print(f"dutdiem figures, {question}: {taken:.1f} s, at most {most:,.0f} MB", flush=True)


def listed(letter: str, number: int) -> str:
    """Codes of so many elements (e) or ratios (r)."""
    return ",".join(f"{letter}{n:03}" for n in range(number))


def account(where: Path) -> None:
    """Somebody who may see and send everything, once; Django in this process, in that home."""
    os.environ.update(DUTDIEM_HOME=str(where), DJANGO_SETTINGS_MODULE="dutdiem.site.settings")
    import django

    django.setup()
    from dutdiem.access.actions import open_account
    from dutdiem.access.models import User
    from dutdiem.authority import Role, operator
    from dutdiem.units.models import Unit

    if not User.objects.filter(username=NAME).exists():
        open_account(operator("đo"), NAME, "Đo lường", WORD, unit=Unit.objects.get(code="R"), role=Role.STAFF)


def corrections(browser: Browser, number: int = 20, more: int = 50_000) -> None:
    """Units send a corrected figure of the last month, one after the other; each time until the nation's page is right."""
    month = country.months(1)[0]
    nation = "/so-lieu/?" + urllib.parse.urlencode({"unit": "R", "period": month, "measure": "r000"})
    times, asked = [], 0
    for unit in country.communes()[100 : 100 + number]:
        total, under = national(month)
        form = f"/bao-cao-so-lieu/monthly/{month}/{unit}/"
        fields = browser.fields(form + "?sua=1")
        fields["v:e000"] = str(int(fields["v:e000"] or 0) + more)
        right = Decimal((total + more) * 100 / under).quantize(Decimal("0.01"), ROUND_HALF_UP)
        shown = f">{right:,.2f}\xa0%<".replace(",", " ").replace(".", ",").replace(" ", ".")
        start = time.perf_counter()
        browser.send(form, fields | {"do": "submit"})
        while shown not in browser.get(nation):
            asked += 1
            time.sleep(0.1)
            assert time.perf_counter() - start < 60, shown
        times.append((time.perf_counter() - start) * 1000)
    middle = statistics.median(times)
    print(f"{number} corrections sent on a page until the nation's page is right: median {middle:,.0f} ms, the first "
          f"{times[0]:,.0f}, slowest {max(times):,.0f}; asked {asked / number:.1f} times in vain", flush=True)  # fmt: skip


def national(month: str) -> tuple[Decimal, Decimal]:
    """The nation's totals of the first two elements."""
    from dutdiem.authority import operator
    from dutdiem.figures.queries import roll_up

    over, under = (row.value or Decimal(0) for row in roll_up(operator("đo"), ["e000", "e001"], "R", [month]))
    return over, under


def loading(browser: Browser, seconds: int, rate: int) -> None:
    """Pages that show a roll-up, so many a second."""
    addresses = list(islice(pages(), seconds * rate))
    for address in addresses[:20]:
        browser.timed(address)
    times = sorted(loaded(browser, addresses, rate))
    middle, near_all = statistics.median(times), times[int(len(times) * 0.95)]
    print(f"{len(times)} pages at {rate} a second: median {middle:,.0f} ms, p95 {near_all:,.0f}, slowest {times[-1]:,.0f}")


def pages() -> Iterator[str]:
    """One indicator over the units below, of many units and periods: a roll-up with last year, ranks, completeness, a course."""
    choose = random.Random(1)
    units = ["R", *(row.code for row in country.units() if row.level in ("province", "district"))]
    periods = ["2025", "2025-Q4", "2025-H1", "2025-12", "2024", "2025-9M"]
    for number in cycle(range(15)):
        unit = choose.choice(units[:64] if choose.random() < 0.5 else units)
        yield "/so-lieu/?" + urllib.parse.urlencode({"unit": unit, "period": choose.choice(periods), "measure": f"r{number:03}"})


def loaded(browser: Browser, addresses: list[str], rate: int) -> list[float]:
    """Milliseconds of each page; each is asked for in its own time, whether the one before is there or not."""
    times: list[float] = []
    threads = []
    start = time.perf_counter()
    for number, address in enumerate(addresses):
        time.sleep(max(0.0, start + number / rate - time.perf_counter()))
        thread = threading.Thread(target=lambda at=address: times.append(browser.timed(at)))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    assert len(times) == len(addresses)
    return times


if __name__ == "__main__":
    main()
