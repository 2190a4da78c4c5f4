"""Which references name the same document, told from what stands before each, left to right.

A short form takes the one document it can mean; where several fit, its entity stays None: the reader abstains.
"""

import re
from collections import Counter

from dutdiem.reading.references.documents import Known, agrees, alike, bare, body, learn, plain, same_symbol, sitting, title_words
from dutdiem.reading.references.laws import LAWS
from dutdiem.reading.references.reference import Reference

_SITTING = re.compile(r"(?i:đại hội|phiên họp|(?:của )?hội nghị|(?:lần thứ|trung ương|tw|tư\b).*(?:\d|\bthứ\b))")
_RECENT = 64
"""How many of the documents that may be meant are looked at, the latest first: the time stays linear in any text."""


class Registry:
    """The documents of one text, in the order of their first mention."""

    def __init__(self, own: Reference | None) -> None:
        self.by_number: dict[tuple[str, str], list[Known]] = {}
        self.by_id: dict[str, Known] = {}
        self.by_type: dict[str, list[Known]] = {}
        self.by_title: dict[tuple[str, tuple[str, ...]], list[Known]] = {}
        self.by_alias: dict[str, Known] = {}
        self.latest: dict[str, Known] = {}
        self.count: Counter[str] = Counter()
        self.own = self._new(own) if own else None
        if self.own and own:
            learn(self.own, own)

    def resolve(self, reference: Reference) -> bool:
        """Sets the reference's entity; False where it is a short form without any antecedent (no reference then)."""
        if reference.anaphor:
            return self._anaphor(reference)
        if _by_body_alone(reference):
            return self._of_body(reference)
        known = self.by_alias.get(reference.short) if reference.short else None
        if known is None:
            candidates = self._candidates(reference)
            if len(candidates) > 1:
                return True
            known = candidates[0] if candidates else self._new(reference)
        self._take(known, reference)
        return True

    def _take(self, known: Known, reference: Reference) -> None:
        reference.entity = known.id
        self.latest[reference.type] = known
        if title := learn(known, reference):
            self.by_title.setdefault((reference.type, title[:3]), []).append(known)
        if reference.initials:
            short = (plain(reference.initials),)
            known.titles.append(short)
            self.by_title.setdefault((reference.type, short), []).append(known)
        number = reference.number or reference.approved
        if number and known.number is None:
            known.number = number
            self.by_number.setdefault((reference.type, bare(number)), []).append(known)

    def alias_of(self, reference: Reference, other: Reference) -> None:
        """`other`, in the brackets after `reference`, is its short name."""
        known = self.by_id[reference.entity or ""]
        if other.number:
            known = self._numbered(known, reference, other.number)
        self.by_alias[reference.alias or ""] = known
        self._take(known, other)

    def _numbered(self, known: Known, reference: Reference, number: str) -> Known:
        """The titled document gets a number; where that number was named before without a title, both are one."""
        same = self.by_number.setdefault((known.type, bare(number)), [])
        earlier = next((k for k in same if not k.titles and not k.symbol and not known.symbol), None)
        if earlier is None or earlier is known:
            return known
        earlier.titles += known.titles
        self.by_type[known.type].remove(known)
        for title in known.titles:
            held = self.by_title[known.type, title[:3]]
            held[:] = [earlier if k is known else k for k in held]
        reference.entity = earlier.id
        return earlier

    def _candidates(self, reference: Reference) -> list[Known]:
        if reference.number:
            same = self.by_number.get((reference.type, bare(reference.number)), [])[-_RECENT:]
            fits = [known for known in same if agrees(known, reference)]
            if fits:
                return _best(fits, reference)
            return self._titled(reference, numbered=False)
        if reference.issuer and _sits(reference.issuer):
            return self._of_sitting(reference)
        if reference.title:
            return self._titled(reference, numbered=True) or self._approved(reference)
        if reference.issuer:
            return self._of_day(reference)
        same = self.by_type.get(reference.type, [])[-_RECENT:]
        return [known for known in same if known.date and known.date == reference.date] if reference.date else same

    def _titled(self, reference: Reference, *, numbered: bool) -> list[Known]:
        """Documents with the same title; a mention with a number can only be one that has none yet."""
        words = title_words(reference)
        law = reference.type in LAWS
        same = self.by_title.get((reference.type, words[:3]), [])[-_RECENT:] if words else []
        fits = [
            known
            for known in same
            if (numbered or not known.number)
            and any(title == words if law else alike(words, title) for title in known.titles)
            and agrees(known, reference)
        ]
        return fits if law else fits[:1]

    def _approved(self, reference: Reference) -> list[Known]:
        """A scheme named before only by the number of the decision that approves it."""
        same = self.by_number.get((reference.type, bare(reference.approved)), []) if reference.approved else []
        return [known for known in same[-_RECENT:] if not known.titles and not known.symbol and agrees(known, reference)][:1]

    def _of_sitting(self, reference: Reference) -> list[Known]:
        """Congresses and plenary meetings, by what tells them apart."""
        own = sitting(reference.issuer or "")
        same = self.by_type.get(reference.type, [])[-_RECENT:]
        told = [(k, sitting(k.issuer)) for k in same if k.issuer and not k.number and _sits(k.issuer)]
        exact = [known for known, other in told if own == other]
        return exact or [known for known, other in told if own <= other or other <= own]

    def _of_day(self, reference: Reference) -> list[Known]:
        """ "Công điện ngày 05/9/2024 của Bộ Công an": by body and day."""
        same = [known for known in self.by_type.get(reference.type, [])[-_RECENT:] if known.issuer and known.date == reference.date]
        return [known for known in same if body(known.issuer or "") == body(reference.issuer or "")]

    def _of_body(self, reference: Reference) -> bool:
        """ "Chỉ thị của Bộ Chính trị": the one directive of that body that was named."""
        same = [
            k
            for k in self.by_type.get(reference.type, [])[-_RECENT:]
            if k.issuer and body(k.issuer) == body(reference.issuer or "")
        ]
        reference.entity = same[0].id if same else None
        return len(same) == 1

    def _anaphor(self, reference: Reference) -> bool:
        same = self.by_type.get(reference.type, [])
        if not same:
            return False
        known = self.by_alias.get(reference.short or "")
        if reference.this:
            own = self.own if self.own and self.own.type == reference.type else None
            known = own or self.latest.get(reference.type)
        elif known is None and len(same) == 1:
            known = same[0]
        reference.entity = known.id if known else None
        return True

    def _new(self, reference: Reference) -> Known:
        stem = f"{reference.type}{bare(reference.number)}" if reference.number else reference.type
        self.count[stem] += 1
        number = self.count[stem]
        name = stem if reference.number and number == 1 else f"{stem}-{number}"
        known = Known(name, reference.type, reference.number)
        self.by_id[name] = known
        self.by_type.setdefault(reference.type, []).append(known)
        if reference.number:
            self.by_number.setdefault((reference.type, bare(reference.number)), []).append(known)
        return known


def resolve(references: list[Reference], own: Reference | None = None) -> list[Reference]:
    """The references with their entities; bare forms that stand for nothing known are left out.

    `own` is the document itself, as its header names it: "Kế hoạch này" means it.
    """
    registry, kept = Registry(own), []
    named: list[Reference] = []
    for reference in references:
        at = reference.start
        whole = next((r for r in named[-3:] if r.alias_at == at and _is_alias(reference, r)), None) if named else None
        if whole is not None:
            registry.alias_of(whole, reference)
            kept.append(reference)
            continue
        if registry.resolve(reference):
            kept.append(reference)
        if reference.alias:
            named.append(reference)
    return kept


def _is_alias(reference: Reference, whole: Reference) -> bool:
    """Whether the reference is the short name in the brackets after `whole`."""
    if reference.type != whole.type or whole.entity is None:
        return False
    return not (reference.symbol and whole.symbol and not same_symbol(reference.symbol, whole.symbol))


def _best(fits: list[Known], reference: Reference) -> list[Known]:
    """Among several, those whose symbol, date or issuer is the reference's own."""
    if len(fits) < 2:
        return fits
    exact = [k for k in fits if (reference.symbol and k.symbol) or (reference.date and k.date == reference.date)]
    if not exact and reference.issuer:
        exact = [k for k in fits if k.issuer and body(k.issuer) == body(reference.issuer)]
    return exact[:1] or fits


def _by_body_alone(reference: Reference) -> bool:
    if reference.number or not reference.issuer or reference.title or reference.date:
        return False
    return not _sits(reference.issuer)


def _sits(issuer: str) -> bool:
    """Whether it is a congress or plenary meeting, of which there are several, not a body."""
    return _SITTING.match(issuer) is not None
