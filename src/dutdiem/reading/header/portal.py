"""The facts that a law portal lists about a document above its text."""

import re
from itertools import pairwise

from dutdiem.reading.flat import Flat
from dutdiem.reading.header.kinds import type_of
from dutdiem.reading.header.letterhead import day
from dutdiem.reading.header.names import in_sentence
from dutdiem.reading.model import Header
from dutdiem.reading.vocabulary import vocabulary

_NUMBERED = re.compile(r"\nsố (?:ký )?hiệu\b|\nsố/ký hiệu\b")
_DATE = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_REACH = 4000
_AROUND = 600


def portal(flat: Flat) -> Header:
    """Each label stands on a line of its own with its value below, or with it on one line."""
    numbered = _NUMBERED.search(flat.low, 0, _REACH)
    if numbered is None:
        return Header()
    around = flat.text[max(0, numbered.start() - _AROUND) : numbered.end() + 2 * _AROUND]
    values = _values(around.split("\n"))
    if "symbol" not in values:
        return Header()
    symbol, date = values["symbol"], _DATE.match(values.get("date", ""))
    number = re.match(r"\d+", symbol)
    return Header(
        type=_type(values.get("type"), symbol),
        number=number.group() if number else None,
        symbol=symbol,
        issuer=in_sentence(values["issuer"]) if "issuer" in values else None,
        date=day(*date.groups()) if date else None,
        title=values.get("title"),
        signer=values.get("signer"),
    )


def _values(lines: list[str]) -> dict[str, str]:
    labels = vocabulary("header")["portal"]
    values: dict[str, str] = {}
    filled = [core for line in lines if (core := line.strip(" *"))]
    for label, value in pairwise([*filled, ""]):
        before, colon, behind = label.partition(":")
        name = labels.get(before.strip().lower()) if len(before) < 32 else None
        if name and (behind.strip() or value) and (colon or label == before):
            values.setdefault(name, behind.strip() or value)
    return values if re.match(r"\d+\w?[-/]", values.get("symbol", "")) else {}


def _type(said: str | None, symbol: str) -> str | None:
    return type_of((said or "").upper(), None) or type_of(None, symbol)
