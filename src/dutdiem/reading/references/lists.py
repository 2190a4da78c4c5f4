"""Several documents of one kind that is said once: "các Nghị quyết số 18, 19-NQ/TW", "Nghị quyết 18 và 19"."""

import re
from functools import cache

from dutdiem.reading.flat import Flat
from dutdiem.reading.references import patterns
from dutdiem.reading.references.attributes import attributes, set_number
from dutdiem.reading.references.reference import Reference
from dutdiem.reading.vocabulary import alternatives, vocabulary


@cache
def _after_plain() -> re.Pattern[str]:
    after = alternatives(vocabulary("references")["numbered"]["after_listed"])
    return re.compile(rf"[.;:)\n”\"]|$| {after}\b|(?:,| và|-)(?= (?:số )?\d)|, (?=[^\W\d])")


def rest_of_list(flat: Flat, first: Reference) -> list[Reference]:
    """The further documents, one for each number; what is said once at the end holds for those before it."""
    found: list[Reference] = []
    last = first
    while item := _next(flat, last):
        found.append(item)
        last = item
    for reference in (first, *found[:-1]) if found else ():
        _share(reference, last)
    return found


def _next(flat: Flat, last: Reference) -> Reference | None:
    text = flat.text
    ahead = text[last.end : last.end + 3].lstrip(" ,;")[:1]
    if not ahead or not (ahead in "sv" or ahead.isdigit()):
        return None
    match = patterns.listed.match(text, last.end)
    if not match or (last.title and not match.group(1)):
        return None
    said, group = match.group(2) or match.group(4), 2 if match.group(2) else 4
    if group == 4 and not (match.group(3) and not last.symbol) and not _plain(flat, last, match):
        return None
    item = Reference(match.start(group), match.end(), last.type)
    set_number(item, said, follow=True)
    attributes(flat, item)
    return item


def _plain(flat: Flat, last: Reference, match: re.Match[str]) -> bool:
    """Whether a mere number goes on with a list of numbers: not a year, and nothing is counted by it."""
    number = match.group(4)
    if last.symbol or last.date or last.issuer or len(number) > 4 or (len(number) == 4 and number[:2] in ("19", "20")):
        return False
    return _after_plain().match(flat.low, match.end()) is not None


def _share(reference: Reference, last: Reference) -> None:
    if not reference.symbol and last.symbol and last.number:
        reference.symbol = (reference.number or "") + last.symbol[len(last.number) :]
    reference.issuer = reference.issuer or last.issuer
    reference.date = reference.date or last.date
