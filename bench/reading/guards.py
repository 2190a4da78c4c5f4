#!/usr/bin/env python3
"""How many secrecy markings and private numbers the guards catch, and how often they are mistaken.

    .venv/bin/python bench/reading/guards.py [FILE]

FILE (default guards.toml) holds the lines; `composed/eighth/guards-unseen.toml` holds lines made by someone who had not seen these.

The variants of `guards.toml` are made up for this measurement. Every stamp is put at a place of the head, the body or the end of
two made-up documents, every innocent line too; a few stand alone. Files are measured by the tests (`tests/reading/guards`).
"""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from dutdiem.reading.files.parts import Part, Role
from dutdiem.reading.guards import bears_marking
from dutdiem.reading.guards.numbers import personal_numbers

HERE = Path(__file__).parent
EVERYWHERE = ("top", "under_issuer", "under_symbol", "above_kind", "under_title", "middle", "end")
AROUND = ("above_kind", "middle", "end")


def documents(case: dict[str, str], frames: list[str], places: tuple[str, ...]) -> Iterator[str]:
    """The line of `case` at each place of each frame."""
    for frame in frames:
        for place in places:
            yield frame.format(**{name: f"{case['line']}\n" if name == place else "" for name in EVERYWHERE})


def marked(lists: dict[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    """What is measured once: its name and the documents that bear it."""
    frames = lists["frames"]
    places = ("top", "under_symbol", "above_kind", "under_issuer")
    for at, line in enumerate(lists["stamps"]):
        yield line, list(documents({"line": line}, [frames[at % 2]], (places[at % 4],)))
    for line in lists["lines"]:
        yield line, list(documents({"line": line}, frames[:1], ("under_symbol",)))
    for line in lists["anywhere"]:
        yield f"{line} (anywhere)", list(documents({"line": line}, frames, EVERYWHERE))


def main() -> None:
    file = Path(sys.argv[1]) if sys.argv[1:] else HERE / "guards.toml"
    lists = tomllib.loads(file.read_text("utf-8"))
    begun = process_time()
    missed = [line for line, texts in marked(lists) if not all(bears_marking(Part(Role.BODY, text)) for text in texts)]
    mistaken = [
        line
        for line in lists["innocent"]
        if any(bears_marking(Part(Role.BODY, text)) for text in documents({"line": line}, lists["frames"], AROUND))
    ]
    count = sum(len(lists[name]) for name in ("stamps", "lines", "anywhere"))
    print(f"markings: {count - len(missed)} of {count} caught, {len(mistaken)} of {len(lists['innocent'])} innocent lines refused")
    print(*(f"  missed: {line!r}" for line in missed), *(f"  refused: {line!r}" for line in mistaken), sep="\n")
    numbers_missed = [text for text in lists["private"] if not personal_numbers(text)]
    numbers_mistaken = [text for text in lists["public"] if personal_numbers(text)]
    private, public = len(lists["private"]), len(lists["public"])
    print(
        f"numbers: {private - len(numbers_missed)} of {private} found, {len(numbers_mistaken)} of {public} others taken for private"
    )
    print(*(f"  missed: {text!r}" for text in numbers_missed), *(f"  taken: {text!r}" for text in numbers_mistaken), sep="\n")
    print(f"{process_time() - begun:.1f} s of a processor")


if __name__ == "__main__":
    main()
