"""References without a number: by their title, their congress, their date or issuer alone, or as a bare short form."""

import re
from functools import cache

from dutdiem.reading.flat import Flat
from dutdiem.reading.letters import LOWER, UPPER
from dutdiem.reading.references import patterns
from dutdiem.reading.references.reference import Reference, date_of
from dutdiem.reading.references.titles import capital_title, is_shortened, read_title
from dutdiem.reading.vocabulary import alternatives, vocabulary

_CAPITAL_WORD = re.compile(rf" [{UPPER}](?=[{LOWER}]|[{UPPER}&]{{1,7}}\b)")
_MOVEMENT = re.compile(
    rf"(?: thi đua)? (?!(?:Đoàn|Đội|Hội|Công đoàn|Thanh niên|Phụ nữ|Nông dân|Cụm|Khối|Công an|Đảng|Việt|Cần)\b)"
    rf"[{UPPER}][{LOWER}]+ [{LOWER}]"
)
MOVEMENTS = frozenset(("PT", "CVĐ"))
_STAGED = re.compile(r"\d{4}|mới\Z")
"""In a strategy's title: without its years, or "tình hình mới", it is only told of ("Chiến lược phát triển của ngành")."""
_CLOSE = re.compile(r"[”\"\n]")
_OF_A_BODY = re.compile(r"\b(?:Cục|Sở|Vụ|Phòng|Ban|Bộ|Tổ|Đội|cục|sở|phòng) $")
_LIST_OF_MANY = re.compile(r"\b(?:các|những|nhiều|mọi)(?: [^\W\d_]+){1,4}(?:,(?: [^\W\d_]+){1,4})*(?:,| và) $")
_CALLED = re.compile(r"(?:tắt|gọi) (?:là|:) ?[“\"]?$")
_NO_BODY = ("Đảng", "Trung ương", "Nhà nước", "Tổ", "Hội nghị", "Đại hội")
_BY_ISSUER = ("NQ", "CT", "KL", "KH", "CTr", "ĐA", "QĐ", "CĐ", "TB", "QyĐ", "HD")
_FURTHER = re.compile(r",(?! (?:giảm )?phát thải| chất lượng)")
_BY_FIGURE = ("ĐA", "CTr", "CL")
_NEVER_BARE = ("VB", "CV", "L", "Lệnh", "PT", "BC", "TTr", "QH", "PA", "BB", "TB", "CODE", "ĐL", "HP", "BL", "PL", "DA")
_VERBS_TOO = ("QyĐ", "HD", "QĐ", "CT", "TB", "BC", "KL")
"""Kinds whose word is a verb as well: “Quy định mức hỗ trợ …” in quotation marks is a title, not a document in it."""
_OPENINGS = frozenset((". ", "- ", ") ", "+ ", "– ", "• ", ": "))
_THIS = frozenset("ntk")
_DAY_OR_BODY = frozenset("nc(")
_MEETS = frozenset("HhclBT")
"""First characters of what may follow: "này", "trên"; a day or an issuer; a plenary meeting."""
_MARKS = frozenset('.,;:)\n”"?!…')


@cache
def _pattern(start: str, table: str, words: str, end: str) -> re.Pattern[str]:
    return re.compile(start + alternatives(vocabulary("references")[table][words]) + end)


def _many(low: str, start: int) -> bool:
    """Before the kind: many documents, or any."""
    if low[start - 2 : start - 1] != "," and not low.endswith(_many_ends(), 0, start):
        return False
    return _pattern(r"(?:\b", "words", "many", r"(?: \w+,)? |\d )$").search(low, max(0, start - 16), start) is not None


@cache
def _many_ends() -> tuple[str, ...]:
    """With what one of these words, or a figure, ends; most kinds are told by it."""
    return tuple(f"{end} " for end in (*"0123456789", *vocabulary("references")["words"]["many"]))


def _described() -> re.Pattern[str]:
    """The verb with which a descriptive title begins: "Đề án xây dựng Công an phường điển hình"."""
    return _pattern(" ", "title", "verbs", r"\b(?: triển khai| thực hiện)*")


@cache
def _this() -> re.Pattern[str]:
    words = vocabulary("references")["words"]
    above = rf"trên(?=[.,;:)\n]| (?!trên|địa bàn){alternatives(words['after_bare'])}\b)"
    return re.compile(rf" (?:{alternatives([word for word in words['this'] if word != 'trên'])}\b|{above})")


@cache
def _titled(rule: str) -> frozenset[str]:
    return frozenset(vocabulary("references")["titled"][rule])


def unnumbered(flat: Flat, reference: Reference) -> bool:
    """Whether the kind, without a number, names a document here; reads what it is named by."""
    text, kind, start = flat.text, reference.type, reference.start
    if kind == "CODE":
        return _code(flat, reference)
    capital = text[start].isupper()
    if kind in ("NQ", "BC", "KL") and _of_meeting(flat, reference, capital):
        return not _many(flat.low, start)
    if kind == "NQ" and capital and flat.low.startswith(" lãnh đạo ", reference.end) and not _opens(text, start):
        return capital_title(flat, reference)  # how a Party committee calls its resolution on what is to be done in a time
    if kind == "KH" and (plan := patterns.medium_term.match(flat.low, reference.end)):
        reference.title, reference.nested_from, reference.end = text[reference.end + 1 : plan.end()], plan.end(), plan.end()
        return True
    if kind in _titled("quoted") and (capital or kind not in _VERBS_TOO) and _quoted(flat, reference):
        return True
    if kind in MOVEMENTS and is_movement(flat, start, reference.end):
        known = _movements().match(flat.low, reference.end)
        if not known:
            return capital_title(flat, reference)
        reference.title, reference.nested_from, reference.end = text[reference.end + 1 : known.end()], known.end(), known.end()
        return True
    this = _this().match(flat.low, reference.end) if flat.low[reference.end + 1 : reference.end + 2] in _THIS else None
    if not this and not (capital and text[start + 1].islower()):
        return kind == "ĐA" and not capital and not _many(flat.low, start) and _by_a_figure(flat, reference)
    if _many(flat.low, start) or _listed_many(flat, start):
        return False
    if _OF_A_BODY.search(text, max(0, start - 6), start):
        return False
    if this:
        return _bare(flat, reference, this.end())
    if _by_a_figure(flat, reference):
        return True
    if kind in _titled("capital") and _CAPITAL_WORD.match(text, reference.end):
        return capital_title(flat, reference)
    if kind in _titled("described"):
        if head := _described().match(flat.low, reference.end):
            after = text[head.end() : head.end() + 2].strip(" .;\n")
            if (
                not after
                or (after == "," and not head.group().endswith("phòng"))
                or _pattern(" ", "title", "not_described", r"\b").match(flat.low, head.end())
            ):
                return False
            return capital_title(flat, reference) and (kind != "CL" or _STAGED.search(reference.title or "") is not None)
        if text.startswith(" về ", reference.end) and not _opens(text, start):
            read_title(flat, reference)
            return reference.title is not None
        if (_begins_title(flat, reference) or is_shortened(flat, reference)) and capital_title(flat, reference):
            return True
    return _by_date_or_issuer(flat, reference) or _bare(flat, reference, None)


def is_movement(flat: Flat, start: int, end: int) -> bool:
    """Whether a movement or campaign is named without quotation marks: by a name that begins with a capital letter and is no body
    ("phong trào Bình dân học vụ số", not "phong trào Đoàn"); "Phòng Xây dựng phong trào Toàn dân …" is a body itself."""
    return _MOVEMENT.match(flat.text, end) is not None and not flat.low.endswith("xây dựng ", 0, start)


@cache
def _movements() -> re.Pattern[str]:
    return re.compile(rf"(?: thi đua)? {alternatives(vocabulary('references')['titled']['movements'])}\b")


def _begins_title(flat: Flat, reference: Reference) -> bool:
    """Whether the small word behind a kind that is no sentence's first word begins a title: "Đề án vị trí việc làm"."""
    text, end = flat.text, reference.end
    if not text[end + 1 : end + 2].islower() or _opens(text, reference.start):
        return False
    return not _no_titles().match(flat.low, end)


@cache
def _no_titles() -> re.Pattern[str]:
    words = vocabulary("references")
    return re.compile(rf" {alternatives([*words['title']['not_titles'], *words['words']['after_bare']])}\b")


def _by_a_figure(flat: Flat, reference: Reference) -> bool:
    """Whether the kind is called by the figure of a goal ("Đề án 1 triệu héc-ta"), a short name; "Đề án 2 tỷ đồng" is a cost."""
    if reference.type not in _BY_FIGURE or not patterns.figure.match(flat.low, reference.end) or not capital_title(flat, reference):
        return False
    reference.title = _FURTHER.split(reference.title or "")[0]
    reference.end, reference.open = reference.nested_from + len(reference.title), False
    return True


def _opens(text: str, start: int) -> bool:
    """Whether a sentence, line or quotation begins here, where any word has a capital letter."""
    return start == 0 or text[start - 1] in '\n“"' or text[start - 2 : start] in _OPENINGS


def _of_meeting(flat: Flat, reference: Reference, capital: bool) -> bool:
    if reference.type != "KL" and flat.low.startswith(" đại hội", reference.end):
        return _of_congress(flat, reference, capital)
    if not capital or reference.type == "BC":
        return False
    if session := patterns.in_session.match(flat.text, reference.end):
        reference.issuer = session.group().removeprefix(" của").strip()
        reference.end = reference.nested_from = session.end()
        return True
    return _of_plenum(flat, reference)


def _listed_many(flat: Flat, start: int) -> bool:
    """ "các chủ trương, Chỉ thị, Nghị quyết của Đảng": the "các" stands before the first of the list."""
    if not flat.text.startswith((", ", "và "), start - 2 if flat.text[start - 2] == "," else start - 3):
        return False
    return _LIST_OF_MANY.search(flat.low, max(0, start - 60), start) is not None


def _quoted(flat: Flat, reference: Reference) -> bool:
    text, end = flat.text, reference.end
    ahead = patterns.ahead(text, end)
    match = patterns.quoted.match(text, end) if ahead in patterns.BEFORE_QUOTED else None
    if not match and reference.type in _titled("quoted_after_words"):
        match = patterns.quoted_after_words.match(text, reference.end)
    if match:
        reference.title = match.group(2).strip()
        reference.nested_from, reference.end = match.start(2), match.end()
        return True
    if reference.type in _VERBS_TOO or text[reference.start - 1] not in '“"':
        return False
    return _inside_quotes(flat, reference)


def _inside_quotes(flat: Flat, reference: Reference) -> bool:
    """The kind is itself within the quotation marks: “Đề án phát triển …”."""
    close = _CLOSE.search(flat.text, reference.end, reference.end + 600)
    if not close or close.group() == "\n" or close.start() - reference.end < 10:
        return False
    reference.title = flat.text[reference.end : close.start()].strip()
    reference.nested_from, reference.end = reference.end, close.start()
    return True


def _of_congress(flat: Flat, reference: Reference, capital: bool) -> bool:
    text, end = flat.text, reference.end + len(" đại hội")
    first = end
    for pattern in (patterns.congress_words, patterns.congress_count):
        match = pattern.match(text, end)
        end = match.end() if match else end
        of = 4 if text[end : end + 5].lower() == " của " else 0
        party = text[end + of + 1 : end + of + 5]
        end = patterns.name_at(text, end + of + 1) or (end + of + 5 if party == "ĐẢNG" else end)
    term = patterns.congress_term.match(text, end)
    end = term.end() if term else end
    if (not capital and end == first) or " các cấp" in text[first : end + len(" các cấp")]:
        return False
    reference.issuer = text[reference.end + 1 : end]
    reference.end = reference.nested_from = end
    return True


def _of_plenum(flat: Flat, reference: Reference) -> bool:
    """ "Nghị quyết Trung ương 4 khóa XII": known by the meeting of the Central Committee; its count is no document number."""
    match = patterns.plenum.match(flat.text, reference.end) if patterns.ahead(flat.text, reference.end) in _MEETS else None
    if not match or not (match.group("at") or match.group("number")):
        return False
    reference.issuer = match.group().strip()
    reference.end = reference.nested_from = match.end()
    read_title(flat, reference)
    return True


def _by_date_or_issuer(flat: Flat, reference: Reference) -> bool:
    """ "Công điện ngày 05/9/2024 của Bộ Công an", "Chương trình của Thành ủy"."""
    if reference.type not in _BY_ISSUER or patterns.ahead(flat.text, reference.end) not in _DAY_OR_BODY:
        return False
    text, end = flat.text, reference.end
    if dated := patterns.dated.match(flat.low, end):
        reference.date = date_of(dated.groups())
        end = dated.end()
    by = patterns.by.match(text, end)
    stop = patterns.name_at(text, by.end()) if by else None
    if not dated and (not by or not stop or text[by.end() : stop] in _NO_BODY):
        return False
    if by and stop:
        term = patterns.of_session.match(text, stop)
        end = term.end() if term else stop
        reference.issuer = text[by.end() : end]
    reference.end = reference.nested_from = end
    read_title(flat, reference)
    return True


def _code(flat: Flat, reference: Reference) -> bool:
    """ "Sáu điều Bác Hồ dạy Công an nhân dân": the count before it belongs to the name of the code."""
    text, start = flat.text, reference.start
    begin = max(text.rfind(mark, 0, start - 1) for mark in ' \n“"(') + 1 if start > 1 else 0
    count = flat.low[begin : start - 1]
    if not count.isdigit() and count not in vocabulary("quantities")["numerals"]:
        return False
    reference.start = begin
    for name in (" Công an nhân dân", " CAND", " lực lượng Công an nhân dân"):
        if text.startswith(name, reference.end):
            reference.end += len(name)
            break
    reference.title = text[begin : reference.end]
    reference.nested_from = reference.end
    return True


def _bare(flat: Flat, reference: Reference, this_end: int | None) -> bool:
    """A bare definite form ("Nghị quyết", "đề án này"); resolution keeps it only where an antecedent is known."""
    reference.short = flat.text[reference.start : reference.end]
    if this_end is not None:
        reference.end, reference.this, reference.anaphor = this_end, True, True
        reference.nested_from = this_end
        return True
    text, start, end = flat.text, reference.start, reference.end
    if reference.type in _NEVER_BARE:
        return False
    if _opens(text, start):
        found = _pattern(" ", "words", "after_opening", r"\b").match(flat.low, end) is not None
    elif _pattern(r"\b", "words", "to_be", " $").search(flat.low, max(0, start - 16), start) and not _CALLED.search(
        flat.low, start - 12, start
    ):
        return False
    else:
        after = _pattern(" ", "words", "after_bare", r"\b")
        found = text[end : end + 1] in _MARKS or after.match(flat.low, end) is not None
    if not found:
        return False
    reference.anaphor, reference.nested_from = True, end
    return True
