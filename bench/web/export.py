"""The whole list as a file through the server: how long it takes, and how much memory the server has meanwhile (Linux).

python bench/web/export.py http://127.0.0.1:8761 HOME/sessions.json PID [PID …]
"""

import argparse
import http.client
import json
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

ADDRESSES = {"CSV": "/nhiem-vu/xuat.csv", "XLSX": "/nhiem-vu/xuat.xlsx"}


def memory(processes: list[int]) -> float:
    """MB that the processes hold."""
    return sum(int(Path(f"/proc/{p}/statm").read_text("utf-8").split()[1]) for p in processes) * 4096 / 1e6


def fetch(base: str, address: str, cookie: str) -> tuple[float, float, int]:
    """Seconds to the first byte and to the last, and the size."""
    host = urlsplit(base)
    connection = http.client.HTTPConnection(host.hostname or "", host.port, timeout=300)
    begun = time.perf_counter()
    connection.request("GET", address, headers={"Cookie": f"sessionid={cookie}"})
    answer = connection.getresponse()
    if answer.status != http.client.OK:
        raise SystemExit(f"{address}: {answer.status}")
    size = len(answer.read(1))
    first = time.perf_counter() - begun
    while piece := answer.read(1 << 16):
        size += len(piece)
    return first, time.perf_counter() - begun, size


def main() -> None:
    """One line for each kind of file and turn."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("base")
    asked.add_argument("sessions", type=Path)
    asked.add_argument("processes", type=int, nargs="+")
    given = asked.parse_args()
    sessions = json.loads(given.sessions.read_text("utf-8"))["sessions"]
    cookie = next(session["cookie"] for session in sessions if session["unit"] == "BCA")
    for turn in range(3):
        for kind, address in ADDRESSES.items():
            seen, stop = [memory(given.processes)], threading.Event()

            def watch(seen: list[float] = seen, stop: threading.Event = stop) -> None:
                while not stop.wait(0.05):
                    seen.append(memory(given.processes))

            watching = threading.Thread(target=watch)
            watching.start()
            first, whole, size = fetch(given.base, address, cookie)
            stop.set()
            watching.join()
            print(
                f"{turn + 1} {kind:5} first byte {first:5.2f} s, all {whole:5.2f} s, {size / 1e6:6.1f} MB;"
                f" memory before {seen[0]:.0f}, most {max(seen):.0f}, after {memory(given.processes):.0f} MB"
            )


if __name__ == "__main__":
    main()
