"""A document without a letterhead: its kind alone above the text, or a heading that names it and a sentence that introduces it.

"Thay mặt Bộ Chính trị, Tổng Bí thư … đã ký ban hành Nghị quyết số 57-NQ/TW (ngày 22/12/2024) của Bộ Chính trị về …" is how
a web page begins that reprints a resolution.
"""

import re
from functools import cache

from dutdiem.reading.header.kinds import find_kind, title_under, type_of
from dutdiem.reading.header.letterhead import day
from dutdiem.reading.letters import LOWER, UPPER
from dutdiem.reading.model import Header
from dutdiem.reading.references.patterns import DAY, SYMBOL
from dutdiem.reading.vocabulary import alternatives, vocabulary

_FACTS = re.compile(
    rf",? ?\(?(?:{DAY}\)?)?,? ?(?:của (?P<body>[^,.;:\n]{{3,80}}?))?"
    r"(?:,? (?:về việc|về|V/v) (?P<title>[^\n.;]{5,400}))?(?=[.;:,\n]|$)"
)
_SIGNER = re.compile(rf"([{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]+){{1,4}}) (?:đã |vừa )?ký ban hành ")
_SPACED = re.compile(r" ?([-/.&]) ?")
_SENTENCES = 6


def introduced(head: list[str]) -> Header:
    """What such a beginning says; nothing where the text begins otherwise."""
    if head and head[0] == "" and len(head) > 1:
        head = head[1:]
    at, kind = find_kind(head[:3], 0)
    if at is not None:
        return Header(type=type_of(kind, None), title=title_under(head, at))
    for i, line in enumerate(head[:4]):
        if match := _name().fullmatch(line.strip(" .#")):
            return _named(match, head[i + 1 : i + 1 + _SENTENCES])
    return Header()


def next_named(text: str, begin: int) -> int:
    """Where the next heading that names a document begins: the page goes on with another one."""
    at = begin
    while (at := text.find("\n", at)) >= 0:
        at += 1
        if text[at : at + 1] in "NCKQT" and _name().fullmatch(text[at : at + 90].split("\n", 1)[0].strip(" .#")):
            return at
    return len(text)


@cache
def _name() -> re.Pattern[str]:
    kinds = alternatives([kind.capitalize() for kind in vocabulary("references")["types"]])
    return re.compile(rf"({kinds}) số ({SYMBOL})(?:,? ngày (\d{{1,2}})[/-](\d{{1,2}})[/-](\d{{4}}))?")


def _named(match: re.Match[str], below: list[str]) -> Header:
    symbol = _SPACED.sub(r"\1", match.group(2))
    number = re.match(r"\d+", symbol)
    kind: str = vocabulary("references")["types"][match.group(1).lower()]
    date = day(*match.groups()[2:]) if match.group(3) else None
    header = Header(type=kind, number=number.group() if number else None, symbol=symbol, date=date)
    sentence = next((line for line in below if symbol in line and len(line) < 1000), None)
    return header if sentence is None else _with_facts(header, sentence, symbol)


def _with_facts(header: Header, sentence: str, symbol: str) -> Header:
    facts = _FACTS.match(sentence, sentence.find(symbol) + len(symbol))
    signer = _SIGNER.search(sentence)
    date = day(*facts.groups()[:3]) if facts and facts.group(1) else header.date
    return Header(
        type=header.type,
        number=header.number,
        symbol=symbol,
        issuer=facts.group("body") if facts else None,
        date=date,
        title=facts.group("title").strip() if facts and facts.group("title") else None,
        signer=signer.group(1) if signer else None,
    )
