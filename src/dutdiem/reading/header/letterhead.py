"""What a letterhead says: national or Party heading, symbol, dateline, urgency, and the name of the issuing body.

Decree 30/2020/NĐ-CP, annex I, sets the body on the left and the national heading on the right, with the symbol and the
dateline below them; a file gives them column by column or, as some PDF files and web copies do, run together on one line.
"""

import datetime
import re

from dutdiem.reading.header.kinds import is_rule
from dutdiem.reading.header.names import begins_with_body, issuer_of
from dutdiem.reading.letters import LOWER, UPPER
from dutdiem.reading.references.patterns import SYMBOL
from dutdiem.reading.vocabulary import vocabulary

NATION = r"C\wNG H\w{2,3} X\w H\wI CHỦ NGHĨA"
_NATION = re.compile(NATION)
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
_UNIONS = ("ĐOÀN TNCS HỒ CHÍ MINH", "ĐOÀN THANH NIÊN CỘNG SẢN HỒ CHÍ MINH")
_NUMBER = r"(?:(?:Luật|Nghị quyết|Pháp lệnh|Lệnh) số ?:|S[ốô](?: ký hiệu| hiệu)? ?[:.]?)"
_SYMBOL = re.compile(rf"{_NUMBER} ?({SYMBOL})(?!\w)", re.I)
_BLANK_SYMBOL = re.compile(rf"{_NUMBER}[ ._…]*((?:/\d{{4}})?[/-] ?[A-ZĐ][A-ZĐa-zđ]*(?: ?[-/] ?[A-ZĐ]\w*)*)(?!\w)")
_SPACED = re.compile(r" ?([-/.&]) ?")
_WORD = rf"[{UPPER}][{LOWER}]*(?:['’][{LOWER}]+)?"
_UNITS = "TP|Tp|T\\.P|Tỉnh|Huyện|Quận|Xã|Phường|Thành phố|Thị xã|Thị trấn|Đặc khu"
PLACE = rf"(?:(?:(?:{_UNITS})\.? ?)?{_WORD}(?:(?: [-–] |-| ){_WORD}){{0,5}}|(?:TP|Tp)\.? ?HCM)"
_AT = r"(?:(?:hồi|lúc) \d[\w: ]{1,24}?,? ?)?"
"""A wire says the hour before its day ("Đắk Lắk, hồi 22 giờ 30 phút, ngày 19 …")."""
_DATE = re.compile(
    rf"(?:({PLACE}) ?,? ?{_AT})?(?:ngày|Ngày|NGÀY) ?(\d{{1,2}}) ?(?:tháng|/|-|\.) ?(\d{{1,2}}) ?(?:năm|/|-|\.) ?(\d{{4}})\.?\)?$"
)
_DRAFT_DATE = re.compile(rf"({PLACE}) ?, ?ngày[ ._…]*(?:\d{{1,2}} ?)?tháng[ ._…]*(?:\d{{1,2}} ?)?năm[ ._…]*(?:\d{{4}})?$")
_HALF_PLACE = re.compile(r"(?:TP\.? ?)?[^\W\d_]\w*(?: \w+){0,4}")
_SUBJECT = re.compile(r"(?:V/v|Về việc) ?[:.]? ?(\S.{4,400})", re.I)
_URGENT = re.compile(r"(?:ĐỘ KHẨN|MỨC ĐỘ KHẨN) ?: ?(.+)")
_TERM = re.compile(r"(?:NHIỆM KỲ|nhiệm kỳ) (\d{4} ?[-–] ?\d{4})|KH[ÓO]A ([IVXLC]+)\b")


def heading_at(line: str) -> int | None:
    """Where the national, Party or union heading begins in a line; None where there is none."""
    if not ("CHỦ NGHĨA" in line or PARTY in line or line in _UNIONS):
        return None
    if match := _NATION.search(line):
        return match.start()
    at = line.find(PARTY)
    return at if at <= 0 or (line.endswith(PARTY) and begins_with_body(line)) else None


def first_heading(head: list[str]) -> int | None:
    """The first line that begins with, or ends in, a national, Party or union heading."""
    for i, line in enumerate(head):
        if ("CHỦ NGHĨA" in line or PARTY in line or line in _UNIONS) and heading_at(line) is not None:
            return i
    return None


def dated(line: str) -> re.Match[str] | None:
    """The dateline at the end of a line: place, day, month, year."""
    return _DATE.search(line) if len(line) < 130 and ("gày" in line or "GÀY" in line) else None


def is_dateline(line: str) -> bool:
    """Whether a line is a dateline and nothing else, filled in or not."""
    return "gày" in line and (_DATE.fullmatch(line) is not None or _DRAFT_DATE.match(line) is not None)


def symbol_of(head: list[str], motto: int | None) -> tuple[int | None, str | None, str | None]:
    """The line of the symbol, the symbol, and for a draft whose number is still empty what the symbol will end with."""
    begin = max(0, (motto or 0) - 12)
    for i, line in enumerate(head[begin : (motto or 0) + 40], begin):
        if "ố" not in line and "ô" not in line and "Ố" not in line:
            continue
        core = line.lstrip("-–_*. ")
        if match := _SYMBOL.match(core):
            if len(line) < 90 or core[match.end() :].lstrip().startswith(("V/v", "V/V", "Về việc")):
                return i, _SPACED.sub(r"\1", match.group(1)), None
        elif len(line) < 90 and (match := _BLANK_SYMBOL.match(core)):
            return i, None, _SPACED.sub(r"\1", match.group(1))
    return None, None, None


def subject_of(head: list[str], begin: int) -> str | None:
    """What a letter is about: "V/v …" under its symbol (or behind it), with the lines that go on with it."""
    for i, line in enumerate(head[begin : begin + 16], begin):
        at = line.lower().find("v/v")
        if at < 0 or (at and not _SYMBOL.match(line.lstrip("-–_* "))):
            continue
        match = _SUBJECT.match(line[at:])
        return None if match is None else " ".join([match.group(1), *_going_on(head[i + 1 : i + 6])])
    return None


def _going_on(lines: list[str]) -> list[str]:
    kept: list[str] = []
    for line in lines:
        if is_rule(line) or dated(line) or _DRAFT_DATE.match(line) or heading_at(line) is not None or line.isupper():
            return kept
        if line.startswith(("Kính gửi", "Số", "Độc lập", "(")):
            return kept
        kept.append(line)
    return []


def dateline(head: list[str], begin: int) -> tuple[str | None, datetime.date | None]:
    """Place and date; a draft's dateline without a day gives the place alone."""
    for i, line in enumerate(head[begin : begin + 40], begin):
        match = dated(line)
        if match and (match.group(1) or line.lower().startswith("ngày")):
            return _place(head[i - 1] if i else "", match), day(match.group(2), match.group(3), match.group(4))
        if "ngày" in line and len(line) < 90 and (match := _DRAFT_DATE.match(line)):
            return match.group(1), None
    return None, None


def day(day: str | int, month: str | int, year: str | int) -> datetime.date | None:
    """The date of three numbers; None where the calendar has no such day."""
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _place(line_before: str, match: re.Match[str]) -> str | None:
    """The place of the dateline; a name that the page's width cut in two is put together."""
    place = (match.group(1) or "").strip()
    if (
        match.start() == 0
        and place
        and _HALF_PLACE.fullmatch(line_before)
        and line_before[0].isupper()
        and not line_before.isupper()
        and not line_before.startswith("Độc lập")
    ):
        place = f"{line_before} {place}"
    return place or None


def issuer(head: list[str], motto: int | None, symbol_at: int | None, symbol: str | None) -> str | None:
    """The body named in capitals above the symbol or the heading, whichever comes first."""
    stop = min(at for at in (motto, symbol_at) if at is not None)
    above: list[str] = []
    for line in reversed(head[max(0, stop - 14) : stop]):
        if is_rule(line) or _is_stamp(line):
            continue
        if not line.isupper() or len(above) > 4:
            break
        above.insert(0, line)
    if not above and motto is not None and symbol_at is not None:
        between = head[motto + 1 : symbol_at]
        above = [line for line in between if line.isupper() and not is_rule(line) and not _is_stamp(line)]
    return issuer_of(above, joint=symbol is not None and _JOINT.match(symbol) is not None)


_JOINT = re.compile(rf"\d+\w?(?:/\d{{4}})?[/-][A-ZĐ][{UPPER}{LOWER}]*(?:LT|LN|PH|LC|LS)-")
"""The symbol of several bodies together: "01/TTLT-BCA-BTC", "05/QCPH-BCA-BQP"."""


def _is_stamp(line: str) -> bool:
    core = line.strip(" *.[]()").upper()
    words = vocabulary("header")
    return core in words["urgencies"] or core.startswith(tuple(words["stamps"]))


def urgency(lines: list[str]) -> str | None:
    """The urgency stamp (Decree 30/2020/NĐ-CP, annex I, 8b): a line of its own, or with the kind ("CÔNG ĐIỆN KHẨN")."""
    said = "\n".join(lines).upper()
    if "KHẨN" not in said and "TỐC" not in said:
        return None
    known: list[str] = vocabulary("header")["urgencies"]
    for line in lines:
        core = line.strip(" *.[]()|!")
        wired = core.startswith("CÔNG ĐIỆN ")
        core = core.removeprefix("CÔNG ĐIỆN ") if wired else core.upper()
        if match := _URGENT.match(core):
            core = match.group(1).strip()
        for word in known:
            if core == word or (core.startswith(f"{word} ") and (wired or len(word) > 4) and line[:2].isupper()):
                return word.capitalize().replace("Hoả", "Hỏa")
    return None


def term(lines: list[str]) -> str | None:
    """The committee's term where its name says it ("… KHÓA XIII", "NHIỆM KỲ 2020-2025"); symbols are counted per term."""
    for line in lines:
        if line.isupper() and (match := _TERM.search(line)):
            return match.group(1) or f"khóa {match.group(2)}"
    return None
