#!/usr/bin/env python3
"""How fast the reader reads, from text in memory to mentions, on one core.

    .venv/bin/python bench/reading/speed.py [--shared SHARED] [--against VENV [--opinion FILE]]

SHARED (default ../shared beside the repository) holds the texts. Measured in processor time of this process, the least of
several rounds of each document: the whole reading (header, structure, tables and mentions) of the conference texts and of the
official documents, what of it leads to mentions alone, a scan of the text with the one automaton (the near limit), and one
document of growing length (is it linear?). With `--against`, the Python of another virtual environment measures in the same run
what is installed there: eyecite (with hyperscan) on the opinion that it tests itself on, underthesea's NER on a conference text;
then the ratios.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from dutdiem.reading.flat import flatten
from dutdiem.reading.header.find import find_header
from dutdiem.reading.model import SourceText
from dutdiem.reading.passages.find import find_passages
from dutdiem.reading.reader import read_text
from dutdiem.reading.tables.find import find_tables
from dutdiem.reading.triggers import triggers

ROOT = Path(__file__).resolve().parents[2]
OTHERS = Path(__file__).parent / "others.py"
_ROUNDS, _SECONDS = 6, 2.0


def best(work: Callable[[], object], times: int) -> float:
    """Seconds of processor time, the least of several runs."""
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def each(work: Callable[[Any], object], documents: Sequence[Any]) -> float:
    """Seconds of processor time: the least of each document in rounds over all of them, added up.

    Rounds go on until two seconds are spent, six at least: short texts would else be measured while Python still warms up, and
    while another program of the machine is in the cache.
    """
    least = [float("inf")] * len(documents)
    begun, rounds = time.process_time(), 0
    while rounds < _ROUNDS or time.process_time() - begun < _SECONDS:
        rounds += 1
        for at, document in enumerate(documents):
            start = time.process_time()
            work(document)
            least[at] = min(least[at], time.process_time() - start)
    return sum(least)


def texts(shared: Path, pattern: str) -> list[str]:
    return [path.read_text("utf-8") for path in sorted((shared / "corpus").glob(pattern))]


def report(name: str, megabytes: float, seconds: float) -> float:
    print(f"{name:52}{megabytes:8.2f} MB{seconds * 1000:10.1f} ms{megabytes / seconds:9.2f} MB/s", flush=True)
    return megabytes / seconds


def size_of(found: list[str]) -> float:
    return sum(len(text.encode()) for text in found) / 1e6


def corpus(name: str, found: list[str]) -> float:
    """Whole readings, document by document, and what of them leads to mentions; gives the latter in MB/s."""
    size, sources = size_of(found), [SourceText(text) for text in found]
    flats = [flatten(text) for text in found]
    whole = each(read_text, sources)
    beside = each(
        lambda pair: (find_header(pair[0]), find_passages(pair[0]), find_tables(pair[1], None)), [*zip(flats, sources, strict=True)]
    )
    report(f"{name}: whole reading", size, whole)
    rate = report(f"{name}: to mentions, without header, structure, tables", size, whole - beside)
    report(f"{name}: the automaton of triggers alone", size, each(lambda flat: triggers(flat.low), flats))
    return rate


def one_document(found: list[str]) -> None:
    """Doubling a document at most doubles the time."""
    whole = "\n\n".join(found)
    for times in (1, 2, 4, 8):
        text = whole * times
        report(f"one document, the texts {times} times", size_of([text]), best(lambda text=text: read_text(SourceText(text)), 3))  # type: ignore[misc]


def others(against: Path, shared: Path, opinion: Path | None, rate: float) -> None:
    """What else is there, in the same run, and how many times as fast the reader is."""
    command = [str(against / "bin/python"), str(OTHERS), str(shared), *([str(opinion)] if opinion else [])]
    for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines():
        name, megabytes, seconds = line.split("\t")
        theirs = report(name, float(megabytes), float(seconds))
        print(f"{'':4}the reader is {rate / theirs:,.1f} times as fast")


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--against", type=Path)
    options.add_argument("--opinion", type=Path)
    given = options.parse_args()
    if not (given.shared / "corpus").exists():
        sys.exit(f"{given.shared} is not there: the texts to measure on are not part of this repository")
    conference, official = texts(given.shared, "conference/*.txt"), texts(given.shared, "official/*.md")
    read_text(SourceText(conference[0]))
    rate = corpus("conference texts", conference)
    rate = min(rate, corpus("official documents", official))
    one_document(conference + official)
    if given.against:
        others(given.against, given.shared, given.opinion, rate)


if __name__ == "__main__":
    main()
