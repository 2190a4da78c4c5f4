"""A document's kind, as the word above its title or its symbol says it, and the title below (Decree 30/2020/NĐ-CP, annex I)."""

import re
from functools import cache

from dutdiem.reading.letters import LOWER, UPPER
from dutdiem.reading.vocabulary import alternatives, vocabulary

_WITHIN = 45
_TITLE = 700
_FIRST = frozenset("NQCTHKPĐDBGLVS")
_STARTS = re.compile(r"(?:Căn cứ|Kính gửi|[-–] ?Căn cứ|Xét |Theo đề nghị|Điều \d|\(|Hôm nay)")
_BODY = re.compile(
    rf"{_STARTS.pattern}|Thực hiện|Theo |Thời gian|[-–+•]|(?:[IVXLC]{{1,4}}|\d{{1,2}}|[A-ZĐa-zđ])[.)/-]"
    r"|(?:Chương|Phần|Mục|PHẦN|CHƯƠNG) "
)
_RUN_ON = re.compile(r" (?=Căn cứ |Kính gửi|Thực hiện (?:Nghị|Quyết|Kế|Chỉ|Luật|Công|Thông|Chương)|Điều 1\b)")
_OFFICE = (
    r"(?:CHỦ TỊCH |BỘ TRƯỞNG |(?:TỔNG )?GIÁM ĐỐC |CỤC TRƯỞNG |VIỆN TRƯỞNG |CHÁNH VĂN PHÒNG |TRƯỞNG BAN |CHÁNH ÁN |THỐNG ĐỐC "
    r"|TỔNG THANH TRA )?"
)
_AUTHORITY = re.compile(
    _OFFICE + r"(?:ỦY BAN|UỶ BAN|HỘI ĐỒNG|BỘ|SỞ|CỤC|(?:THỦ TƯỚNG )?CHÍNH PHỦ|QUỐC HỘI|BAN (?:THƯỜNG VỤ|BÍ THƯ|CHẤP HÀNH)"
    r"|TỈNH ỦY|THÀNH ỦY)\b"
)
_RULE = re.compile(r" ?[-–_*]{3}")
_ENDS_OPEN = re.compile(r"(?:^|[ ,])(?:CỦA|DO|TẠI|(?<!TRỰC )THUỘC|VÀ|VỚI|CHO|BỞI|GIỮA|VỀ|TỪ|GỬI|CÙNG|,|TRÌNH|-)$")


@cache
def kinds() -> re.Pattern[str]:
    """A kind alone, before capitals, or (with whose it is) before the small letters of the title on the same line."""
    kinds = alternatives(list(vocabulary("header")["kinds"]))
    return re.compile(rf"({kinds})(?: LIÊN TỊCH| LIÊN NGÀNH)?(?:[:.]?$|(?: CỦA [{UPPER} ]+?)? (?=[{LOWER}])| (?=[{UPPER}\d“\"(]))")


_SPOKEN_OF = re.compile(r"(?:NGHỊ QUYẾT|CHỈ THỊ|KẾT LUẬN|QUYẾT ĐỊNH|NGHỊ ĐỊNH) \d{1,3} (?!NĂM\b|THÁNG\b|NGÀY\b)[^\W\d_]")
"""A headline about another document ("NGHỊ QUYẾT 57 SAU SÁU THÁNG"): one's own number stands behind "SỐ" or above."""


@cache
def _compact() -> dict[str, str]:
    return {kind.replace(" ", ""): kind for kind in vocabulary("header")["kinds"]}


def find_kind(head: list[str], base: int) -> tuple[int | None, str | None]:
    """The line that names the kind, before the one that names whom a letter goes to."""
    for i, line in enumerate(head[base : base + _WITHIN], base):
        core = line.strip(" *#")
        if core.startswith("Kính gửi"):
            return None, None
        if core[:1] not in _FIRST:
            continue
        if kind := _kind_of(core):
            return i, kind
    return None, None


def _kind_of(core: str) -> str | None:
    match = kinds().match(core)
    if match and _SPOKEN_OF.match(core):
        return None
    if match and (core.isupper() or core.strip(":.") == match.group(1) or _small_after(core, match.end())):
        return match.group(1)
    if core[1:2] == " " and len(core) < 60:  # "Q U Y Ế T  Đ Ị N H"
        return _compact().get(core.replace(" ", "")) if all(len(part) == 1 for part in core.split()) else None
    return core.upper() if len(core) < 24 and core.upper() in vocabulary("header")["kinds"] else None


def _small_after(core: str, at: int) -> bool:
    """What the kind is of goes on behind it: small letters, one capital ("KẾ HOẠCH Phát triển …"), "QUY CHẾ PHỐI HỢP trong …"."""
    return core[at : at + 1].islower() or core[at + 1 : at + 2].islower() or (len(core) < 300 and core[at : at + 3].isupper())


def type_of(kind: str | None, symbol: str | None) -> str | None:
    """By the word above the title, else by the symbol; a symbol with a body alone is an official letter (CV)."""
    by_word: dict[str, str] = vocabulary("header")["kinds"]
    if kind:
        return by_word.get(kind.upper())
    if symbol:
        known = vocabulary("references")["symbols"] | {value: value for value in by_word.values()}
        parts = [part for part in re.split(r"[-/]", symbol)[1:] if part in known]
        at_front = bool(parts) and len(parts[0]) > 1 and _after_number(symbol, parts[0])
        return str(known[parts[0]]) if at_front else "CV"
    return None


def _after_number(symbol: str, part: str) -> bool:
    """The kind stands right after the number or year; further right it is the body that wrote ("5642/CT-CS")."""
    return re.match(rf"\d+\w?(?:/\d{{4}})?[-/]{re.escape(part)}(?:[-/]|$)", symbol) is not None


def is_rule(line: str) -> bool:
    return not line.strip(" -–—_*=.#…")


def title_under(head: list[str], at: int, issuer: str | None = None) -> str | None:
    """The lines under the kind until the body begins, without the one that names who decides."""
    parts = _rest_of(head[at])
    below = at + 1
    for below in range(at + 1, min(at + 14, len(head))):
        line = head[below]
        if is_rule(line):
            if parts:
                break
        elif _goes_on(parts, line) if parts else _begins(line):
            parts.append(line)
        else:
            break
    title = _RULE.split(re.sub(r"^V/v ?[:.]? ?", "", " ".join(parts), flags=re.I))[0]
    follows = head[below] if below < len(head) else ""
    return _without_authority(title, issuer, follows) or None


def _rest_of(line: str) -> list[str]:
    """What follows the kind on its own line; an urgency there is none of the title."""
    core = line.strip(" *#")
    match = kinds().match(core)
    rest = core[match.end() :].strip(" :.") if match else ""
    rest = _urgent().sub("", _RUN_ON.split(rest, maxsplit=1)[0].strip())
    return [rest] if rest and len(rest) <= _TITLE else []


@cache
def _urgent() -> re.Pattern[str]:
    return re.compile(rf"^{alternatives(vocabulary('header')['urgencies'])}(?: |$)")


def _begins(line: str) -> bool:
    if _STARTS.match(line) or is_authority(line) or len(line) > _TITLE:
        return False
    return line[-1] not in ":;" and not (line[-1] == "." and len(line) > 160)


def _goes_on(parts: list[str], line: str) -> bool:
    """Capitals after capitals, small letters, or a further short line that is no sentence of the body."""
    before = parts[-1]
    if is_authority(line) or len(line) > _TITLE or _TABLE.match(line):
        return False
    if line.isupper() and before.isupper():
        return _STARTS.match(line) is None
    if line[:1].islower():
        return True
    if before.isupper() or _BODY.match(line):
        return False
    return len(parts) < 4 and len(line) < 120 and before[-1] not in ".:;" and line[-1] not in ".:;," and ":" not in line


_TABLE = re.compile(r"(?:S?TT|Số TT|Số thứ tự)(?: |\W*$)", re.I)
"""The first heading of a table right under the title."""


def is_authority(line: str) -> bool:
    """The line of a decision that names who decides ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …")."""
    return line.isupper() and len(line) < 90 and _AUTHORITY.match(line) is not None and " VỀ " not in line


def _without_authority(title: str, issuer: str | None, follows: str) -> str:
    """A page's lines in capitals ran together: the name of who decides at the end, before the grounds, is no title."""
    if not issuer or not title.isupper() or not follows.startswith(("Căn cứ", "- Căn cứ", "Xét", "Theo")):
        return title
    name = issuer.upper().replace("UỶ", "ỦY")
    plain = title.replace("UỶ", "ỦY")
    if not plain.endswith(name):
        return title
    begin = max(plain.rfind(f" {office} {name}") for office in ("CHỦ TỊCH", "BỘ TRƯỞNG", "GIÁM ĐỐC", "CỤC TRƯỞNG", "TRƯỞNG BAN"))
    rest = title[: begin if begin >= 0 else len(title) - len(name)].rstrip()
    return title if not rest or _ENDS_OPEN.search(rest) else rest
