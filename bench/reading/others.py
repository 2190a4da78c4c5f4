#!/usr/bin/env python3
"""The speed of other readers, in whatever environment this runs: eyecite (hyperscan) and underthesea's NER."""

import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

OPINION = (
    "The right to appeal is statutory. See Roe v. Wade, 410 U.S. 113, 120 (1973); Brown v. Board, 347 U.S. 483 (1954). "
    "See also Smith v. Jones, 123 F.3d 456, 460 (9th Cir. 1997). Id. at 461. "
    "The parties argued at length about the meaning of the statute, and the court below declined to reach the question. "
)


def measure(name: str, size: int, work: Callable[[], object]) -> None:
    work()
    start = time.process_time()
    work()
    seconds = time.process_time() - start
    print(f"{name:44}{size / 1e6:8.2f} MB{seconds * 1000:10.1f} ms{size / 1e6 / seconds:9.2f} MB/s")


def eyecite() -> None:
    try:
        from eyecite import get_citations
        from eyecite.tokenizers import HyperscanTokenizer
    except ImportError as missing:
        print(f"eyecite is not measured: {missing}")
        return
    text = OPINION * 5
    tokenizer = HyperscanTokenizer(cache_dir=mkdtemp())
    measure(
        "eyecite, hyperscan, 100 short English opinions",
        100 * len(text.encode()),
        lambda: [get_citations(text, tokenizer=tokenizer) for _ in range(100)],
    )


def underthesea(shared: Path) -> None:
    try:
        from underthesea import ner
    except ImportError as missing:
        print(f"underthesea is not measured: {missing}")
        return
    path = next(iter(sorted((shared / "corpus/conference").glob("*.txt"))))
    text = path.read_text("utf-8")
    measure("underthesea NER, a conference text", len(text.encode()), lambda: [ner(line) for line in text.split("\n") if line])


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    eyecite()
    underthesea(Path(sys.argv[1]))
