"""Finds the header in the flat text's first lines.

State documents: Decree 30/2020/NĐ-CP, annex I (body and national heading, symbol, dateline, kind and title). Party
documents: Guide 36-HD/VPTW ("Số 127-QĐ/TW", no national heading). A law portal's table of facts fills what is missing.
"""

import datetime
import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from dutdiem.reading.flat import Flat
from dutdiem.reading.header.kinds import find_kind, is_authority, is_rule, title_under, type_of
from dutdiem.reading.header.names import in_sentence, issuer_of
from dutdiem.reading.header.signature import signer
from dutdiem.reading.letters import UPPER
from dutdiem.reading.model import Header
from dutdiem.reading.references.patterns import SYMBOL
from dutdiem.reading.vocabulary import alternatives, vocabulary

_HEAD_CHARACTERS = 9000
_SYMBOL = re.compile(rf"Số(?: ký hiệu)? ?[:.]? ?({SYMBOL})\b", re.I)
_DATE = re.compile(
    r"(?:((?:TP\.? ?|T\.P\.? ?)?["
    + UPPER
    + r"]\w*(?:[ -]\w+){0,4}),? ?)?(?:ngày|Ngày) ?(\d{1,2}) ?(?:tháng|/|-) ?(\d{1,2}) ?(?:năm|/|-) ?(\d{4})\.?\)?$"
)
_MOTTO = re.compile(r"CỘNG H(?:ÒA|OÀ|OA) XÃ HỘI CHỦ NGHĨA VIỆT NAM|^ĐẢNG CỘNG SẢN VIỆT NAM")
_HALVES = re.compile(
    r" +(?=CỘNG H(?:ÒA|OÀ|OA) XÃ HỘI CHỦ NGHĨA|ĐẢNG CỘNG SẢN VIỆT NAM$)|(?<=\d|[A-ZĐ]) +(?=[A-ZĐ][^,\d]{1,30}, ?ngày \d)"
)
_PORTAL_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ADOPTED = re.compile(r"thông qua ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})")
_HALF_PLACE = re.compile(r"(?:TP\.? ?)?[^\W\d_]\w*(?: \w+){0,4}")
_SPACED = re.compile(r" ?([-/.&]) ?")
_SUBJECT = re.compile(r"V/v:?\.? (.{5,400})", re.I)
_TERM = re.compile(r"(?:NHIỆM KỲ|nhiệm kỳ) (\d{4} ?[-–] ?\d{4})|KH[ÓO]A ([IVXLC]+)\b")
_NEWS_DATE = re.compile(
    r"(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|ngày(?: đăng| cập nhật)?|cập nhật|đăng)[ ,:]*"
    r"(?:lúc )?(?:\d{1,2}[:h]\d{2}[ ,-]*)?(?:ngày )?)?"
    r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ ,|-]*(?:lúc )?\d{1,2}[:h]\d{2}(?:'|:\d{2})?)?(?: ?\(gmt ?\+?7\))?$"
)
_FRONT_MATTER = re.compile(r"date:? (\d{4})-(\d{2})(?:-(\d{2}))?\b")


def find_header(flat: Flat) -> Header:
    """What the header says; fields that it does not say are None."""
    lines = flat.text[: 2 * _HEAD_CHARACTERS].split("\n")
    head = _head(lines)
    if any((motto := _motto(line)) and motto.start() > 3 for line in head):
        head = _head(_side_by_side(flat.source.split("\n")))
    header = _portal(lines)
    own = _own(head)
    values = {name: getattr(own, name) for name in Header.__dataclass_fields__ if getattr(own, name)}
    header = replace(header, **values)
    at = _recipients_at(flat.low)
    signed = signer(flat.text, at) if at is not None or header.type or header.symbol else None
    issuer = header.issuer or _issuer_below(head, header.symbol)
    date = header.date or (_adopted(flat) if header.symbol else None)
    return replace(header, issuer=issuer, date=date, signer=signed or header.signer, recipients=_recipients(flat.text, at))


def _motto(line: str) -> re.Match[str] | None:
    return _MOTTO.search(line) if "VIỆT NAM" in line else None


def _recipients_at(low: str) -> int | None:
    """Where the first line that begins with "Nơi nhận" does."""
    at = low.find("nơi nhận")
    while at >= 0:
        begin = low.rfind("\n", max(0, at - 4), at) + 1
        if (begin or at < 3) and low[begin:at] in ("", "-", " ", "- "):
            return at
        at = low.find("nơi nhận", at + 1)
    return None


def _side_by_side(lines: list[str]) -> list[str]:
    """The lines of a page on which the left and the right half of the letterhead ran together, taken apart again."""
    return [part for line in lines for part in _HALVES.split(line.strip())]


def _issuer_below(head: list[str], symbol: str | None) -> str | None:
    """The deciding body's own line under the title, else the body that the symbol ends with."""
    if symbol is None:
        return None
    for line in head:
        if is_authority(line.strip()) and not line.startswith(("CHỦ TỊCH", "BỘ TRƯỞNG", "GIÁM ĐỐC", "CỤC TRƯỞNG")):
            return in_sentence(line.strip())
    body: str | None = vocabulary("header")["symbol_bodies"].get(re.split(r"[-/]", symbol)[-1])
    return body


def _adopted(flat: Flat) -> datetime.date | None:
    match = _ADOPTED.search(flat.low, max(0, len(flat.low) // 2))
    return _date(*match.groups()) if match else None


def find_anchor(flat: Flat, header: Header) -> datetime.date | None:
    """The document's own date: of its header, of its front matter, or of a news dateline among the first lines."""
    if header.date:
        return header.date
    if match := _FRONT_MATTER.match(flat.low.lstrip()[:24]):
        year, month = int(match.group(1)), int(match.group(2))
        return _date(match.group(3), month, year) if match.group(3) else _last_day(year, month)
    for line in flat.low[:2500].split("\n")[:14]:
        if match := _NEWS_DATE.match(line.strip()):
            return _date(*match.groups())
    return None


def _last_day(year: int, month: int) -> datetime.date:
    after = datetime.date(year + month // 12, month % 12 + 1, 1)
    return after - datetime.timedelta(days=1)


def _date(day: str | int | None, month: str | int, year: str | int) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day or 1))
    except ValueError:
        return None


def _head(lines: list[str]) -> list[str]:
    """The lines up to where the body begins: at most a few thousand characters."""
    size = 0
    kept: list[str] = []
    for line in lines:
        size += len(line)
        if size > _HEAD_CHARACTERS or len(kept) > 140:
            break
        kept.append(line.strip())
    return kept


def _own(head: list[str]) -> Header:
    motto = next((i for i, line in enumerate(head) if _motto(line)), None)
    symbol_at, symbol = _symbol(head, motto)
    if symbol_at is None and motto is None:
        return _bare(head)
    base = motto if motto is not None else symbol_at or 0
    place, date = _dateline(head, max(0, base - 8))
    kind_at, kind = find_kind(head, max(base, 0))
    subject = next((m.group(1) for line in head[base : base + 16] if (m := _SUBJECT.match(line))), None)
    number = re.match(r"\d+", symbol) if symbol else None
    return Header(
        type="CV" if subject and not kind else type_of(kind, symbol),
        number=number.group() if number else None,
        symbol=symbol,
        issuer=_issuer(head, motto, symbol_at),
        date=date,
        place=place,
        title=title_under(head, kind_at) if kind_at is not None else subject,
        urgency=next(
            (line.capitalize() for line in head[: base + 14] if line.strip(" *.") in vocabulary("header")["urgencies"]), None
        ),
        term=_term(head[: base + 6]),
    )


def _bare(head: list[str]) -> Header:
    """A text that begins with its kind alone ("CHỈ THỊ", then the title)."""
    if head and head[0] == "" and len(head) > 1:
        head = head[1:]
    at, kind = find_kind(head[:3], 0)
    if at is not None:
        return Header(type=type_of(kind, None), title=title_under(head, at))
    return next((_named(match) for line in head[:4] if (match := _name().fullmatch(line.strip(" .")))), Header())


@cache
def _name() -> re.Pattern[str]:
    kinds = alternatives([kind.capitalize() for kind in vocabulary("references")["types"]])
    return re.compile(rf"({kinds}) số ({SYMBOL})(?:,? ngày (\d{{1,2}})[/-](\d{{1,2}})[/-](\d{{4}}))?")


def _named(match: re.Match[str]) -> Header:
    """A heading that only names the document: "Nghị quyết số 57-NQ/TW"."""
    symbol = _SPACED.sub(r"\1", match.group(2))
    number = re.match(r"\d+", symbol)
    kind: str = vocabulary("references")["types"][match.group(1).lower()]
    day = _date(*match.groups()[2:]) if match.group(3) else None
    return Header(type=kind, number=number.group() if number else None, symbol=symbol, date=day)


def _symbol(head: list[str], motto: int | None) -> tuple[int | None, str | None]:
    for i, line in enumerate(head[: (motto or 0) + 40]):
        if len(line) < 90 and ("ố" in line or "Ố" in line) and (match := _SYMBOL.match(line.lstrip("-–_* "))):
            return i, _SPACED.sub(r"\1", match.group(1))
    return None, None


def _dateline(head: list[str], base: int) -> tuple[str | None, datetime.date | None]:
    for i, line in enumerate(head[base : base + 40]):
        match = _DATE.search(line) if len(line) < 110 and "gày" in line else None
        if match and (match.group(1) or line.lower().startswith("ngày")):
            return _place(head[base + i - 1], match), _date(match.group(2), match.group(3), match.group(4))
    return None, None


def _place(line_before: str, match: re.Match[str]) -> str | None:
    """The place of the dateline; a name that the page's width cut in two is put together."""
    place = (match.group(1) or "").strip()
    if (
        match.start() == 0
        and place
        and _HALF_PLACE.fullmatch(line_before)
        and line_before[0].isupper()
        and not line_before.isupper()
    ):
        place = f"{line_before} {place}"
    return place or None


def _issuer(head: list[str], motto: int | None, symbol_at: int | None) -> str | None:
    stop = min(at for at in (motto, symbol_at) if at is not None)
    above: list[str] = []
    for line in reversed(head[:stop]):
        if is_rule(line):
            continue
        if not line.isupper() or len(above) > 4:
            break
        above.insert(0, line)
    if not above and motto is not None and symbol_at is not None:
        above = [line for line in head[motto + 1 : symbol_at] if line.isupper() and not is_rule(line)]
    if motto is not None and not above and (match := _motto(head[motto])) and match.start() > 3:
        above = [head[motto][: match.start()]]
    return issuer_of([line for line in above if line.strip(" *") not in vocabulary("header")["urgencies"]])


def _term(head: list[str]) -> str | None:
    match = next((m for line in head if line.isupper() and (m := _TERM.search(line))), None)
    return (match.group(1) or f"khóa {match.group(2)}") if match else None


def _portal(lines: list[str]) -> Header:
    """The facts that a law portal lists above the text, each label on one line and its value below."""
    labels = vocabulary("header")["portal"]
    values: dict[str, str] = {}
    filled = [core for line in lines[:150] if (core := line.strip(" *"))]
    for label, value in pairwise(filled):
        if label[-1] == ":" and (name := labels.get(label[:-1].strip().lower())):
            values.setdefault(name, value)
    if "symbol" not in values:
        return Header()
    symbol, day = values["symbol"], _PORTAL_DATE.match(values.get("date", ""))
    number = re.match(r"\d+", symbol)
    return Header(
        type=_portal_type(values.get("type"), symbol),
        number=number.group() if number else None,
        symbol=symbol,
        issuer=in_sentence(values["issuer"]) if "issuer" in values else None,
        date=_date(*day.groups()) if day else None,
        title=values.get("title"),
        signer=values.get("signer"),
    )


def _portal_type(said: str | None, symbol: str) -> str | None:
    known = vocabulary("references")["types"].get((said or "").lower())
    return str(known) if known else type_of(None, symbol)


def _recipients(text: str, at: int | None) -> tuple[str, ...]:
    """The list under "Nơi nhận", which begins at `at`."""
    if at is None:
        return ()
    found: list[str] = []
    for line in text[at : at + 9000].split("\n")[1:60]:
        if not line.strip().startswith(("-", "–", "+")):
            if found and line.strip():
                break
            continue
        found.append(line.strip(" -–+;.,"))
    return tuple(found)
