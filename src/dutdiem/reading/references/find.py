"""Finds references in the flat text: the kind word, then whatever of number, date, issuer and title follows it."""

import datetime
import re
from collections.abc import Iterator
from functools import cache

from dutdiem.reading.flat import Flat
from dutdiem.reading.references import patterns
from dutdiem.reading.references.reference import Reference, date_of
from dutdiem.reading.references.titles import titled
from dutdiem.reading.triggers import Hit
from dutdiem.reading.vocabulary import alternatives, vocabulary


def find_references(flat: Flat, hits: list[Hit]) -> list[Reference]:
    """All references, in order; one inside another's title follows it."""
    found: list[Reference] = []
    aliases: dict[str, list[str]] = {}
    free_from = 0
    for start, end, word in hits:
        if start < free_from:
            continue
        for reference in _by_alias(flat, start, word, aliases) or _at(flat, start, end, word):
            found.append(reference)
            free_from = max(free_from, reference.nested_from)
            if reference.alias:
                aliases.setdefault(_first_kind(reference.alias), []).append(reference.alias)
    return found


def _first_kind(alias: str) -> str:
    low = alias.lower()
    return max((kind for kind in vocabulary("references")["types"] if low.startswith(kind)), key=len, default="")


def _by_alias(flat: Flat, start: int, word: str, aliases: dict[str, list[str]]) -> list[Reference]:
    """A short name given earlier in the text: "(sau đây gọi là Chương trình MTQG)"."""
    for alias in aliases.get(word, ()):
        end = start + len(alias)
        if not any(c.isdigit() for c in alias) and flat.text.startswith(alias, start) and not flat.text[end : end + 1].isalnum():
            kind = vocabulary("references")["types"][word]
            return [Reference(start, end, kind, short=alias, nested_from=end, number=None)]
    return []


def _names_nothing(flat: Flat, start: int, end: int) -> bool:
    """A kind in small letters without number, quotation marks, congress or "này" about it is a plain noun."""
    text = flat.text
    if text[start].isupper() or text[start - 1] in '“"':
        return False
    ahead = flat.low[end : end + 34]
    return not (
        ahead[1:2].isdigit() or "số" in ahead or "“" in ahead or '"' in ahead or "‘" in ahead or ahead.startswith(_DEFINITE)
    )


def _at(flat: Flat, start: int, end: int, word: str) -> Iterator[Reference]:
    kind: str = vocabulary("references")["types"][word]
    if kind not in _LAWS and _names_nothing(flat, start, end):
        return
    reference = Reference(start, end, kind)
    if _number(flat, reference):
        _attributes(flat, reference)
        _issued_before(flat, reference)
        _finish(flat, reference)
        yield reference
        yield from _rest_of_list(flat, reference)
        return
    if titled(flat, reference):
        _finish(flat, reference)
        yield reference


def _number(flat: Flat, reference: Reference) -> bool:
    """Reads "số 12-NQ/TW", "12-NQ/TW" or "12" after the kind; False where none follows."""
    text, end, kind = flat.text, reference.end, reference.type
    match = None
    if text[end + 1 : end + 2].isdigit():
        match = patterns.bare_symbol.match(text, end)
    elif text.find("số", end, end + 34) > 0:
        match = patterns.numbered.match(text, end)
    if not match and kind in _LAWS and text.find(" số ", end, end + 126) > 0:
        match = patterns.law_number.match(text, end)
    if match:
        _set_number(reference, match.group(1))
        _kind_from_symbol(reference)
    else:
        match = _bare(flat, reference) if text[end + 1 : end + 2].isdigit() else None
        if not match:
            return False
        reference.number = match.group(1)
    reference.end = reference.nested_from = match.end()
    return True


def _bare(flat: Flat, reference: Reference) -> re.Match[str] | None:
    rules = vocabulary("references")["bare"]
    capital = flat.text[reference.start].isupper()
    if reference.type not in rules["any_case"] and not (capital and reference.type in rules["capital"]):
        return None
    match = patterns.bare_number.match(flat.text, reference.end)
    if not match or _counts(flat, match.end()) or (len(match.group(1)) == 4 and match.group(1)[:2] in ("19", "20")):
        return None
    return match if capital or reference.type in ("NQ", "CT", "NĐ", "TT") else None


@cache
def _counted() -> re.Pattern[str]:
    units = vocabulary("quantities")["units"]
    return re.compile(rf" (?:{alternatives(units['measures'] + units['nouns'])})\b", re.I)


def _counts(flat: Flat, at: int) -> bool:
    return _counted().match(flat.low, at) is not None


def _set_number(reference: Reference, written: str) -> None:
    symbol = _SPACED.sub(r"\1", written)
    if symbol.isdigit():
        reference.number = symbol
        return
    reference.symbol = symbol
    reference.number = re.match(r"\d+", symbol).group()  # type: ignore[union-attr]


def _kind_from_symbol(reference: Reference) -> None:
    """A symbol says the kind where the word is loose ("văn bản số 12/TB-VPCP", "Luật số 59/2020/QH14" stays a law)."""
    if reference.symbol and reference.type in ("VB", "CV"):
        for part in re.split(r"[-/]", reference.symbol)[1:]:
            if part in vocabulary("references")["symbols"]:
                reference.type = vocabulary("references")["symbols"][part]
                return


def _attributes(flat: Flat, reference: Reference) -> None:
    """Date, issuer, session and title, in any order, each once."""
    text, low, end = flat.text, flat.low, reference.end
    for _ in range(4):
        if not reference.date and (match := patterns.dated.match(low, end)):
            reference.date = date_of(match)
        elif not reference.issuer and (stop := _issuer(text, end, reference)):
            end = stop
            continue
        elif not reference.date and (match := patterns.of_year.match(low, end)) and reference.symbol:
            pass
        else:
            break
        end = match.end()
    reference.end = reference.nested_from = end
    _title(flat, reference)


def _issuer(text: str, at: int, reference: Reference) -> int | None:
    """ ", của Quốc hội khóa XV": where it ends."""
    by = patterns.by.match(text, at)
    stop = patterns.name_at(text, by.end()) if by else None
    if by is None or stop is None:
        return None
    reference.issuer = text[by.end() : stop]
    session = patterns.of_session.match(text, stop)
    return session.end() if session else stop


def _title(flat: Flat, reference: Reference) -> None:
    text, end = flat.text, reference.end
    if match := patterns.quoted.match(text, end):
        reference.title = match.group(2).strip()
        reference.nested_from, reference.end = match.start(2), match.end()
    elif match := patterns.about.match(text, end):
        stop = patterns.title_end().search(text, match.end(), match.end() + 400)
        at = stop.start() if stop else min(match.end() + 400, len(text))
        if at - match.end() >= 6:
            reference.title = text[match.end() : at].strip()
            reference.nested_from, reference.end = match.end(), match.end() + len(text[match.end() : at].rstrip())


def _issued_before(flat: Flat, reference: Reference) -> None:
    """Date and issuer said before the span in the same clause: "Ngày 25/5/2022, Đảng ủy X đã ban hành Kế hoạch số 118"."""
    if reference.issuer or flat.low[reference.start - 5 : reference.start].strip() not in ("hành", "qua", "duyệt"):
        return
    begin = max(0, reference.start - 200)
    begin = max(flat.text.rfind(mark, begin, reference.start) for mark in ".\n") + 1 or begin
    match = patterns.issued.search(flat.text, begin, reference.start)
    if match and patterns.name_at(flat.text, match.start(4)) == match.end(4):
        reference.issuer = match.group(4)
        reference.outside = ("issuer",)
        if match.group(1) and not reference.date:
            reference.date = _date_of(match.groups()[:3])
            reference.outside = ("issuer", "date")


def _date_of(parts: tuple[str, ...]) -> datetime.date | None:
    try:
        return datetime.date(int(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError:
        return None


_LAWS = ("L", "BL", "PL")
_DEFINITE = (" này", " nói trên", " trên", " nêu trên", " đại hội")
_SPACED = re.compile(r" ?([-/.&]) ?")


def _finish(flat: Flat, reference: Reference) -> None:
    """An alias in brackets after the reference: "(sau đây gọi là …)", "(gọi tắt là …)", "(Chương trình MTQG)"."""
    match = patterns.alias.match(flat.text, reference.end)
    if match:
        reference.alias = match.group(1).strip()
        return
    bracket = patterns.in_brackets.match(flat.text, reference.end)
    words = vocabulary("references")["types"]
    if (
        bracket
        and any(bracket.group(1).lower().startswith(word) for word in words)
        and not re.search(r"\d{1,2}/\d", bracket.group(1))
    ):
        reference.alias = bracket.group(1).strip()


def _rest_of_list(flat: Flat, first: Reference) -> Iterator[Reference]:
    """ "các Nghị quyết số 18, 19-NQ/TW", "Công điện số 217/CĐ-TTg, 218/CĐ-TTg": one reference for each number."""
    end, found = first.end, []
    if first.title:
        return
    while match := patterns.listed.match(flat.text, end):
        found.append(Reference(match.start(1), match.end(1), first.type, nested_from=match.end(1)))
        _set_number(found[-1], match.group(1))
        end = match.end()
    if not found or not found[-1].symbol:
        return
    last = found[-1]
    _attributes(flat, last)
    _finish(flat, last)
    for reference in (first, *found[:-1]):
        _share(reference, last)
    yield from found


def _share(reference: Reference, last: Reference) -> None:
    """What is said once at the end of a list holds for each of it."""
    if not reference.symbol and last.symbol and last.number:
        reference.symbol = (reference.number or "") + last.symbol[len(last.number) :]
    reference.issuer = reference.issuer or last.issuer
    reference.date = reference.date or last.date
