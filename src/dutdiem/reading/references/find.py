"""Finds references in the flat text: the kind word, then whatever of number, date, issuer and title follows it."""

import re
from functools import cache

from dutdiem.reading.flat import Flat
from dutdiem.reading.references import patterns
from dutdiem.reading.references.attributes import attributes, issued_before, read_alias, set_number
from dutdiem.reading.references.laws import LAWS, law
from dutdiem.reading.references.lists import rest_of_list
from dutdiem.reading.references.reference import Reference
from dutdiem.reading.references.titles import grow
from dutdiem.reading.references.unnumbered import MOVEMENTS, is_movement, unnumbered
from dutdiem.reading.triggers import Hit
from dutdiem.reading.vocabulary import alternatives, vocabulary

_DEFINITE = (" này", " nói trên", " trên", " nêu trên", " kể trên", " đại hội")
_SAYS_WHICH = (*_DEFINITE, " trung hạn ", " đầu tư công trung hạn ")
_TYPE = re.compile(r"\d+(?:/\d{4})?[-/](\w+)")
_REACH = 70
_MISREAD = (" so ", " sô ", " sồ ", " sỗ ", " sổ ")
"""How a scan shows "số" before a symbol."""
_KEPT = 20
_APPROVED = frozenset(("ĐA", "CTr"))
_APPROVED_BY = ("phê duyệt ", "ban hành ", "ban hành kèm theo ")
_APPROVES = re.compile(r"(?:,? ?(?:về việc|về))? ?(?:phê duyệt|ban hành)(?: kèm theo)? ?[“\"]?")
_BY_YEAR = frozenset(("NQ", "NQLT", "NĐ", "TT", "TTLT", "QĐ", "CT", "PL"))
"""Kinds that are numbered anew each year (Law on promulgation of legal documents); "Kế hoạch 9/2024" may be a month's."""
_OWN_TITLES = frozenset(("CL", "QH"))
_QUALIFIES = frozenset("hplctktgmbM")
"""First letters of what may qualify a kind before its number."""


def find_references(flat: Flat, hits: list[Hit]) -> list[Reference]:
    """All references, in order; one inside another's title follows it."""
    found: list[Reference] = []
    aliases: dict[str, list[str]] = {}
    outers: list[Reference] = []
    free_from, text = 0, flat.text
    kinds, plain = vocabulary("references")["types"], _plain_kinds()
    for index, (start, end, word) in enumerate(hits):
        if start < free_from or (
            word in plain
            and not text[start].isupper()
            and _names_nothing(flat, start, end)
            and not (kinds[word] in MOVEMENTS and is_movement(flat, start, end))
        ):
            continue
        if word == "luật" and text.startswith("pháp", start - 5):
            continue
        if outers:
            outers = [outer for outer in outers if outer.end > start]
        kind = kinds.get(word)
        one = _by_alias(flat, start, word, aliases[word]) if word in aliases else None
        if one is None and kind in LAWS:
            reference = Reference(start, end, kind)
            one = [reference] if law(flat, reference, outers[-1].named_to if outers else -1) else []
        elif one is None and kind is None:
            one = _abbreviated(flat, start)
        elif one is None and kind in _OWN_TITLES and outers and outers[-1].nested_from == start:
            one = []  # "Nghị quyết số 28-NQ/TW về Chiến lược bảo vệ Tổ quốc": the resolution is the strategy
        elif one is None and kind:
            one = _at(flat, Reference(start, end, kind), hits[index + 1][0] if index + 1 < len(hits) else len(text))
        if one and found and one[0].title and not one[0].number and kind in _APPROVED:
            _approve(flat, one[0], found[-1])
        for reference in one or ():
            found.append(reference)
            free_from = max(free_from, reference.nested_from)
            if outers or reference.title:
                _take_in(flat, reference, outers)
            read_alias(flat, reference)
            if reference.initials and word in kinds:
                _remember(f"{text[start:end]} {reference.initials}", aliases)
            if reference.alias:
                _remember(reference.alias, aliases)
    return found


def _approve(flat: Flat, scheme: Reference, decision: Reference) -> None:
    """Keeps the number of the decision right before a scheme that it approves: "Đề án 06" is called after Quyết định 06."""
    inside = decision.end > scheme.start
    begin = decision.nested_from if inside else decision.end
    if decision.type != "QĐ" or begin > scheme.start:
        return
    if (inside and begin == scheme.start and flat.text.endswith(_APPROVED_BY, 0, begin)) or _APPROVES.fullmatch(
        flat.text, begin, scheme.start
    ):
        scheme.approved = decision.number


@cache
def _plain_kinds() -> frozenset[str]:
    """Kinds whose word in small letters is mostly a plain noun or verb."""
    kinds = vocabulary("references")["types"]
    return frozenset(word for word, kind in kinds.items() if kind not in LAWS and kind != "CODE")


def _take_in(flat: Flat, reference: Reference, outers: list[Reference]) -> None:
    """The titles in which the reference stands go on at least to its end."""
    for outer in outers:
        if outer.open and outer.end < reference.end and reference.start < outer.end:
            grow(flat, outer, reference.end)
    if reference.title and reference.end > reference.nested_from:
        outers.append(reference)


def _remember(alias: str, aliases: dict[str, list[str]]) -> None:
    """Keeps the latest short names under the kind with which they begin."""
    low = alias.lower()
    kind = max((kind for kind in vocabulary("references")["types"] if low.startswith(kind)), key=len, default="")
    names = aliases.setdefault(kind, [])
    if len(alias) > len(kind) and not any(c.isdigit() for c in alias) and alias not in names:
        names[:] = [alias, *names[: _KEPT - 1]]


def _by_alias(flat: Flat, start: int, word: str, aliases: list[str]) -> list[Reference] | None:
    """A short name given earlier in the text: "(sau đây gọi là Chương trình MTQG)"."""
    for alias in aliases:
        end = start + len(alias)
        if flat.text.startswith(alias, start) and not flat.text[end : end + 1].isalnum():
            kind = vocabulary("references")["types"][word]
            reference = Reference(start, end, kind)
            reference.short, called = alias, alias[len(word) :].strip()
            if called.isupper():
                reference.title = called  # the initials of a title, known as one of the document's titles
            return [reference]
    return None


def _names_nothing(flat: Flat, start: int, end: int) -> bool:
    """A kind in small letters without number, quotation marks, congress or "này" about it is a plain noun."""
    if flat.text[start - 1] in '“"':
        return False
    ahead = flat.low[end : end + 34]
    return not (
        ahead[1:2].isdigit() or "số" in ahead or "“" in ahead or '"' in ahead or "‘" in ahead or ahead.startswith(_SAYS_WHICH)
    )


def _at(flat: Flat, reference: Reference, limit: int) -> list[Reference]:
    """The reference that begins at a hit, and the others of its list."""
    if reference.type != "CODE" and _number(flat, reference, limit):
        return _numbered(flat, reference)
    return [reference] if unnumbered(flat, reference) else []


def _numbered(flat: Flat, reference: Reference) -> list[Reference]:
    attributes(flat, reference)
    issued_before(flat, reference)
    return [reference, *rest_of_list(flat, reference)]


def _number(flat: Flat, reference: Reference, limit: int) -> bool:
    """Reads "số 12-NQ/TW", "12-NQ/TW" or "12" after the kind, which no other kind separates from it (`limit`)."""
    text, end = flat.text, reference.end
    if text[end + 1 : end + 2].isdigit():
        match = patterns.bare_symbol.match(text, end)
        if not match:
            return _of_its_year(flat, reference) or _bare(flat, reference, end)
    elif text[end : end + 1] == ":" and (symbol := patterns.bare_symbol.match(text, end + 1)):
        match = symbol
    elif text[end + 1 : end + 2] in _QUALIFIES and (at := _qualified(flat, end)):
        match = patterns.bare_symbol.match(text, at)
        if not match:
            return text[reference.start].isupper() and _bare(flat, reference, at)
    elif text.startswith(_MISREAD, end) and (symbol := patterns.bare_symbol.match(text, end + len(" so"))):
        match = symbol
    else:
        at = flat.low.find("số", end, min(limit, end + _REACH))
        match = patterns.numbered.match(text, at - (text[at - 1] == " ") - (text[at - 2 : at] == ": ")) if at > 0 else None
        if not match or not _may_stand_between(flat, reference, match):
            return at == end + 1 and _of_its_year(flat, reference)
    set_number(reference, match.group(1))
    reference.end = reference.nested_from = match.end()
    return True


def _of_its_year(flat: Flat, reference: Reference) -> bool:
    """ "Thông tư 11/2013": the number and the year of what is numbered by years, without the symbol's letters."""
    match = patterns.of_its_year.match(flat.text, reference.end) if reference.type in _BY_YEAR else None
    if not match:
        return False
    number, year = match.group(1).split("/")
    reference.number, reference.year = number, int(year)
    reference.end = reference.nested_from = match.end()
    return True


def _may_stand_between(flat: Flat, reference: Reference, match: re.Match[str]) -> bool:
    """Words between the kind and its number: "Báo cáo thẩm tra số …", "Quyết định của Bộ trưởng Bộ Công an số …"."""
    start, end = reference.end, match.start()
    if end <= start:
        return True
    if not patterns.between.fullmatch(flat.text, start, end):
        return False
    qualified = _qualifiers().match(flat.low, start, end)
    if match.group(1).isdigit():
        return qualified is not None and qualified.end() == end
    if by := patterns.by.match(flat.text, start):
        reference.issuer = flat.text[by.end() : end]
        return True
    kind = _TYPE.match(match.group(1))
    if kind and vocabulary("references")["symbols"].get(kind.group(1)) == reference.type:
        return not flat.low.startswith(_DEFINITE, start)
    few = flat.low.count(" ", start, end) <= 4 and not flat.low.startswith(_DEFINITE, start)
    return qualified is not None or (few and flat.text[start:end] == flat.low[start:end])


@cache
def _qualifiers() -> re.Pattern[str]:
    return re.compile(rf"(?: {alternatives(vocabulary('references')['numbered']['words'])}\b){{1,3}}")


def _qualified(flat: Flat, end: int) -> int | None:
    """Where the words end that stand between the kind and a number without "số": "Chương trình hành động 41"."""
    words = _qualifiers().match(flat.low, end)
    return words.end() if words and flat.text[words.end() + 1 : words.end() + 2].isdigit() else None


def _bare(flat: Flat, reference: Reference, at: int) -> bool:
    """ "Nghị quyết 12", "Đề án 06": not a year, and nothing is counted or measured by it ("kế hoạch 5 năm")."""
    rules, kind = vocabulary("references")["bare"], reference.type
    capital = flat.text[reference.start].isupper()
    if kind not in rules["small"] and not (capital and (kind in rules["capital"] or kind in rules["counting"])):
        return False
    match = patterns.bare_number.match(flat.text, at)
    if not match or _is_year(match.group(1)) or (kind == "ĐA" and not capital and match.group(1)[0] != "0"):
        return False
    long = kind == "CTr" and len(match.group(1)) > 2  # nobody counts in hundreds within a programme's name ("Chương trình 1719")
    if _counts(flat, match.end(), plain=not capital or (kind in rules["counting"] and not long)):
        return False
    reference.number = match.group(1)
    reference.end = reference.nested_from = match.end()
    return True


def _is_year(number: str) -> bool:
    return len(number) == 4 and number[:2] in ("19", "20")


@cache
def _counted(plain: bool) -> re.Pattern[str]:
    units = vocabulary("quantities")["units"]
    return re.compile(rf" (?:{alternatives(units['measures'] + (units['nouns'] if plain else []))})\b", re.I)


def _counts(flat: Flat, at: int, *, plain: bool) -> bool:
    return _counted(plain).match(flat.low, at) is not None and not patterns.of_a_day.match(flat.low, at)


def _abbreviated(flat: Flat, start: int) -> list[Reference]:
    """ "NQ 12", "NQ12", "ĐA 06", "TT 01/2016/TT-BCA": a short form of the kind in its own letters."""
    rules = vocabulary("references")["abbreviations"]
    text = flat.text
    kind = next(
        (k for k in rules["plain"] + rules["symbol"] if text.startswith(k, start) and not text[start + len(k)].isalpha()), None
    )
    match = patterns.abbreviated.match(text, start + len(kind)) if kind else None
    if not kind or not match:
        return []
    mere = match.group(1).isdigit()
    if mere and (kind not in rules["plain"] or _is_year(match.group(1)) or _counts(flat, match.end(), plain=False)):
        return []
    reference = Reference(start, match.end(), kind)
    set_number(reference, match.group(1))
    return _numbered(flat, reference)
