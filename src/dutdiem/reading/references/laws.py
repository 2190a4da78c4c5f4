"""Laws, codes, ordinances: known by their name, which stands before the number ("Luật Đất đai số 31/2024/QH15 ngày ...").

Where the name is one of data/laws.toml its end is certain; an unknown one ends where the sentence goes on.
"""

import re
from functools import cache

from dutdiem.reading.flat import Flat
from dutdiem.reading.letters import UPPER
from dutdiem.reading.references import patterns
from dutdiem.reading.references.reference import Reference, date_of
from dutdiem.reading.vocabulary import alternatives, vocabulary

LAWS = ("L", "BL", "PL", "HP")
_LISTS = {"L": "laws", "BL": "codes", "PL": "ordinances"}
_UNKNOWN = re.compile(rf" [{UPPER}][^.;:()\n“”\"\d]{{2,110}}")
_STOP = re.compile(
    r",? (?:năm(?= \d| ?$)|và các|đã|được|là|hiện|phải|quy định|theo|thì|khi|này|số(?= \d)|số ?$|nêu|gồm|từ|trên|ở|bảo đảm|đảm bảo"
    r"|do|cho|trong|tại|về|ngày|sẽ|để|nhằm|có|với|còn|cần|của Quốc hội|và (?:nghị|quyết|thông|luật|bộ luật|pháp)|thuộc|nhưng)\b"
    r"|, (?:không|chưa|tránh|tổ chức|chỉ đạo|tuyên truyền|báo cáo|trình|kịp thời|tập trung|đẩy mạnh|tăng cường|tạo|giúp|yêu cầu"
    r"|đề nghị|giao|đồng thời|nhất là|trong đó|góp phần|nâng cao|đến nay|các|toàn|đơn vị|công an)\b"
    rf"|, (?=[{UPPER}])| và (?=[{UPPER}])|;"
)
_MANY = re.compile(r"\b(?:các|những|mọi|dự thảo|dự án|pháp|đạo|ngành) $")
_AMENDING = re.compile(r" sửa đổi(?:, bổ sung)?(?: một số| các| \d+)?(?: điều)?(?: của| tại)?(?: các| \d+(?= luật))?(?= )")
_NATION = re.compile(r" nước C[Hộ]\w+ [hH]\w+ [xX]ã hội chủ nghĩa Việt Nam")
_ONE_LAW = re.compile(r"(,| và|, và)?( bộ)? luật(?= )")
_PARLIAMENT = re.compile(r",? của Quốc hội")
_AMENDED = re.compile(r" \((?:được )?(?:sửa đổi|hợp nhất)[^()\n]{0,40}\)")
_SHORT = re.compile(r" \([A-ZĐ&]{2,10}\)")
"""The short form of a name between it and its year: "Luật Căn cước công dân (CCCD) năm 2014"."""
_YEAR = re.compile(r"/(\d{4})/")


@cache
def _names(kind: str) -> re.Pattern[str]:
    listed = vocabulary("laws")[_LISTS[kind]]
    return re.compile(rf" {alternatives(sorted({form for name in listed for form in _spellings(name)}))}(?: việt nam)?\b")


def _spellings(name: str) -> set[str]:
    """A name as it is, with the other place of the mark, with short forms of bodies, and without its commas."""
    forms = {name, name.replace("ủy", "uỷ"), name.replace("hội đồng nhân dân", "hđnd").replace("ủy ban nhân dân", "ubnd")}
    return forms | {form.replace(",", "") for form in forms}


def law(flat: Flat, reference: Reference, amending: int) -> bool:
    """Reads name, number, date, year; `amending` is where the name of a law that amends this one ends: what follows is its own."""
    text, low = flat.text, flat.low
    if _MANY.search(low, max(0, reference.start - 10), reference.start):
        return False
    end = _name_end(flat, reference)
    if end is None and not patterns.numbered.match(text, reference.end):
        return False
    reference.title = text[reference.end : end].strip(" ,") or None if end else None
    end = end or reference.end
    if end == amending:
        reference.end = reference.nested_from = end
        return True
    reference.named_to = end
    _number_and_date(flat, reference, end)
    if not reference.title and not reference.number:
        return reference.type == "HP"
    if reference.type == "L" and (head := _AMENDING.match(low, reference.start + 4)):
        reference.nested_from = head.end()
    return True


def _name_end(flat: Flat, reference: Reference) -> int | None:
    text, low, end = flat.text, flat.low, reference.end
    if reference.type == "HP":
        nation = _NATION.match(text, end)
        return nation.end() if nation else end
    capital = text[reference.start].isupper()
    if reference.type == "L" and capital and (head := _AMENDING.match(low, end)):
        return _listed_laws(flat, head.end())
    if not capital and not text[end + 1 : end + 2].isupper():
        return None
    known = _names(reference.type).match(low, end)
    if known:
        return known.end()
    return _unknown_end(text, end) if capital and text[reference.start + 1].islower() else None


def _listed_laws(flat: Flat, at: int) -> int:
    """The end of "Luật Đấu thầu, Luật Hải quan và Luật Đầu tư" in the name of the law that amends them."""
    low, end = flat.low, at
    while match := _ONE_LAW.match(low, end):
        if end > at and not match.group(1):
            break
        known = _names("BL" if match.group(2) else "L").match(low, match.end())
        stop = known.end() if known else _unknown_end(flat.text, match.end())
        if stop is None or (not known and end > at):
            return match.end() if end == at else end
        end = stop
    return end


def _unknown_end(text: str, start: int) -> int | None:
    match = _UNKNOWN.match(text, start)
    if not match:
        return None
    stop = _STOP.search(text, start + 2, match.end())
    end = stop.start() if stop else match.end()
    comma = text.find(",", start, end)
    return comma if comma > 0 and text.count(" ", start, comma) > 3 else end


def _number_and_date(flat: Flat, reference: Reference, end: int) -> None:
    text, low = flat.text, flat.low
    match = (patterns.law_symbol if reference.title else patterns.numbered).match(text, end)
    if match:
        symbol = match.group(1)
        end = match.end()
        number = re.match(r"\d+", symbol)
        reference.number = number.group() if number else None
        if not symbol.isdigit():
            reference.symbol = symbol
            year = _YEAR.search(symbol)
            reference.year = int(year.group(1)) if year else None
    if (short := _SHORT.match(text, end)) and (
        patterns.of_year.match(low, short.end()) or patterns.mere_year.match(low, short.end())
    ):
        end = short.end()
    for _ in range(3):
        if not reference.issuer and (by := _PARLIAMENT.match(text, end)):
            term = patterns.of_session.match(text, by.end())
            reference.issuer, end = "Quốc hội", (term or by).end()
        elif not reference.date and (dated := patterns.dated.match(low, end)):
            reference.date = date_of(dated.groups())
            end = dated.end()
        elif not reference.year and (year := patterns.of_year.match(low, end) or patterns.mere_year.match(low, end)):
            reference.year, end = int(year.group(1)), year.end()
        else:
            break
    while end > reference.end and text[end - 1] in " ,":
        end -= 1
    if amended := _AMENDED.match(text, end):
        end = amended.end()
    reference.end = reference.nested_from = end
