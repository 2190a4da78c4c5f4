"""Finds references in the flat text: the kind word, then whatever of number, date, issuer and title follows it."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from dutdiem.reading.flat import Flat
from dutdiem.reading.letters import LOWER, UPPER
from dutdiem.reading.references import patterns
from dutdiem.reading.triggers import Hit
from dutdiem.reading.vocabulary import alternatives, vocabulary


@dataclass(slots=True)
class Reference:
    """One reference as written; offsets are flat. `nested_from` is where mentions inside its title may begin."""

    start: int
    end: int
    type: str
    number: str | None = None
    symbol: str | None = None
    date: datetime.date | None = None
    issuer: str | None = None
    title: str | None = None
    anaphor: bool = False
    this: bool = False
    alias: str | None = None
    short: str | None = None
    nested_from: int = 0
    entity: str | None = None
    outside: list[str] = field(default_factory=list)


@cache
def _many() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(vocabulary('references')['words']['many'])})(?: \w+,)? $|\d $")


@cache
def _described() -> re.Pattern[str]:
    """The verb with which a descriptive title begins: "Đề án xây dựng Công an phường điển hình"."""
    return re.compile(rf" (?:{alternatives(vocabulary('references')['title']['verbs'])})\b")


@cache
def _plural() -> re.Pattern[str]:
    return re.compile(r"\b(?:các|những|mọi|dự thảo|dự án) $")


@cache
def _this() -> re.Pattern[str]:
    return re.compile(rf" (?:{alternatives(vocabulary('references')['words']['this'])})\b")


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


def _at(flat: Flat, start: int, end: int, word: str) -> Iterator[Reference]:
    kind: str = vocabulary("references")["types"][word]
    reference = Reference(start, end, kind)
    if _number(flat, reference, word):
        _attributes(flat, reference)
        _issued_before(flat, reference)
        _finish(flat, reference)
        yield reference
        yield from _rest_of_list(flat, reference)
        return
    if _titled(flat, reference):
        _finish(flat, reference)
        yield reference


def _number(flat: Flat, reference: Reference, word: str) -> bool:
    """Reads "số 12-NQ/TW", "12-NQ/TW" or "12" after the kind; False where none follows."""
    text, end, kind = flat.text, reference.end, reference.type
    match = None
    if text[end + 1 : end + 2].isdigit():
        match = patterns.bare_symbol.match(text, end)
    elif text.find("số", end, end + 34) > 0:
        match = patterns.numbered.match(text, end)
    if not match and kind in ("L", "BL", "PL") and text.find(" số ", end, end + 126) > 0:
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
            reference.date = _date(match)
        elif not reference.issuer and (match := patterns.issuer().match(text, end)):
            reference.issuer = match.group(1)
            if session := patterns.of_session.match(text, match.end()):
                match = session
        elif not reference.date and (match := patterns.of_year.match(low, end)) and reference.symbol:
            pass
        else:
            break
        end = match.end()
    reference.end = reference.nested_from = end
    _title(flat, reference)


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


def _date(match: re.Match[str]) -> datetime.date | None:
    day, month, year = (int(part) for part in match.groups())
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _issued_before(flat: Flat, reference: Reference) -> None:
    """Date and issuer said before the span in the same clause: "Ngày 25/5/2022, Đảng ủy X đã ban hành Kế hoạch số 118"."""
    if reference.issuer or flat.low[reference.start - 5 : reference.start].strip() not in ("hành", "qua", "duyệt"):
        return
    begin = max(flat.text.rfind(".", 0, reference.start), flat.text.rfind("\n", 0, reference.start), reference.start - 200) + 1
    match = patterns.issued_before().search(flat.text, begin, reference.start)
    if match:
        reference.issuer = match.group(4)
        reference.outside.append("issuer")
        if match.group(1) and not reference.date:
            reference.date = _date_of(match.groups()[:3])
            reference.outside.append("date")


def _date_of(parts: tuple[str, ...]) -> datetime.date | None:
    try:
        return datetime.date(int(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError:
        return None


def _titled(flat: Flat, reference: Reference) -> bool:
    """A reference without a number: by its title, its congress, or as a bare short form."""
    rules, text = vocabulary("references")["titled"], flat.text
    if text[reference.start].islower() and text[reference.end : reference.end + 5].isalnum():
        return False
    if reference.type in ("NQ", "BC") and patterns.congress.match(text, reference.end):
        return _of_congress(flat, reference)
    if reference.type in rules["quoted"] and (match := patterns.quoted.match(text, reference.end)):
        reference.title = match.group(2).strip()
        reference.nested_from, reference.end = match.start(2), match.end()
        return True
    if reference.type in rules["quoted_after_words"] and (match := patterns.quoted_after_words.match(text, reference.end)):
        reference.title = match.group(2).strip()
        reference.nested_from, reference.end = match.start(2), match.end()
        return True
    if reference.type in rules["quoted"] and text[reference.start - 1] in '“"':
        return _inside_quotes(flat, reference)
    if reference.type in ("L", "BL", "PL", "HP") and text[reference.start].isupper() and text[reference.start + 1].islower():
        return _law(flat, reference)
    if not (text[reference.start].isupper() and text[reference.start + 1].islower()) and not _this().match(flat.low, reference.end):
        return False
    if _many().search(flat.low, max(0, reference.start - 16), reference.start):
        return False
    if _OF_A_BODY.search(text, max(0, reference.start - 6), reference.start):
        return False
    if reference.type in rules["capital"] and _CAPITAL_WORD.match(text, reference.end):
        return _capital_title(flat, reference)
    if reference.type in rules["described"] and _described().match(flat.low, reference.end):
        return _capital_title(flat, reference)
    return _short_form(flat, reference)


def _of_congress(flat: Flat, reference: Reference) -> bool:
    head = patterns.congress.match(flat.text, reference.end)
    assert head
    match = patterns.congress_of.match(flat.text, head.end())
    end = match.end() if match else head.end()
    reference.issuer = flat.text[reference.end + 1 : end]
    reference.end = reference.nested_from = end
    return True


def _inside_quotes(flat: Flat, reference: Reference) -> bool:
    close = _CLOSE.search(flat.text, reference.end, reference.end + 600)
    if not close or close.group() == "\n" or close.start() - reference.end < 10:
        return False
    reference.title = flat.text[reference.end : close.start()].strip()
    reference.nested_from, reference.end = reference.end, close.start()
    return True


_CAPITAL_WORD = re.compile(rf" [{UPPER}](?=[{LOWER}])")
_CLOSE = re.compile(r"[”\"\n]")
_GOES_ON = re.compile(rf" [{UPPER}\d]|, [{UPPER}]|/")
_SPACED = re.compile(r" ?([-/.&]) ?")
_LAW_NAME = re.compile(rf" [{UPPER}][^.;:()\n“”\d]{{2,110}}")
_LAW_STOP = re.compile(
    r",? (?:năm(?= \d| ?$)|và các|đã|được|là|hiện|phải|quy định|theo|thì|khi|này|do|cho|trong|tại|về|ngày|sẽ|để|nhằm|có|được|với|còn|cần|của Quốc hội)\b|, (?=["
    + UPPER
    + r"])| và (?=["
    + UPPER
    + r"])|;"
)


def _law(flat: Flat, reference: Reference) -> bool:
    """ "Luật Thủ đô", "Bộ luật Hình sự năm 2015": the name, then the year."""
    if reference.type == "HP":
        name_end = reference.end
    else:
        match = _LAW_NAME.match(flat.text, reference.end)
        if not match or _plural().search(flat.low, max(0, reference.start - 8), reference.start):
            return False
        stop = _LAW_STOP.search(flat.text, reference.end + 2, match.end())
        name_end = _law_name_end(flat.text, reference.end, stop.start() if stop else match.end())
    if dated := patterns.dated.match(flat.low, name_end):
        reference.date = _date(dated)
    year = dated or patterns.of_year.match(flat.low, name_end)
    reference.title = flat.text[reference.end : name_end].strip() or None
    reference.end = reference.nested_from = (
        year.end() if year else len(flat.text[:name_end].rstrip(" ,")) if name_end < reference.end else name_end
    )
    return True


def _law_name_end(text: str, start: int, end: int) -> int:
    """ "Luật Phòng, chống ma túy" has a comma in its name; after a longer name a comma ends it."""
    comma = text.find(",", start, end)
    return comma if comma > 0 and text.count(" ", start, comma) > 3 else end


def _capital_title(flat: Flat, reference: Reference) -> bool:
    stop = patterns.title_end().search(flat.text, reference.end + 2, reference.end + 300)
    end = stop.start() if stop else reference.end
    if end - reference.end < 8:
        return False
    reference.title = flat.text[reference.end : end].strip()
    reference.nested_from, reference.end = reference.end + 1, end
    return True


_OF_A_BODY = re.compile(r"\b(?:Cục|Sở|Vụ|Phòng|Ban|Bộ|Tổ|Đội|cục|sở|phòng) $")


def _short_form(flat: Flat, reference: Reference) -> bool:
    """A bare definite form ("Nghị quyết", "đề án này"); resolution keeps it only where an antecedent is known."""
    text = flat.text
    this = _this().match(flat.low, reference.end)
    if not this and (
        reference.start == 0
        or text[reference.start - 1] in "\n"
        or text[reference.start - 2 : reference.start] in (". ", "- ", "“")
    ):
        return False
    if reference.type in ("VB", "CV", "L", "Lệnh", "PT", "BC", "TTr", "QH", "PA", "BB", "TB"):
        return False
    if this:
        reference.end, reference.this = this.end(), True
    elif _GOES_ON.match(text, reference.end) or text[reference.end : reference.end + 5] == " của ":
        return False
    reference.anaphor, reference.nested_from = True, reference.end
    return True


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
