"""TCVN3 and VNI text into Unicode.

Tables in `data/legacy.toml`: TCVN 5712:1993 (VN3, "ABC") and VNI for Windows. Which of them a text is in is decided by the
name of its font or by how many of its words become syllables, never by single characters: every legacy code is also a
letter of some other language.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from typing import Any
from unicodedata import normalize

from dutdiem.reading.files.syllables import is_syllable

_TONES = "\u0300\u0301\u0309\u0303\u0323"
_WORD = re.compile(r"[^\W\d_]+(?:[\u00a8-\u00b9\u00bb-\u00bf\u00d7\u00f7\u00a1-\u00a7\u00ad][^\W\d_]*)*|[\u00a1-\u00ff]+\w*")
# Letters that only Unicode has: Latin Extended Additional.
_UNICODE = re.compile("[\u1ea0-\u1ef9]")
# Signs that Vietnamese in Unicode does not have, and both old encodings have in every line.
_LEGACY_SIGNS = (
    "\u00a1-\u00a9\u00ae\u00b5-\u00b9\u00c4-\u00c7\u00cb\u00cf\u00d1\u00d6-\u00d8\u00db-\u00dc\u00de-\u00df"
    "\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb-\u00fc\u00fe-\u00ff"
)
_LEGACY_RUN = re.compile(f"[a-zA-Z][{_LEGACY_SIGNS}]")
_EACH_LEGACY_SIGN = re.findall(f"[{_LEGACY_SIGNS}]", "".join(map(chr, range(0xA0, 0x100))))
_WORDS_OF_A_LINE = 5
_GLANCE, _SURELY = 20_000, 50
_SAMPLE = 200_000
_LOOKED_AT = 2 * _SAMPLE  # two characters of VNI may be one
_HIGH = re.compile(r"[\u0080-\uffff]")


class Encoding(StrEnum):
    """An encoding of before Unicode."""

    TCVN3 = "tcvn3"
    VNI = "vni"


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("dutdiem.reading.files").joinpath("data/legacy.toml").read_text("utf-8"))


@cache
def _tcvn3_table() -> dict[int, str]:
    table = _data()["tcvn3"]
    return {ord(old): new for old, new in zip(table["legacy"], table["unicode"], strict=True)}


def _toned(letter: str, signs: list[str]) -> dict[str, str]:
    """The five tones of a letter by the signs that write them."""
    return {sign: normalize("NFC", letter + tone) for sign, tone in zip(signs, _TONES, strict=True)}


def _vni_lower() -> dict[str, str]:
    table = _data()["vni"]
    pairs: dict[str, str] = dict(table["single"]) | dict(table["horn"])
    for letter in chain(table["plain"], table["horn"]):
        shown = table["horn"].get(letter, letter)
        pairs |= {letter + sign: new for sign, new in _toned(shown, table["tones"]).items()}
    for marked, letters, signs in (("âêô", "aeo", table["circumflex"]), ("ă", "a", table["breve"])):
        for letter, shown in zip(letters, marked, strict=True):
            pairs |= {letter + signs[0]: shown}
            pairs |= {letter + sign: new for sign, new in _toned(shown, signs[1:]).items()}
    return pairs


@cache
def _vni_table() -> dict[str, str]:
    """Lower case, capitals, and a capital letter with a small sign, as some keyboards wrote it."""
    lower = _vni_lower()
    mixed = {old[0].upper() + old[1:]: new.upper() for old, new in lower.items() if len(old) == 2}
    return lower | mixed | {old.upper(): new.upper() for old, new in lower.items()}


@cache
def _vni_pattern() -> re.Pattern[str]:
    longest_first = sorted(_vni_table(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def to_unicode(text: str, encoding: Encoding) -> str:
    """`text`, whose letters are shown by a legacy font, in Unicode NFC."""
    if encoding is Encoding.TCVN3:
        return text.translate(_tcvn3_table())
    table = _vni_table()
    return _vni_pattern().sub(lambda match: table[match.group()], text)


@cache
def _from_unicode(encoding: Encoding) -> dict[str, str]:
    if encoding is Encoding.TCVN3:
        return {new: chr(old) for old, new in _tcvn3_table().items()}
    return {new: old for old, new in _vni_table().items()}


def from_unicode(text: str, encoding: Encoding) -> str:
    """`text` as a legacy file would hold it; capitals with tones, which TCVN3 lacks, as small letters."""
    table = _from_unicode(encoding)
    return "".join(table.get(letter) or table.get(letter.lower(), letter) for letter in normalize("NFC", text))


@lru_cache(maxsize=1_000)
def encoding_of_font(font: str | None) -> tuple[Encoding | None, bool]:
    """The encoding that a font's name tells, and whether the font shows every letter as a capital."""
    name = (font or "").strip().casefold()
    fonts = _data()["fonts"]
    for encoding in Encoding:
        if name.startswith(tuple(fonts[encoding.value])):
            return encoding, encoding is Encoding.TCVN3 and name.endswith(fonts["capitals"])
    return None, False


def by_font(text: str, font: str | None) -> str:
    """`text` as the font `font` shows it."""
    encoding, capitals = encoding_of_font(font)
    if encoding is None:
        return text
    shown = to_unicode(text, encoding)
    return shown.upper() if capitals else shown


@dataclass(frozen=True, slots=True)
class Evidence:
    """Of the words with a sign outside ASCII: how many there are and how many are syllables."""

    words: int
    syllables: int

    @property
    def share(self) -> float:
        return self.syllables / self.words if self.words else 0.0


def evidence(text: str, sample: int = _SAMPLE) -> Evidence:
    """How Vietnamese the words with marks in the first `sample` characters are."""
    words = [word for word in _WORD.findall(text[:sample]) if _HIGH.search(word)]
    return Evidence(len(words), sum(map(is_syllable, words)))


def recognised(text: str) -> Encoding | None:
    """The legacy encoding of `text`, or None where it is Unicode already or the words do not tell.

    At least eight words in ten must become syllables, and at least twice as many as without a conversion.
    """
    if _is_surely_unicode(text):
        return None
    as_it_stands = evidence(text)
    if as_it_stands.words < 2 or as_it_stands.share > 0.5:
        return None
    best = max(Encoding, key=lambda encoding: evidence(to_unicode(text, encoding)).share)
    share = evidence(to_unicode(text, best)).share
    return best if share >= 0.8 and share >= 2 * as_it_stands.share else None


def _is_surely_unicode(text: str) -> bool:
    return len(_UNICODE.findall(text[:_GLANCE])) > _SURELY


def recognised_in(pieces: Iterable[str]) -> Encoding | None:
    """The same of a text in pieces, of which only as many are put together as are looked at."""
    taken: list[str] = []
    length, limit = 0, _GLANCE
    for piece in pieces:
        taken.append(piece)
        length += len(piece)
        if length > limit:
            text = " ".join(taken)
            if limit == _LOOKED_AT or _is_surely_unicode(text):
                break
            limit = _LOOKED_AT
    return recognised(" ".join(taken))


def repaired_lines(text: str) -> str:
    """`text`, converted as a whole where its words show one encoding, else line by line: runs of a legacy font that were
    pasted into Unicode text. A line needs more words to show it than a text does; a short one goes with a line beside it."""
    if encoding := recognised(text):
        return to_unicode(text, encoding)
    if not has_legacy_run(text):
        return text
    lines = text.split("\n")
    encodings = list(map(_encoding_of_line, lines))
    for at, line in enumerate(lines):
        beside = (encodings[other] for other in (at - 1, at + 1) if 0 <= other < len(lines))
        encoding = encodings[at] or next((near for near in beside if near and _fits(line, near)), None)
        if encoding:
            encodings[at], lines[at] = encoding, to_unicode(line, encoding)
    return "\n".join(lines)


def has_legacy_run(text: str) -> bool:
    """May some of the text be in an old encoding? To look for each sign by itself is far faster than a pattern."""
    return any(sign in text for sign in _EACH_LEGACY_SIGN) and _LEGACY_RUN.search(text) is not None


def may_be_legacy(line: str) -> bool:
    """Has a line signs of the old encodings, and no letters that only Unicode has?"""
    return bool(_LEGACY_RUN.search(line)) and not _UNICODE.search(line)


def _encoding_of_line(line: str) -> Encoding | None:
    return recognised(line) if may_be_legacy(line) and evidence(line).words >= _WORDS_OF_A_LINE else None


def _fits(line: str, encoding: Encoding) -> bool:
    """Does every word of a short line become a syllable, and not every one is one already?"""
    return may_be_legacy(line) and evidence(line).share < 1.0 and evidence(to_unicode(line, encoding)).share == 1.0
