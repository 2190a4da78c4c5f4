"""How much memory reading a gigabyte of text takes, and what a second job gains.

    python bench/reading/memory.py [--megabytes N] [--jobs N] [--each KILOBYTES]

Makes files of plain text and Markdown in a temporary folder, reads them with `dutdiem read --out DIR --jobs N`, and watches the
command with all processes that it starts: the peak of their proportional set sizes together (shared pages counted once; Linux)
and the files read. With --jobs 0 the same files are read with one job and with two instead, and their times set side by side.
Everything made is removed.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import psutil
from files import SENTENCES

_INTERVAL = 0.2


def made(folder: Path, megabytes: int, kilobytes: int) -> int:
    """Fills the folder; the number of files."""
    text = "".join(f"{at}. {SENTENCES[at % 3]} {SENTENCES[(at + 1) % 3]}\n" for at in range(1, 5_000)).encode("utf-8")
    size, count = kilobytes * 1_000, megabytes * 1_000 // kilobytes
    body = text * (size // len(text) + 2)
    for number in range(count):
        head = f"KẾ HOẠCH\nSố: {number}/KH-CAT\n".encode()
        (folder / f"{number:06}.{'md' if number % 2 else 'txt'}").write_bytes(head + body[:size].rpartition(b"\n")[0])
    return count


def together(process: psutil.Process) -> int:
    """The proportional set sizes of a process and all below it, in bytes."""
    total = 0
    try:
        family = [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    for member in family:
        try:
            total += _proportional(member.pid)
        except (OSError, psutil.Error):
            continue
    return total


def _proportional(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def run(folder: Path, out: Path, jobs: int) -> tuple[float, float, int, int]:
    """Seconds on the clock and of processors, the peak of memory in bytes, and how many files were refused."""
    program = Path(sys.executable).with_name("dutdiem")
    files = sorted(map(str, folder.iterdir()))
    before, begun, peak = getrusage(RUSAGE_CHILDREN), time.monotonic(), 0
    command = [str(program), "read", "--out", str(out), "--jobs", str(jobs), *files]
    with tempfile.TemporaryFile() as said:  # sentences of refusal, such as of too much time on a busy machine
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        cleaner = threading.Thread(target=_empty, args=(out, process), daemon=True)
        cleaner.start()
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            peak = max(peak, together(watched))
            time.sleep(_INTERVAL)
        cleaner.join()
        said.seek(0)
        refused = len(said.read().splitlines())
    after = getrusage(RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - begun, used, peak, refused


def _empty(out: Path, process: "subprocess.Popen[bytes]") -> None:
    """Readings are several times as large as their texts: each is removed once it is a while old."""
    while process.poll() is None:
        time.sleep(1)
        old = time.time() - 5
        for reading in out.glob("*.json"):
            if reading.stat().st_mtime < old:
                reading.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=1_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--each", type=int, default=500)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name, "in"), Path(name, "out")
        folder.mkdir()
        out.mkdir()
        count = made(folder, options.megabytes, options.each)
        print(f"{count} files, {options.megabytes} MB, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", flush=True)
        for jobs in [options.jobs] if options.jobs else [1, 2]:
            clock, used, peak, refused = run(folder, out, jobs)
            print(
                f"jobs {jobs}: {clock:.1f} s on the clock, {used:.1f} s of processors, "
                f"{options.megabytes / clock:.2f} MB/s, peak of all processes {peak / 1e6:.0f} MB, {refused} files refused",
                flush=True,
            )


if __name__ == "__main__":
    main()
