"""Finds the header in the flat text's first lines.

State documents: Decree 30/2020/NĐ-CP, annex I (body and national heading, symbol, dateline, kind and title). Party
documents: Guide 36-HD/VPTW ("Số 127-QĐ/TW", no national heading). A law portal's table of facts fills what is missing.
"""

import datetime
import re
from dataclasses import replace

from dutdiem.reading.flat import Flat
from dutdiem.reading.header import letterhead
from dutdiem.reading.header.introduced import introduced, next_named
from dutdiem.reading.header.kinds import find_kind, is_authority, title_under, type_of
from dutdiem.reading.header.letterhead import day
from dutdiem.reading.header.lines import head_lines
from dutdiem.reading.header.names import in_sentence
from dutdiem.reading.header.news import posted_among
from dutdiem.reading.header.opening import opening_day
from dutdiem.reading.header.portal import portal
from dutdiem.reading.header.recipients import Recipients, find_recipients
from dutdiem.reading.header.signature import Signature, signature_after
from dutdiem.reading.model import Header
from dutdiem.reading.vocabulary import vocabulary

_ADOPTED = re.compile(r"thông qua ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})")
_FRONT_MATTER = re.compile(r"date:? (\d{4})-(\d{2})(?:-(\d{2}))?\b")
_DRAFT = re.compile(r"ngày[ ._…]*tháng ?(\d{1,2}) ?năm ?(\d{4})$")
_PARTS = re.compile(r"[-/]")
_SITTING = re.compile(r",? (?:KHÓA|KHOÁ|KỲ HỌP|NHIỆM KỲ)\b")
_UNDER = 16
"""Within so many lines below the letterhead the title begins and the deciding body stands."""
_OFFICES = ("CHỦ TỊCH", "BỘ TRƯỞNG", "GIÁM ĐỐC", "CỤC TRƯỞNG")


def find_header(flat: Flat) -> Header:
    """What the header says; fields that it does not say are None."""
    head = head_lines(flat)
    header, text = _lettered(head), flat.text
    if header is None:
        header = introduced(head)
        text = text[: next_named(text, 200)] if header.symbol else text
    header = _filled(header, portal(flat))
    found = find_recipients(flat, len(text)) if header.type or header.symbol else None
    signature = _signature(header, text, found)
    return replace(
        header,
        issuer=header.issuer or _issuer_below(head, header.symbol, signature),
        date=header.date or (_adopted(flat) if header.symbol else None),
        signer=signature.name if signature else header.signer,
        recipients=found.items if found else (),
    )


def _filled(header: Header, more: Header) -> Header:
    """The header with the fields that it lacks taken from another reading of it."""
    empty = {name: getattr(more, name) for name in Header.__dataclass_fields__ if not getattr(header, name)}
    return replace(header, **empty)


def _signature(header: Header, text: str, found: Recipients | None) -> Signature | None:
    if found:
        return signature_after(text, 0, found.others, (found.start, found.end))
    if header.type or header.symbol:
        return signature_after(text, min(400, len(text) // 3), (), None)
    return None


def _issuer_below(head: list[str], symbol: str | None, signature: Signature | None) -> str | None:
    """The deciding body's own line under the title, else the body that the symbol ends with or the signature names."""
    words = vocabulary("header")
    body: str | None = None
    if symbol is not None:
        for line in head:
            if is_authority(line.strip()) and not line.startswith(_OFFICES):
                return in_sentence(line.strip())
        body = words["symbol_bodies"].get(_PARTS.split(symbol)[-1])
    if body is None and signature:
        body = words["position_bodies"].get(signature.capacity.replace(signature.name, "").strip(" ."))
    return body


def _adopted(flat: Flat) -> datetime.date | None:
    """When an assembly adopted its resolution, as the closing formula says it."""
    match = _ADOPTED.search(flat.low, max(0, len(flat.low) // 2))
    return day(*match.groups()) if match else None


def find_anchor(flat: Flat, header: Header) -> datetime.date | None:
    """The document's own date: of its header, its front matter, a news dateline or a draft's month among the first lines, else
    the day with which a news report without a header opens ("Chiều 03-10-2023, Tổ công tác … họp …")."""
    if header.date:
        return header.date
    if match := _FRONT_MATTER.match(flat.low.lstrip()[:24]):
        year, month = int(match.group(1)), int(match.group(2))
        return day(match.group(3), month, year) if match.group(3) else _last_day(year, month)
    # In the source: a web page's hard breaks are mended in the flat text, where the line may go on the headline.
    if posted := posted_among(flat.source[:2500].lower().split("\n")[:14]):
        return posted
    for line in flat.low[:2500].split("\n"):
        if header.place and line.startswith(header.place.lower()) and (match := _DRAFT.search(line)):
            return _last_day(int(match.group(2)), int(match.group(1)))
    return opening_day(flat.low) if header.type is None else None


def _last_day(year: int, month: int) -> datetime.date | None:
    if not 1 <= month <= 12:
        return None
    after = datetime.date(year + month // 12, month % 12 + 1, 1)
    return after - datetime.timedelta(days=1)


def _lettered(head: list[str]) -> Header | None:
    """The header of a letterhead; None where the text has neither a national or Party heading nor a symbol."""
    motto = letterhead.first_heading(head)
    symbol_at, symbol, blank = letterhead.symbol_of(head, motto)
    if symbol_at is None and motto is None:
        return None
    base = motto if motto is not None else symbol_at or 0
    place, date = letterhead.dateline(head, max(0, base - 8))
    kind_at, kind = find_kind(head, base)
    if kind is None and motto is None:
        above_at, above = find_kind(head[:base], 0)
        kind_at, kind = (above_at, above) if above else (kind_at, kind)
    subject = None if kind else letterhead.subject_of(head, min(base, symbol_at if symbol_at is not None else base))
    number = re.match(r"\d+", symbol) if symbol else None
    issuer = _of_place(_whole(letterhead.issuer(head, motto, symbol_at, symbol), head[base:]), place)
    if kind is None and subject is None:
        kind_at = _over_title(head, base)
    return Header(
        type="CV" if subject else type_of(kind, symbol or (f"0{blank}" if blank else None)),
        number=number.group() if number else None,
        symbol=symbol,
        issuer=issuer,
        date=date,
        place=place,
        title=title_under(head, kind_at, issuer) if kind_at is not None else subject,
        urgency=letterhead.urgency(head[max(0, base - 12) : base + 14]),
        term=letterhead.term(head[max(0, base - 12) : base + 6]),
    )


def _whole(issuer: str | None, below: list[str]) -> str | None:
    """A council or committee whose place a page has left away, with the place from its own line under the title."""
    if issuer and issuer.startswith("y ban "):
        issuer = f"Ủ{issuer}"  # the large first letter of a line is what pages and scans lose
    if issuer is None or issuer.lower() not in ("hội đồng nhân dân", "ủy ban nhân dân", "uỷ ban nhân dân"):
        return issuer
    lines = (_SITTING.split(line)[0].strip(" ,") for line in below[:_UNDER])
    return next((in_sentence(line) for line in lines if line.isupper() and line.startswith(f"{issuer.upper()} ")), issuer)


def _over_title(head: list[str], base: int) -> int | None:
    """Where the kind's line has been left away: the line before "VỀ KẾ HOẠCH …", which is the title."""
    titles = (at for at in range(base + 1, min(base + _UNDER, len(head))) if head[at].startswith("VỀ ") and head[at].isupper())
    at = next(titles, None)
    return None if at is None else at - 1


def _of_place(issuer: str | None, place: str | None) -> str | None:
    """A body whose name ends with the place of the dateline, which is written as it is there ("Sở Y tế Lào Cai")."""
    if issuer and place and issuer.lower().endswith(f" {place.lower()}"):
        return issuer[: len(issuer) - len(place)] + place
    return issuer
