"""Is a piece of a line a stamp? "TỐI MẬT", "M Ậ T", "MẬT - KHẨN - Bản số: 03", "Độ mật: Tuyệt mật"."""

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain

from dutdiem.reading.guards.shapes import bare, encoded, folded, is_capital, letters, worn

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_DIGITS = re.compile(r"(?<=[tT][0oOốỐôÔ])[1l|](?=\W*[mM])|(?<=[tT])0(?=[1liI])")
_APART_DIGIT = re.compile(r"([tT][ .\-_]{1,3}[oOốỐôÔ][ .\-_]{1,3})[1l|](?=\W+[mM])")
_LONGEST_PHRASE = 7
_LONGEST_SPELLED = 40
_LONGEST_PIECE = 300
_MOST_LETTERS = 90
_DOUBLED = re.compile(r"(.)\1")
_LETTERS = {"A": "tuyệt mật", "B": "tối mật", "C": "mật"}  # on the outer envelope: Circular 24/2020/TT-BCA


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of `data/markings.toml`."""

    levels: tuple[str, ...]
    alone: frozenset[str]  # letters, folded
    topics: frozenset[str]  # letters, folded
    blurred: frozenset[str]  # letters, folded
    beside: frozenset[str]  # as they are, and folded
    labels: frozenset[str]  # folded
    colon_labels: frozenset[str]  # folded
    letter_labels: frozenset[str]  # folded
    weak_labels: frozenset[str]  # folded
    claims: frozenset[str]
    before: frozenset[str]
    after: tuple[str, ...]
    handling: frozenset[str]
    titles: tuple[str, ...]
    letterhead: tuple[str, ...]
    remarks: frozenset[str]
    abbreviated: frozenset[str]  # letters
    symbol_letters: tuple[str, ...]
    subjects: frozenset[str]
    subjects_folded: frozenset[str]
    kinds: frozenset[str]  # folded
    file_endings: tuple[str, ...]
    file_labels: tuple[str, ...]
    spoken_of: frozenset[str]  # folded
    lost: tuple[str, ...]  # folded
    versions: frozenset[str]  # folded


@cache
def words() -> Words:
    lists = tomllib.loads(files("dutdiem.reading.guards").joinpath("data/markings.toml").read_text("utf-8"))
    beside = lists["beside"] + lists["titles"]
    return Words(
        levels=tuple(lists["levels"]),
        alone=frozenset(letters(folded(phrase)) for phrase in lists["alone"]),
        topics=frozenset(letters(folded(phrase)) for phrase in lists["topics"]),
        blurred=frozenset(lists["blurred"]),
        beside=frozenset(chain(beside, map(folded, beside))),
        labels=frozenset(map(folded, lists["labels"])),
        colon_labels=frozenset(map(folded, lists["colon_labels"])),
        letter_labels=frozenset(map(folded, lists["letter_labels"])),
        weak_labels=frozenset(map(folded, lists["weak_labels"])),
        claims=frozenset(lists["claims"]),
        before=frozenset(lists["before"]),
        after=tuple(lists["after"]),
        handling=frozenset(lists["handling"]),
        titles=tuple(lists["titles"]),
        letterhead=tuple(lists["letterhead"]),
        remarks=frozenset(lists["remarks"]),
        abbreviated=frozenset(map(letters, lists["abbreviated"])),
        symbol_letters=tuple(lists["symbol_letters"]),
        subjects=frozenset(lists["subjects"]),
        subjects_folded=frozenset(map(folded, lists["subjects"])),
        kinds=frozenset(map(folded, lists["kinds"])),
        file_endings=tuple(lists["file_endings"]),
        file_labels=tuple(lists["file_labels"]),
        spoken_of=frozenset(map(folded, lists["spoken_of"])),
        lost=tuple(map(folded, lists["lost"])),
        versions=frozenset(map(folded, lists["versions"])),
    )


@dataclass(frozen=True, slots=True)
class Stamp:
    """A level that was found: written in capitals or not, with all its marks or not, named by a label or not.

    A `topic` is in words that are stamps as well as titles: "BÍ MẬT NHÀ NƯỚC ĐỘ TỐI MẬT".
    """

    level: str
    capital: bool
    exact: bool = True
    labelled: bool = False
    topic: bool = False
    weak: bool = False
    """By a label that other things have too: "Loại: Mật"."""

    @property
    def is_short(self) -> bool:
        return " " not in self.level


@cache
def _some(misread: bool) -> re.Pattern[str]:
    """What any stamp has among its letters: a quick no to most pieces."""
    forms = {form for level in words().levels for form in worn(letters(level), misread)} | _mistyped()
    forms |= encoded(words().levels)
    shortest = (form for form in forms if not any(other in form for other in forms - {form}))
    return re.compile("|".join(sorted(map(re.escape, shortest), key=len)))


@cache
def _mistyped() -> frozenset[str]:
    """ "TUYỆT MẶT": one key beside the right one. Nothing but the degree follows "tuyệt", whatever mark "mật" is given."""
    one_key = {letters(level).removesuffix("mật") + "mặt" for level in words().levels if " " in level}
    return frozenset(one_key | {"tuyệt" + form for form in worn("mật", misread=True)})


@lru_cache(maxsize=10_000)
def stamp_in(piece: str, misread: bool = False) -> Stamp | None:
    """The stamp that `piece` is as a whole; None where anything else stands in it, or more than one level."""
    if len(piece) > _LONGEST_PIECE:
        return None
    inner = _DIGITS.sub(lambda match: "O" if match.group() == "0" else "I", bare(piece))
    if len(inner) <= _LONGEST_SPELLED:
        inner = _APART_DIGIT.sub(r"\1I", inner)
    together = letters(inner)
    if len(together) > _MOST_LETTERS:
        return None
    told = folded(together)
    if told in words().alone or told in words().topics:
        return Stamp("tuyệt mật", capital=is_capital(inner), topic=told in words().topics)
    if misread and is_capital(inner) and _DOUBLED.sub(r"\1", told) in words().blurred:
        return Stamp("tối mật", capital=True, exact=False)
    if not _some(misread).search(together):
        return None
    if labelled := _after_colon(inner, misread):
        return labelled
    if _stands_out(inner):
        return Stamp("mật", capital=not inner.endswith("Mật"))
    for level in words().levels:
        if found := _level(together, inner, level, misread):
            return found
    if together in encoded(words().levels):
        return Stamp("tối mật", capital=True)
    if together in words().abbreviated and is_capital(inner):
        return Stamp("mật", capital=True, exact=False)
    return _phrase(inner, misread)


def _stands_out(inner: str) -> bool:
    """ "Dấu MẬT", "độ Mật": a label whose last word is a level, told from the words before it by its capitals."""
    apart = (inner.endswith("MẬT") and not is_capital(inner)) or (inner.endswith(" Mật") and inner[0].islower())
    return apart and folded(inner) in words().labels


def _after_colon(inner: str, misread: bool) -> Stamp | None:
    """ "Mức độ: Mật": the value of a label."""
    label, colon, value = inner.replace("：", ":").partition(":")
    named = folded(bare(label))
    if not colon or named not in words().labels | words().colon_labels:
        return None
    if named in words().letter_labels and bare(value).upper() in _LETTERS:
        return Stamp(_LETTERS[bare(value).upper()], capital=True, labelled=True)
    found = stamp_in(value, misread)
    weak = found is not None and named in words().weak_labels and not found.capital and found.is_short
    return replace(found, labelled=True, weak=weak) if found else None


def _level(together: str, inner: str, level: str, misread: bool) -> Stamp | None:
    """`together`: the letters of `inner`, however they are spaced."""
    compact = letters(level)
    if together == compact:
        return Stamp(level, is_capital(inner))
    long = " " in level
    if long and together in _mistyped() and together[0] + together[1] == compact[:2] and is_capital(inner):
        return Stamp(level, capital=True, exact=False)
    if together in worn(compact, misread) and (is_capital(inner) or long):
        return Stamp(level, is_capital(inner), exact=False)
    second = together.endswith("mật") or (is_capital(inner) and (together[-3:] in worn("mật") or together.startswith("tuyệt")))
    if long and inner[:1].isupper() and second and folded(together) == folded(compact):
        return Stamp(level, is_capital(inner), exact=False)
    return None


def _phrase(inner: str, misread: bool) -> Stamp | None:
    """One level among words that stand in stamps."""
    tokens = _TOKEN.findall(inner)
    found: list[Stamp] = []
    labelled = remarked = False
    at = 0
    while at < len(tokens):
        if tokens[at].isdigit():
            at += 1
            continue
        size, stamp, is_label = _next(tokens[at : at + _LONGEST_PHRASE], misread, inner.isascii() and len(tokens) > 1)
        if size == 0 and tokens[at].casefold() in words().remarks:
            size, remarked = 1, True
        if size == 0:
            return None
        labelled = labelled or is_label
        at += size
        if stamp:
            found.append(stamp)
            if _makes_a_word(stamp, tokens[at:]):
                return None
    capital = any(stamp.capital for stamp in found)
    if len({stamp.level for stamp in found}) != 1 or (remarked and not (capital and _names_a_seal(tokens, inner))):
        return None
    return Stamp(found[0].level, capital, found[0].exact, labelled, topic="bi mat nha nuoc" in folded(inner))


def _names_a_seal(tokens: list[str], inner: str) -> bool:
    """ "(Đóng dấu TUYỆT MẬT ở góc trên)": the level stands out or comes first; "CÓ ĐÓNG DẤU MẬT" all in capitals is a heading."""
    first = tokens[0].casefold() not in words().remarks and folded(tokens[0]) not in ("dong", "dau")
    return any(token.casefold() == "dấu" for token in tokens) and (first or not is_capital(inner))


def _makes_a_word(stamp: Stamp, rest: list[str]) -> bool:
    """ "mật độ", "mật mã": with what follows the short level is another word."""
    following = " ".join(rest).casefold() + " "
    return stamp.is_short and any(following.startswith(word + " ") for word in words().after)


def _next(tokens: list[str], misread: bool, unmarked: bool) -> tuple[int, Stamp | None, bool]:
    """The longest known phrase that `tokens` begin with: its size, the level that it is, whether it is a label.

    Where the whole text is `unmarked`, "mat" in small letters is a level beside other words of a stamp.
    """
    for size in range(len(tokens), 0, -1):
        phrase = " ".join(tokens[:size])
        if folded(phrase) in words().labels:
            return size, None, True
        for level in words().levels:
            if size == len(level.split()) and (stamp := _level(letters(phrase), phrase, level, misread)):
                return size, stamp, False
        if unmarked and phrase == "mat":
            return size, Stamp("mật", capital=False, exact=False), False
        if (folded(phrase) if misread else phrase.casefold()) in words().beside:
            return size, None, False
    return 0, None, False


def is_label(piece: str) -> bool:
    """ "Độ mật", "Mức độ mật:" with nothing after it."""
    return len(piece) <= _LONGEST_PIECE and folded(bare(piece)) in words().labels
