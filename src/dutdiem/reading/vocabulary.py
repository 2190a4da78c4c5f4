"""Word lists of the reader, from the TOML files in `data/`; read once, when first needed."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

_Node = dict[str, "_Node"]


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """The tables of `data/NAME.toml`."""
    return tomllib.loads((files("dutdiem.reading") / "data" / f"{name}.toml").read_text("utf-8"))


def alternatives(words: list[str], after: Mapping[str, str] | None = None) -> str:
    """A regular expression that matches any of the words, the longest first; `after` has what must follow some of them.

    It is a tree of their common beginnings: hundreds of words side by side would each be tried at every place.
    """
    root: _Node = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {(after or {}).get(word, ""): {}}
    return f"(?:{_branches(root)})"


def beginning(words: list[str]) -> str:
    """Any of the words where a word begins, to be searched: it begins with one of few letters, so that it is looked for fast."""
    by_first: dict[str, list[str]] = {}
    for word in words:
        by_first.setdefault(word[0], []).append(word[1:])
    ways = [rf"{first}(?<!\w{first}){alternatives(rest)}" for first, rest in by_first.items()]
    return f"(?:{'|'.join(ways)})"


def _branches(node: _Node) -> str:
    """The regular expression of what may follow; "" among the keys says that a word ends here, and what must come then."""
    parts = [_chain(char, child) for char, child in sorted(node.items()) if char]
    last = next(iter(node[""])) if "" in node else None
    if not parts:
        return last or ""
    joined = parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
    if last is None:
        return joined
    return f"(?:{joined}|{last})" if last else f"(?:{joined})?"


def _chain(text: str, node: _Node) -> str:
    """Characters with only one way on, as one piece."""
    while len(node) == 1 and "" not in node:
        ((char, node),) = node.items()
        text += char
    return re.escape(text).replace("\\ ", " ") + _branches(node)
