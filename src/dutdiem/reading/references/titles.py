"""References without a number: by their title, their congress, a law's name, or as a bare short form."""

import re
from functools import cache

from dutdiem.reading.flat import Flat
from dutdiem.reading.letters import LOWER, UPPER
from dutdiem.reading.references import patterns
from dutdiem.reading.references.reference import Reference, date_of
from dutdiem.reading.vocabulary import alternatives, vocabulary

_CAPITAL_WORD = re.compile(rf" [{UPPER}](?=[{LOWER}])")
_CLOSE = re.compile(r"[”\"\n]")
_GOES_ON = re.compile(rf" [{UPPER}\d]|, [{UPPER}]|/")
_LAW_NAME = re.compile(rf" [{UPPER}][^.;:()\n“”\d]{{2,110}}")
_LAW_STOP = re.compile(
    r",? (?:năm(?= \d| ?$)|và các|đã|được|là|hiện|phải|quy định|theo|thì|khi|này"
    r"|do|cho|trong|tại|về|ngày|sẽ|để|nhằm|có|được|với|còn|cần|của Quốc hội)\b|, (?=[" + UPPER + r"])| và (?=[" + UPPER + r"])|;"
)
_OF_A_BODY = re.compile(r"\b(?:Cục|Sở|Vụ|Phòng|Ban|Bộ|Tổ|Đội|cục|sở|phòng) $")


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


def titled(flat: Flat, reference: Reference) -> bool:
    """A reference without a number: by its title, its congress, or as a bare short form."""
    rules, text = vocabulary("references")["titled"], flat.text
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
    text, end = flat.text, head.end()
    for pattern in (patterns.congress_words, patterns.congress_count):
        match = pattern.match(text, end)
        end = match.end() if match else end
        name = patterns.name_at(text, end + (4 if text.startswith(" của ", end) else 0) + 1)
        end = name or end
    term = patterns.congress_term.match(text, end)
    end = term.end() if term else end
    reference.issuer = text[reference.end + 1 : end]
    reference.end = reference.nested_from = end
    return True


def _inside_quotes(flat: Flat, reference: Reference) -> bool:
    close = _CLOSE.search(flat.text, reference.end, reference.end + 600)
    if not close or close.group() == "\n" or close.start() - reference.end < 10:
        return False
    reference.title = flat.text[reference.end : close.start()].strip()
    reference.nested_from, reference.end = reference.end, close.start()
    return True


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
        reference.date = date_of(dated)
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
