#!/usr/bin/env python3
"""The speed of other readers, in whatever environment this runs: eyecite (hyperscan) and underthesea's NER.

    python bench/reading/others.py SHARED [OPINION]

OPINION is the opinion that eyecite tests itself on (tests/assets/opinion.txt of its repository); without it eyecite is left out.
Prints a line per reader: its name, megabytes and the least seconds of processor time.
"""

import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp


def measure(name: str, size: int, work: Callable[[], object], times: int) -> None:
    work()
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    print(f"{name}\t{size / 1e6:.3f}\t{min(found):.6f}", flush=True)


def eyecite(opinion: Path) -> None:
    try:
        from eyecite import clean_text, get_citations
        from eyecite.tokenizers import HyperscanTokenizer
    except ImportError as missing:
        print(f"eyecite is not measured: {missing}", file=sys.stderr)
        return
    text = clean_text(opinion.read_text("utf-8"), ["all_whitespace"])
    tokenizer = HyperscanTokenizer(cache_dir=mkdtemp())
    measure("eyecite, hyperscan, its own opinion", len(text.encode()), lambda: get_citations(text, tokenizer=tokenizer), 7)


def underthesea(shared: Path) -> None:
    try:
        from underthesea import ner
    except ImportError as missing:
        print(f"underthesea is not measured: {missing}", file=sys.stderr)
        return
    path = next(iter(sorted((shared / "corpus/conference").glob("*.txt"))))
    text = path.read_text("utf-8")
    lines = [line for line in text.split("\n") if line]
    measure("underthesea NER, a conference text", len(text.encode()), lambda: [ner(line) for line in lines], 2)


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    if len(sys.argv) > 2:
        eyecite(Path(sys.argv[2]))
    underthesea(Path(sys.argv[1]))
