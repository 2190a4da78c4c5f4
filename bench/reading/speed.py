#!/usr/bin/env python3
"""How fast the reader reads, from text in memory to mentions, on one core.

    .venv/bin/python bench/reading/speed.py [SHARED] [--against VENV]

SHARED (default ../shared beside the repository) holds the texts. Measured in processor time of this process, best of five:
the whole corpus document by document; one document of growing length (is it linear?); the stages apart. With `--against`,
the Python of another virtual environment, in which eyecite (with hyperscan) or underthesea are installed, measures those in
the same run: eyecite on its own test opinion of the package's README example repeated, underthesea NER on the same
Vietnamese text; whichever is not installed is said and left out.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from dutdiem.reading.flat import flatten
from dutdiem.reading.model import SourceText
from dutdiem.reading.numbers import find_numbers
from dutdiem.reading.reader import read_text
from dutdiem.reading.sentences import sentences
from dutdiem.reading.triggers import STOP, triggers

ROOT = Path(__file__).resolve().parents[2]
OTHERS = Path(__file__).parent / "others.py"


def best(work: Callable[[], object], times: int = 5) -> float:
    """Seconds of processor time, the least of several runs."""
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def texts(shared: Path) -> list[str]:
    paths = sorted([*(shared / "corpus/conference").glob("*.txt"), *(shared / "corpus/official").glob("*.md")])
    return [path.read_text("utf-8") for path in paths]


def report(name: str, size: int, seconds: float) -> None:
    print(f"{name:44}{size / 1e6:8.2f} MB{seconds * 1000:10.1f} ms{size / 1e6 / seconds:9.2f} MB/s")


def corpus(found: list[str]) -> None:
    size = sum(len(text.encode()) for text in found)
    report("the corpus, document by document", size, best(lambda: [read_text(SourceText(text)) for text in found]))
    flats = [flatten(text) for text in found]
    report("  of which: flat text", size, best(lambda: [flatten(text) for text in found]))
    report("  of which: triggers (one automaton)", size, best(lambda: [triggers(flat.low) for flat in flats]))
    report(
        "  of which: triggers, numbers, sentences",
        size,
        best(lambda: [(find_numbers(flat), sentences(flat, triggers(flat.low)[STOP])) for flat in flats]),
    )


def one_document(found: list[str]) -> None:
    """Doubling a document at most doubles the time."""
    whole = "\n\n".join(found)
    for times in (1, 2, 4):
        text = whole * times
        seconds = best(lambda text=text: read_text(SourceText(text)), 2)  # type: ignore[misc]
        report(f"one document, the corpus {times} times", len(text.encode()), seconds)


def main(arguments: list[str]) -> None:
    against = Path(arguments[arguments.index("--against") + 1]) if "--against" in arguments else None
    places = [Path(a) for a in arguments if not a.startswith("--") and Path(a) != against]
    shared = places[0] if places else ROOT.parent / "shared"
    if not (shared / "corpus").exists():
        sys.exit(f"{shared} is not there: the texts to measure on are not part of this repository")
    found = texts(shared)
    read_text(SourceText(found[0]))
    corpus(found)
    one_document(found)
    if against:
        subprocess.run([str(against / "bin/python"), str(OTHERS), str(shared)], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
