"""Word lists of the reader, from the TOML files in `data/`; read once, when first needed."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """The tables of `data/NAME.toml`."""
    return tomllib.loads((files("dutdiem.reading") / "data" / f"{name}.toml").read_text("utf-8"))


def alternatives(words: list[str]) -> str:
    """A regular expression's alternatives, the longest first, so that no word hides a longer one."""
    from re import escape

    return "|".join(escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
