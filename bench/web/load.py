"""Pages under load: requests at a steady rate, whether or not the last ones were answered, from many signed-in accounts.

    python bench/web/load.py http://127.0.0.1:8000[,http://...] sessions.json [--rate 20] [--seconds 30] [--only ministry]
        [--server PID …]

A time is counted from the moment at which the request was due, so that waiting for a busy server is in it. With the processes
of the server (on Linux; those that they started are counted too) it tells the processor time of a request, which a busy machine
changes less.
"""

import argparse
import http.client
import json
import os
import random
import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import Queue
from urllib.parse import quote, urlsplit

WORDS = "chuyen doi so;co so du lieu;kiem tra;tru so;bao cao;boi duong;phong chay;thi dua;quy trinh;viec 777".split(";")
Session = dict[str, str]
Draw = random.Random


def pages(told: dict[str, list[object]]) -> dict[str, Callable[[Draw, Session], str]]:
    """The pages that are measured, each as an address for a draw and an account; of another program those that it tells."""
    if "addresses" in told:
        return {"the list of another program": lambda draw, _: str(draw.choice(told["addresses"]))}

    def table(draw: Draw, _: Session) -> str:
        state, time_ = draw.choice([("in_progress", "overdue"), ("not_started", "due"), ("in_progress", "due"), ("done", "late")])
        return (
            f"/nhiem-vu/?state={state}&time={time_}&search={quote(draw.choice(WORDS))}&sort={draw.choice(['deadline', '-percent'])}"
        )

    return {
        "table, three filters and a sort": table,
        "a branch of the tree": lambda draw, _: f"/ke-hoach/?below={draw.choice(told['branches'])}",
        "a unit and its subtree": lambda _, who: f"/don-vi/{who['unit']}/",
        "overview": lambda *_: "/",
        "search": lambda draw, _: f"/nhiem-vu/?search={quote(draw.choice(WORDS))}",
    }


def run(
    base: str, sessions: list[Session], page: Callable[[Draw, Session], str], rate: int, seconds: int
) -> list[tuple[float, int]]:
    """(seconds, status) of every request."""
    draw, due, found = random.Random(7), Queue[tuple[float, str, str] | None](), []
    start = time.perf_counter() + 0.5
    for number in range(rate * seconds):
        who = draw.choice(sessions)
        due.put((start + number / rate, page(draw, who), who["cookie"]))
    bases = base.split(",")
    workers = [threading.Thread(target=_work, args=(bases[number % len(bases)], due, found)) for number in range(32)]
    for worker in workers:
        due.put(None)
        worker.start()
    for worker in workers:
        worker.join()
    return found


def _work(base: str, due: "Queue[tuple[float, str, str] | None]", found: list[tuple[float, int]]) -> None:
    host = urlsplit(base)
    connection = http.client.HTTPConnection(host.hostname or "", host.port, timeout=60)
    while (task := due.get()) is not None:
        at, address, cookie = task
        time.sleep(max(at - time.perf_counter(), 0))
        headers = {"Cookie": cookie if "=" in cookie else f"sessionid={cookie}", "Accept-Encoding": "gzip"}
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
        answer.read()
        found.append((time.perf_counter() - at, answer.status))
    connection.close()


def processor_time(tops: list[int]) -> float:
    """Seconds that these processes, and those that they started, have had so far; those that ended are in their parents' own."""
    known: dict[int, tuple[int, int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                told = (folder / "stat").read_text("utf-8").rsplit(")", 1)[1].split()
            except OSError:
                continue  # it has just ended
            known[int(folder.name)] = (int(told[1]), sum(map(int, told[11:15])))
    found = set(tops)
    while more := {process for process, (parent, _) in known.items() if parent in found} - found:
        found |= more
    return sum(known[process][1] for process in found if process in known) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """One line a page: how many, how many failed, median, 95th of a hundred, longest."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("base")
    asked.add_argument("sessions", type=Path)
    asked.add_argument("--rate", type=int, default=20)
    asked.add_argument("--seconds", type=int, default=30)
    asked.add_argument("--only", choices=["ministry"])
    asked.add_argument("--server", type=int, nargs="*", default=[])
    given = asked.parse_args()
    told = json.loads(given.sessions.read_text("utf-8"))
    sessions = [s for s in told["sessions"] if not given.only or s["unit"] == "BCA"]
    for name, page in pages(told).items():
        run(given.base, sessions, page, given.rate, 3)  # warm
        before = processor_time(given.server)
        found = run(given.base, sessions, page, given.rate, given.seconds)
        each = (processor_time(given.server) - before) * 1000 / len(found)
        times = sorted(seconds * 1000 for seconds, _ in found)
        failed = sum(status not in (200, 404) for _, status in found)
        middle, high = times[len(times) // 2], times[int(len(times) * 0.95)]
        print(
            f"{name:34}{len(times):5} requests{failed:4} failed  p50 {middle:6.0f}  p95 {high:6.0f}  max {times[-1]:6.0f} ms"
            + (f"  processor {each:5.1f} ms" if given.server else ""),
            flush=True,
        )


if __name__ == "__main__":
    main()
