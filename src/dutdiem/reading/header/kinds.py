"""A document's kind, as the word above its title or its symbol says it, and the title below (Decree 30/2020/NĐ-CP, annex I)."""

import re
from functools import cache

from dutdiem.reading.letters import UPPER
from dutdiem.reading.vocabulary import alternatives, vocabulary


@cache
def kinds() -> re.Pattern[str]:
    """A kind alone, before capitals, or (with whose it is) before the small letters of the title on the same line."""
    kinds = alternatives(vocabulary("header")["kinds"])
    return re.compile(rf"({kinds})(?: LIÊN TỊCH)?(?:[:.]?$|(?: CỦA [{UPPER} ]+?)? (?=[a-zđà-ỹ])| (?=[{UPPER}]))")


def find_kind(head: list[str], base: int) -> tuple[int | None, str | None]:
    for i, line in enumerate(head[base : base + 45]):
        core = line.strip(" *")
        match = kinds().match(core)
        if match and (line.isupper() or line.strip(" *:.") == match.group(1) or core[match.end() : match.end() + 1].islower()):
            return base + i, match.group(1)
    return None, None


def type_of(kind: str | None, symbol: str | None) -> str | None:
    """By the word above the title, else by the symbol; a symbol with a body alone is an official letter (CV)."""
    words = vocabulary("references")
    if kind:
        found = words["types"].get(kind.lower().removesuffix(" hành động"))
        if found:
            return str(found)
    if symbol:
        parts = [part for part in re.split(r"[-/]", symbol)[1:] if part in words["symbols"]]
        return (
            str(words["symbols"][parts[0]])
            if parts and not kind and len(parts[0]) > 1 and symbol.find(parts[0]) < 12 and _after_number(symbol, parts[0])
            else "CV"
        )
    return None


def _after_number(symbol: str, part: str) -> bool:
    """The kind stands right after the number or year; further right it is the body that wrote ("5642/CT-CS")."""
    return re.match(rf"\d+(?:/\d{{4}})?[-/]{re.escape(part)}(?:[-/]|$)", symbol) is not None


def is_rule(line: str) -> bool:
    return not line.strip(" -–—_*=.#")


def title_under(head: list[str], at: int) -> str | None:
    """The lines under the kind until the body begins."""
    kind = kinds().match(head[at].strip(" *"))
    rest = head[at].strip(" *")[kind.end() :].strip(" :.") if kind else ""
    parts: list[str] = [rest] if rest else []
    for line in head[at + 1 : at + 12]:
        if is_rule(line):
            if parts:
                break
            continue
        if parts and not (line.isupper() and parts[-1].isupper()) and not line[:1].islower():
            break
        if re.match(r"(?:Căn cứ|Thực hiện|Kính gửi|- ?Căn cứ|Theo|Xét|Điều 1|\()", line) or is_authority(line) or len(line) > 700:
            break
        parts.append(line)
    return re.sub(r"^(?:V/v|v/v):? ", "", " ".join(parts)) or None


_AUTHORITY = re.compile(
    r"(?:CHỦ TỊCH |BỘ TRƯỞNG |(?:TỔNG )?GIÁM ĐỐC |CỤC TRƯỞNG )?"
    r"(?:ỦY BAN|UỶ BAN|HỘI ĐỒNG|BỘ|SỞ|CỤC|(?:THỦ TƯỚNG )?CHÍNH PHỦ|QUỐC HỘI)\b"
)


def is_authority(line: str) -> bool:
    """The line of a decision that names who decides ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …")."""
    return line.isupper() and len(line) < 90 and _AUTHORITY.match(line) is not None and " VỀ " not in line
