"""What belongs to a numbered reference: its symbol, date, issuer, session and title, and what is said of it just outside."""

import re
from functools import cache

from dutdiem.reading.flat import Flat
from dutdiem.reading.references import patterns
from dutdiem.reading.references.reference import Reference, date_of
from dutdiem.reading.references.titles import approved_title, read_title
from dutdiem.reading.vocabulary import alternatives, vocabulary

_COMPANY = re.compile(
    r"(?:Tổng công ty|Công ty|Doanh nghiệp|Tập đoàn|Ngân hàng|Hợp tác xã|Hiệp hội|Chi nhánh) [^,;.()\n“\"]{2,100}?"
    r"(?= (?:về|đề nghị|gửi|V/v)\b|[,;.()\n])"
)
"""Whoever writes to an office may bear any name; it goes up to what the letter is about."""
_INITIALS = re.compile(r"[A-ZĐƯÂ&]{2,12}\d?")
_SPACED = re.compile(r" ?([-/.&]) ?")
_NUMBER = re.compile(r"\d+(?:\.\d+)?[A-Za-zđ]?")
_YEAR = re.compile(r"\d+(?:\.\d+)?[A-Za-zđ]?/((?:19|20)\d{2})")
_DAY = re.compile(r"\d{1,2}/\d")
_GOES_ON = frozenset("ncC(HKPk")
_SITS = frozenset("HKP")
_NAMES_SHORT = frozenset('(gđnsdchtv-–”"')
"""First characters of what may follow: a day or year, an issuer, a sitting; a short name."""
_APPROVING = frozenset(("QĐ", "NQ", "TT"))
_ISSUES = ("hành", "qua", "duyệt", " có")
_TYPE = re.compile(r"\d+(?:\.\d+)?[A-Za-zđ]?(?:/\d{4})?[-/](\w+)(?=[-/]|$)")


def set_number(reference: Reference, written: str, *, follow: bool = False) -> None:
    """Number, symbol and year from what is written. With `follow`, and where the kind word is loose ("văn bản số
    213-KL/TW"), the symbol says the kind; "công văn số 5253/CT-CS" stays a letter: its symbol begins with the body."""
    symbol = _SPACED.sub(r"\1", written) if " " in written else written
    if symbol.isdigit():
        reference.number = symbol
        return
    number, year = _NUMBER.match(symbol), _YEAR.match(symbol)
    reference.symbol, reference.number = symbol, number.group() if number else None
    reference.year = int(year.group(1)) if year else None
    if follow or reference.type == "VB":
        kind = _TYPE.match(symbol)
        kinds = vocabulary("references")["symbols"]
        if kind and kind.group(1) in kinds and not (follow and reference.type == "QyĐ"):
            reference.type = kinds[kind.group(1)]


def attributes(flat: Flat, reference: Reference) -> None:
    """Date, issuer, session and title, in any order, each once."""
    text, low, end = flat.text, flat.low, reference.end
    if text[reference.start + 1].isupper() and text[reference.start : reference.start + 5].isupper():
        _shouted(flat, reference)
        return
    for _ in range(5):
        if patterns.ahead(text, end) not in _GOES_ON:
            break
        if not reference.date and (match := patterns.dated.match(low, end)):
            reference.date = date_of(match.groups())
            end = match.end()
        elif (
            not reference.date
            and (match := patterns.of_day.match(low, end))
            and (reference.symbol or low.startswith(" của ", match.end()))
        ):
            reference.date = date_of((*match.groups(), str(reference.year))) if reference.year else None
            end = match.end()
        elif not reference.issuer and (stop := _issuer(text, end, reference)):
            end = stop
        elif not reference.date and not reference.year and (match := patterns.of_year.match(low, end)):
            reference.year, end = int(match.group(1)), match.end()
        elif match := patterns.of_term.match(text, end):
            end = match.end()
        else:
            break
    reference.end = reference.nested_from = end
    read_title(flat, reference)
    if not reference.title and reference.type in _APPROVING:
        approved_title(flat, reference)
    if not reference.title:
        _issued_after(flat, reference)


def _issuer(text: str, at: int, reference: Reference) -> int | None:
    """Where ", của Quốc hội khóa XV" or "của Hội nghị lần thứ sáu Ban Chấp hành Trung ương khóa XII" ends."""
    by = patterns.by.match(text, at)
    start = by.end() if by else at
    sitting = patterns.session.match(text, at) if (text[start : start + 1] if by else patterns.ahead(text, at)) in _SITS else None
    if sitting:
        start = sitting.end() + (text[sitting.end() : sitting.end() + 1] == " ")
        stop = sitting.end() if sitting.group("central") else patterns.name_at(text, start) or sitting.end()
    else:
        stop = (patterns.name_at(text, start) if by else None) or 0
        if not stop and by and (company := _COMPANY.match(text, by.end())):
            reference.issuer = company.group()
            return company.end()
        if not stop:
            local = patterns.of_place.match(text, at)
            return (
                local.end()
                if local and not patterns.named_body.search(text, max(0, reference.start - 40), reference.start)
                else None
            )
    term = patterns.of_session.match(text, stop)
    stop = term.end() if term else stop
    reference.issuer = text[by.end() if by else start : stop].strip(" ,") or None
    return stop


def _issued_after(flat: Flat, reference: Reference) -> None:
    """ "Nghị quyết số 12-NQ/TW do Bộ Chính trị ban hành ngày 16/3/2022": outside the span, in the same clause."""
    if flat.text[reference.end : reference.end + 4] not in (" do ", " ban", " đượ", " ký "):
        return
    match = patterns.issued_after.match(flat.text, reference.end)
    if not match:
        return
    outside = list(reference.outside)
    who = match.group("who")
    if who and not reference.issuer and patterns.name_at(flat.text, match.start("who")) == match.end("who"):
        reference.issuer = who
        outside.append("issuer")
    day = match.groups()[1:]
    if day[0] and not reference.date:
        reference.date = date_of(day)
        outside.append("date")
    reference.outside = tuple(outside)


def issued_before(flat: Flat, reference: Reference) -> None:
    """Date and issuer said before the span in the same clause: "Ngày 25/5/2022, Đảng ủy X đã ban hành Kế hoạch số 118"."""
    if reference.issuer or not flat.low[reference.start - 6 : reference.start].rstrip().endswith(_ISSUES):
        return
    begin = max(0, reference.start - 200)
    begin = max(flat.text.rfind(mark, begin, reference.start) for mark in ".\n") + 1 or begin
    match = patterns.issued.search(flat.text, begin, reference.start)
    who = match.group(4).lstrip() if match else ""
    if match and patterns.name_at(flat.text, match.end(4) - len(who)) == match.end(4):
        reference.issuer = who
        reference.outside = ("issuer",)
        if match.group(1) and not reference.date:
            reference.date = date_of(match.groups()[:3])
            reference.outside = ("issuer", "date")


def _shouted(flat: Flat, reference: Reference) -> None:
    """The same in capitals, up to the end of the line: "NGHỊ QUYẾT SỐ 12-NQ/TW CỦA BỘ CHÍNH TRỊ VỀ ..."."""
    match = patterns.shouted.match(flat.text, reference.end, min(len(flat.text), reference.end + 500))
    if not match or match.end() == reference.end:
        return
    if match.group("d"):
        reference.date = date_of(match.group("d", "m", "y"))
    reference.issuer = match.group("by")
    reference.title = (match.group("title") or "").strip() or None
    reference.end = reference.nested_from = reference.end + len(match.group().rstrip())
    if reference.title:
        reference.nested_from = match.start("title")


@cache
def _aliased_kind() -> re.Pattern[str]:
    words = vocabulary("references")
    short = words["abbreviations"]["plain"] + words["abbreviations"]["symbol"]
    return re.compile(rf"(?:(?i:{alternatives(list(words['types']))})\b|{alternatives(short)}(?![^\W\d]))")


def read_alias(flat: Flat, reference: Reference) -> None:
    """A short name after the reference: "(sau đây gọi là …)", "(gọi tắt là …)", "(Chương trình MTQG)"."""
    end = reference.end
    ahead = patterns.ahead(flat.text, end)
    if ahead not in _NAMES_SHORT:
        return
    if ahead in "gđn":
        more = patterns.before_alias.match(flat.text, end)
        if not more and ahead != "g":
            return
        end = more.end() if more else end
    match = patterns.alias.match(flat.text, end)
    if match and match.lastindex:
        group = match.lastindex
    else:
        match, group = patterns.in_brackets.match(flat.text, end), 1
        if match and _DAY.search(match.group(1)):
            return
    if match and reference.title and _INITIALS.fullmatch(match.group(group)):
        reference.initials = match.group(group)
    elif match and _aliased_kind().match(match.group(group)):
        reference.alias, reference.alias_at = match.group(group).rstrip(), match.start(group)
