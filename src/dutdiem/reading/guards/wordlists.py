"""The words that tell whose a number is: `data/numbers.toml`."""

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def lists() -> dict[str, tuple[str, ...]]:
    """Every list by its name."""
    read = tomllib.loads(files("dutdiem.reading.guards").joinpath("data/numbers.toml").read_text("utf-8"))
    return {key: tuple(words.split() if isinstance(words, str) else words) for key, words in read.items()}


@cache
def pattern(which: str) -> re.Pattern[str]:
    """The words of a list, each as a whole."""
    return re.compile(r"(?<![^\W_])(?:" + "|".join(map(re.escape, lists()[which])) + r")(?![^\W_])")


@cache
def shortest(*which: str) -> tuple[str, ...]:
    """The words of some lists without those that hold another of them: where none of these is, none is."""
    every = {word for one in which for word in lists()[one]}
    return tuple(sorted(word for word in every if not any(other in word for other in every - {word})))


def says(words: str, which: str) -> bool:
    """Does one of the words of a list stand in `words`, in lower case?"""
    return any(word in words for word in shortest(which)) and bool(pattern(which).search(words))
