"""What is known of a document that a text has named, and whether a further mention can mean it."""

import datetime
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, lru_cache

from dutdiem.reading.references.laws import LAWS
from dutdiem.reading.references.reference import Reference
from dutdiem.reading.vocabulary import alternatives, vocabulary

Words = tuple[str, ...]
_NO_WORD = re.compile(r"\W+")
_TERM = re.compile(
    r"\bkh[óo][áa] [ivxlc]+\b|\bnhiệm kỳ \d{4} \d{4}\b|\bhội nghị(?: lần thứ \w+| \w+ \d+)? (?=ban)|\bkỳ họp thứ \w+ "
)
_CENTRAL = frozenset({"trung ương", "đảng", "bộ chính trị", "ban bí thư", "ban chấp hành trung ương"})
_VAGUE = frozenset({"trung ương", "đảng"})
_EMPTY = frozenset("đại biểu toàn quốc lần thứ khóa khoá nhiệm kỳ của hội nghị trung ương tw tư ban chấp hành bch".split())
_TONES = (("uý", "úy"), ("uỷ", "ủy"), ("oà", "òa"), ("oá", "óa"), ("héc ta", "ha"), ("hécta", "ha"), ("hec ta", "ha"))
"""Where offices set the tone mark in either way ("ma tuý", "ma túy"), and the hectare by its name or its sign."""
_ORDINALS = {"nhất": "1", "hai": "2", "ba": "3", "tư": "4", "bốn": "4", "năm": "5", "sáu": "6", "bảy": "7", "tám": "8", "chín": "9"}


@dataclass(slots=True, eq=False)
class Known:
    """A document that has been named so far; equal only to itself."""

    id: str
    type: str
    number: str | None
    symbol: str | None = None
    date: datetime.date | None = None
    year: int | None = None
    issuer: str | None = None
    titles: list[Words] = field(default_factory=list)


def learn(known: Known, reference: Reference) -> Words:
    """Keeps what a further mention adds; gives the words of its title where that is new."""
    known.symbol = known.symbol or reference.symbol
    known.date = known.date or reference.date
    known.year = known.year or reference.year
    known.issuer = known.issuer or reference.issuer
    title = title_words(reference)
    if not title or title in known.titles:
        return ()
    known.titles.append(title)
    return title


def bare(number: str) -> str:
    return number.lstrip("0") or "0"


def plain(text: str) -> str:
    return _NO_WORD.sub(" ", text.casefold()).strip()


@lru_cache(maxsize=1024)
def _words(title: str) -> Words:
    said = plain(title)
    for old, new in _TONES:
        if old in said:
            said = said.replace(old, new)
    return tuple(said.split())


def title_words(reference: Reference) -> Words:
    if not reference.title:
        return ()
    return _law_words(reference.title) if reference.type in LAWS else _words(reference.title)


@lru_cache(maxsize=1024)
def _law_words(name: str) -> Words:
    """The name of a law as it is compared: without short forms and "và" ("PCCC và CNCH")."""
    names = vocabulary("laws")
    short, called = names["short"], names["called"]
    words = called.get(plain(name), "").split() or _words(name)
    return tuple(part for word in words for part in short.get(word, word).split() if part != "và")


def agrees(known: Known, reference: Reference) -> bool:
    """No known part contradicts the reference's. Both have the same kind and number, or neither has a number."""
    if not _times_agree(known, reference):
        return False
    if known.symbol and reference.symbol:
        same_day = known.date is not None and known.date == reference.date
        return same_symbol(known.symbol, reference.symbol) and (same_day or _bodies(known.issuer, reference.issuer))
    if known.date and reference.date and known.date != reference.date:
        return False
    if not _signs(known.symbol, reference.issuer) or not _signs(reference.symbol, known.issuer):
        return False
    return _bodies(known.issuer, reference.issuer)


def _times_agree(known: Known, reference: Reference) -> bool:
    """Numbers begin anew every year (every term in the Party); a slip in day or month makes no other document."""
    one = known.year or (known.date.year if known.date else None)
    other = reference.year or (reference.date.year if reference.date else None)
    return one is None or other is None or one == other


def same_symbol(one: str, other: str) -> bool:
    """Whether two symbols with the same number name the same body ("76/2025/UBTVQH15", "76/2025/NQ-UBTVQH15")."""
    if one == other:
        return True
    some, more = _body_parts(one), _body_parts(other)
    return some == more or not some or not more


@lru_cache(maxsize=1024)
def _body_parts(symbol: str) -> list[str]:
    kinds = vocabulary("references")["symbols"]
    parts = [part for part in re.split(r"[-/.& ]+", symbol)[1:] if part and not part.isdigit()]
    return [part.upper() for part in parts if part not in kinds]


def _signs(symbol: str | None, issuer: str | None) -> bool:
    if not symbol or not issuer:
        return True
    names = vocabulary("references")["signers"].get(re.split(r"[-/]", symbol)[-1])
    low = issuer.casefold()
    return names is None or any(low.startswith(name) for name in names) or _is_sitting(low)


def _is_sitting(low: str) -> bool:
    return low.startswith(("hội nghị", "kỳ họp", "phiên họp", "đồng chí"))


def _bodies(one: str | None, other: str | None) -> bool:
    """Whether two names can mean one body: the same, or one the other's beginning or short form."""
    if not one or not other or one == other:
        return True
    some, more = body(one), body(other)
    if some in _VAGUE or more in _VAGUE:
        return some in _CENTRAL and more in _CENTRAL
    a, b = set(some.split()), set(more.split())
    return a <= b or b <= a


@cache
def _same() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(list(vocabulary('references')['same_body']))}\b")


@lru_cache(maxsize=1024)
def body(name: str) -> str:
    """The name of a body in the form in which names are compared: "ủy ban nhân dân tỉnh" is "ubnd tỉnh"."""
    text = _TERM.sub("", plain(name).replace("uỷ", "ủy")).strip()
    table = vocabulary("references")["same_body"]
    for _ in range(2):
        text = _same().sub(lambda match: table[match.group()], text)
    return text.strip()


def alike(one: Words, other: Words) -> bool:
    """Whether two titles are of one document: the same, one the beginning of the other, or all but the same words."""
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    if long[: len(short)] == short:
        return len(short) >= 3 or one == other
    if len(short) < 6:
        return False
    shared = sum((Counter(short) & Counter(long)).values())
    return shared >= 0.85 * len(long)


@lru_cache(maxsize=1024)
def sitting(issuer: str) -> frozenset[str]:
    """What tells one congress or plenary meeting from another: "Đại hội XIII của Đảng" has {xiii, đảng}."""
    words = plain(issuer).split()
    return frozenset(_ORDINALS.get(word, word) for word in words if word not in _EMPTY and not (word.isdigit() and len(word) == 4))
