"""Which references name the same document, told from what stands before each, left to right.

A short form takes the one document it can mean; where several fit, its entity stays None: the reader abstains.
"""

import datetime
import re
from collections import Counter
from dataclasses import dataclass, field

from dutdiem.reading.references.reference import Reference

_NO_WORD = re.compile(r"\W+")


@dataclass(slots=True)
class Known:
    """A document that has been named so far."""

    id: str
    type: str
    number: str | None
    symbol: str | None
    date: datetime.date | None
    issuer: str | None
    titles: list[frozenset[str]] = field(default_factory=list)


class Registry:
    """The documents of one text, in the order of their first mention."""

    def __init__(self, own: Reference | None) -> None:
        self.by_number: dict[tuple[str, str], list[Known]] = {}
        self.by_type: dict[str, list[Known]] = {}
        self.by_alias: dict[str, Known] = {}
        self.count: Counter[str] = Counter()
        self.own = self._new(own) if own else None
        if self.own and own:
            _learn(self.own, own)

    def resolve(self, reference: Reference) -> bool:
        """Sets the reference's entity; False where it is a bare form without any antecedent (no reference then)."""
        if reference.anaphor:
            return self._anaphor(reference)
        known = self.by_alias.get(reference.short) if reference.short else None
        if known is None:
            candidates = self._candidates(reference)
            if len(candidates) > 1:
                return True
            known = candidates[0] if candidates else self._new(reference)
        _learn(known, reference)
        reference.entity = known.id
        if reference.alias:
            self.by_alias[reference.alias] = known
        return True

    def alias_of(self, reference: Reference, other: Reference) -> None:
        """`other`, in the brackets after `reference`, is its short name."""
        known = next((k for k in self.by_type.get(reference.type, []) if k.id == reference.entity), None)
        if known is None:
            return
        if other.number:
            known = self._numbered(known, reference, other.number)
        other.entity = known.id

    def _numbered(self, known: Known, reference: Reference, number: str) -> Known:
        """The titled document gets a number; where that number was named before without a title, both are one."""
        same = self.by_number.setdefault((known.type, _bare(number)), [])
        earlier = next((k for k in same if not k.titles and not k.symbol and not known.symbol), None)
        if earlier is None or earlier is known:
            known.number = known.number or number
            if known not in same:
                same.append(known)
            return known
        earlier.titles += known.titles
        self.by_type[known.type].remove(known)
        reference.entity = earlier.id
        return earlier

    def _candidates(self, reference: Reference) -> list[Known]:
        if reference.number:
            same = self.by_number.get((reference.type, _bare(reference.number)), [])
            fits = [known for known in same if _agrees(known, reference)]
            return _best(fits, reference)
        words = _words(reference.title or reference.issuer or "")
        same = self.by_type.get(reference.type, [])
        return [known for known in same if not known.symbol and any(_alike(words, title) for title in known.titles)][:1]

    def _anaphor(self, reference: Reference) -> bool:
        same = self.by_type.get(reference.type, [])
        if not same:
            return False
        if self.own and self.own.type == reference.type and reference.this:
            reference.entity = self.own.id
            return True
        reference.entity = same[0].id if len(same) == 1 else None
        return True

    def _new(self, reference: Reference) -> Known:
        stem = f"{reference.type}{_bare(reference.number)}" if reference.number else reference.type
        self.count[stem] += 1
        number = self.count[stem]
        name = stem if reference.number and number == 1 else f"{stem}-{number}"
        known = Known(name, reference.type, reference.number, None, None, None)
        self.by_type.setdefault(reference.type, []).append(known)
        if reference.number:
            self.by_number.setdefault((reference.type, _bare(reference.number)), []).append(known)
        return known


def resolve(references: list[Reference], own: Reference | None = None) -> list[Reference]:
    """The references with their entities; bare forms that stand for nothing known are left out.

    `own` is the document itself, as its header names it: "Kế hoạch này" means it.
    """
    registry, kept, last = Registry(own), [], None
    for reference in references:
        if last is not None and last.alias and last.end <= reference.start <= last.end + 4 and _is_alias(reference, last):
            registry.alias_of(last, reference)
            kept.append(reference)
            continue
        if registry.resolve(reference):
            kept.append(reference)
        if not (last and reference.start < last.end):
            last = reference
    return kept


def _is_alias(reference: Reference, last: Reference) -> bool:
    return reference.type == last.type and not (reference.symbol and last.symbol and reference.symbol != last.symbol)


def _bare(number: str) -> str:
    return number.lstrip("0") or "0"


def _plain(text: str) -> str:
    return _NO_WORD.sub(" ", text.casefold()).strip()


def _words(text: str) -> frozenset[str]:
    return frozenset(_plain(text).split())


def _alike(some: frozenset[str], other: frozenset[str]) -> bool:
    """Titles that share nearly all words of the shorter one."""
    if not some or not other:
        return False
    return len(some & other) >= 0.8 * min(len(some), len(other)) and (min(len(some), len(other)) >= 3 or some == other)


def _agrees(known: Known, reference: Reference) -> bool:
    """No known part contradicts the reference's."""
    if known.symbol and reference.symbol:
        return _plain(known.symbol) == _plain(reference.symbol)
    if known.date and reference.date and known.date != reference.date:
        return False
    if known.issuer and reference.issuer:
        return bool(_words(known.issuer) & _words(reference.issuer))
    return True


def _best(fits: list[Known], reference: Reference) -> list[Known]:
    """Among several, those whose symbol, date or issuer is the reference's own."""
    if len(fits) < 2:
        return fits
    exact = [k for k in fits if (reference.symbol and k.symbol) or (reference.date and k.date == reference.date)]
    if not exact and reference.issuer:
        exact = [k for k in fits if k.issuer and _plain(k.issuer) == _plain(reference.issuer)]
    return exact[:1] or fits


def _learn(known: Known, reference: Reference) -> None:
    known.symbol = known.symbol or reference.symbol
    known.date = known.date or reference.date
    known.issuer = known.issuer or reference.issuer
    named = reference.title or (reference.issuer if not reference.number else None)
    if named:
        known.titles.append(_words(named))
