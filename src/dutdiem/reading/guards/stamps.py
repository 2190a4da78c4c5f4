"""Is a piece of a line a stamp? "TỐI MẬT", "M Ậ T", "MẬT - KHẨN - Bản số: 03", "Độ mật: Tuyệt mật"."""

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

from dutdiem.reading.guards.shapes import bare, encoded, folded, is_capital, letters, worn

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_LONGEST_PHRASE = 7
_MOST_LETTERS = 90


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of `data/markings.toml`."""

    levels: tuple[str, ...]
    alone: tuple[str, ...]
    beside: frozenset[str]  # folded
    labels: frozenset[str]  # folded
    colon_labels: frozenset[str]  # folded
    before: frozenset[str]
    after: tuple[str, ...]
    titles: tuple[str, ...]
    letterhead: tuple[str, ...]


@cache
def words() -> Words:
    lists = tomllib.loads(files("dutdiem.reading.guards").joinpath("data/markings.toml").read_text("utf-8"))
    return Words(
        levels=tuple(lists["levels"]),
        alone=tuple(lists["alone"]),
        beside=frozenset(map(folded, lists["beside"])),
        labels=frozenset(map(folded, lists["labels"])),
        colon_labels=frozenset(map(folded, lists["colon_labels"])),
        before=frozenset(lists["before"]),
        after=tuple(lists["after"]),
        titles=tuple(lists["titles"]),
        letterhead=tuple(lists["letterhead"]),
    )


@dataclass(frozen=True, slots=True)
class Stamp:
    """A level that was found: written in capitals or not, with all its marks or not, named by a label or not."""

    level: str
    capital: bool
    exact: bool = True
    labelled: bool = False

    @property
    def is_short(self) -> bool:
        return " " not in self.level


@cache
def _some(misread: bool) -> re.Pattern[str]:
    """What any stamp has among its letters: a quick no to most pieces."""
    forms = {form for level in words().levels for form in worn(letters(level), misread)}
    forms |= encoded(words().levels) | {letters(phrase) for phrase in words().alone}
    return re.compile("|".join(sorted(map(re.escape, forms), key=len)))


@lru_cache(maxsize=10_000)
def stamp_in(piece: str, misread: bool = False) -> Stamp | None:
    """The stamp that `piece` is as a whole; None where anything else stands in it, or more than one level."""
    inner = bare(piece)
    together = letters(inner)
    if len(together) > _MOST_LETTERS or not _some(misread).search(together):
        return None
    if labelled := _after_colon(inner, misread):
        return labelled
    for level in words().levels:
        if found := _level(together, inner, level, misread):
            return found
    if together in encoded(words().levels):
        return Stamp("tối mật", capital=True)
    if together in {letters(phrase) for phrase in words().alone} and is_capital(inner):
        return Stamp("tuyệt mật", capital=True)
    return _phrase(inner, misread)


def _after_colon(inner: str, misread: bool) -> Stamp | None:
    """ "Mức độ: Mật": the value of a label."""
    label, colon, value = inner.replace("：", ":").partition(":")
    named = folded(bare(label))
    if not colon or named not in words().labels | words().colon_labels:
        return None
    found = stamp_in(value, misread)
    return replace(found, labelled=True) if found else None


def _level(together: str, inner: str, level: str, misread: bool) -> Stamp | None:
    """`together`: the letters of `inner`, however they are spaced."""
    compact = letters(level)
    if together == compact:
        return Stamp(level, is_capital(inner))
    if together in worn(compact, misread) and (is_capital(inner) or (" " in level and inner[:1].isupper())):
        return Stamp(level, is_capital(inner), exact=False)
    return None


def _phrase(inner: str, misread: bool) -> Stamp | None:
    """One level among words that stand in stamps."""
    tokens = _TOKEN.findall(inner)
    found: list[Stamp] = []
    labelled = False
    at = 0
    while at < len(tokens):
        if tokens[at].isdigit():
            at += 1
            continue
        size, stamp, is_label = _next(tokens[at : at + _LONGEST_PHRASE], misread)
        if size == 0:
            return None
        labelled = labelled or is_label
        at += size
        if stamp:
            found.append(stamp)
            if _makes_a_word(stamp, tokens[at:]):
                return None
    if len({stamp.level for stamp in found}) != 1:
        return None
    capital = any(stamp.capital for stamp in found)
    return Stamp(found[0].level, capital, found[0].exact, labelled)


def _makes_a_word(stamp: Stamp, rest: list[str]) -> bool:
    """ "mật độ", "mật mã": with what follows the short level is another word."""
    following = " ".join(rest).casefold() + " "
    return stamp.is_short and any(following.startswith(word + " ") for word in words().after)


def _next(tokens: list[str], misread: bool) -> tuple[int, Stamp | None, bool]:
    """The longest known phrase that `tokens` begin with: its size, the level that it is, whether it is a label."""
    for size in range(len(tokens), 0, -1):
        phrase = " ".join(tokens[:size])
        if folded(phrase) in words().labels:
            return size, None, True
        for level in words().levels:
            if size == len(level.split()) and (stamp := _level(letters(phrase), phrase, level, misread)):
                return size, stamp, False
        if folded(phrase) in words().beside:
            return size, None, False
    return 0, None, False


def is_label(piece: str) -> bool:
    """ "Độ mật", "Mức độ mật:" with nothing after it."""
    return folded(bare(piece)) in words().labels
