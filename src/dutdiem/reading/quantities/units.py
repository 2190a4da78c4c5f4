"""Where the unit after a number ends: a measure, a counted noun with the word that it is empty without, or an unknown noun.

A word that no list knows is a unit where grammar lets only a noun stand: right after a number, unless it is a word of grammar
or a verb, or the number belongs to the name before it ("Nhơn Trạch 3 phục vụ …").
"""

import re
from functools import cache
from typing import NamedTuple

from dutdiem.reading.letters import LOWER, UPPER
from dutdiem.reading.quantities.quantity import SCALES
from dutdiem.reading.vocabulary import alternatives, vocabulary

_QUOTED = re.compile(rf' (?:"(?=[{UPPER}{LOWER}])[^"\n]{{2,60}}"|“(?=[{UPPER}{LOWER}])[^”\n]{{2,60}}”)')
"""“655 "Điểm chữa cháy công cộng"”."""
_ACRONYM = re.compile(rf" [{UPPER}&]{{2,8}}\b(?![-/])")


_HOUSING = re.compile(r" ở (?:xã hội|thương mại|công nhân|tái định cư)\b")
"""Behind "nhà" this is its kind, no place ("31 dự án nhà ở thương mại")."""
_CLASSIFIERS = frozenset(("cái", "chiếc"))
_NAMED = frozenset(("cục", "chi cục", "tổng cục", "đội", "huân chương", "huy chương"))
_MEDAL = re.compile(
    r" (?:sao vàng|hồ chí minh|độc lập|quân công|lao động|bảo vệ tổ quốc|chiến công|đại đoàn kết dân tộc|dũng cảm|hữu nghị"
    r"|chiến sĩ vẻ vang|quân kỳ quyết thắng|vì an ninh tổ quốc|vàng|bạc|đồng)\b(?! \d)(?:,? hạng (?:nhất|nhì|ba|i{1,3})\b)?"
)
"""Orders and medals (Law on Emulation and Commendation, articles 33 and 54), with their class."""
_SCALED_TURNS = frozenset(f"{scale} lượt" for scale in ("nghìn", "ngàn", "triệu"))
_MORE_OF_IT = {"tuần": (" tra", " hoàn"), "điều": (" tra", " chỉnh", " động", " hành")}
"""Units that are the first syllable of a verb before these ("Đội 3 tuần tra …")."""
_QUOTES = frozenset('"“')


class Unit(NamedTuple):
    """Where it ends (flat offset), and whether a list knows its noun."""

    end: int
    known: bool


def _units() -> dict[str, list[str]]:
    units: dict[str, list[str]] = vocabulary("quantities")["units"]
    return units


@cache
def _per() -> str:
    """Of how many: "đồng/người/ngày", "ca/100.000 dân"."""
    nouns = [noun for noun in _units()["nouns"] if " " in noun]
    many = r"(?:vạn|nghìn|triệu) dân\b"
    return rf"/(?:10{{0,2}}(?:\.000)* ?)?(?:{many}|(?:{alternatives(nouns)})\b|[{LOWER}]+(?: [{LOWER}]+)??(?=[ ,.;)/\n]))"


@cache
def known_unit() -> re.Pattern[str]:
    units = _units()
    symbols = [unit for unit in units["measures"] if not (unit[0].isalpha() and unit[-1].isalnum())]
    words = [unit for unit in units["measures"] + units["nouns"] if unit[0].isalpha() and unit[-1].isalnum()]
    return re.compile(rf" ?(?:{alternatives(symbols)})| ?(?:{alternatives(words)})\b(?:{_per()})*")


@cache
def _open_unit() -> re.Pattern[str]:
    """One word or two that may be nouns."""
    word = rf" (?!(?:{alternatives(_units()['not_unit'])})\b)[{LOWER}]+\b"
    return re.compile(rf"{word}(?:{word})?(?:{_per()})*")


@cache
def _row() -> re.Pattern[str]:
    return re.compile(rf", (?:{alternatives(_units()['rows'])})\b")


@cache
def _sets() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in _units().items()}


def is_place(unit: str) -> bool:
    return unit.lower() in _sets()["places"]


def whole_noun(low: str, start: int, end: int) -> int:
    """Where a noun at start..end ends with the word that it is empty without ("tổ hợp tác", "chương trình tín dụng")."""
    noun = low[start:end].strip()
    return _whole(low, end, noun) if noun in _sets()["open_nouns"] else end


def is_measure(unit: str) -> bool:
    return unit.lower().split("/")[0] in _sets()["measures"]


def unit_after(text: str, low: str, end: int) -> Unit | None:
    """The unit of a number that ends at `end`; None where what follows is none."""
    match = known_unit().match(low, end)
    if match:
        said = match.group()
        unit = said.strip()
        if not _may_be_unit(text, match, unit) or low.startswith(_MORE_OF_IT.get(unit, ()), match.end()):
            return None
        if unit in _NAMED and (named := _named(text, low, match.end(), unit)):
            return Unit(named, True)
        if "/1 " in said and not is_measure(unit):
            return Unit(match.start() + said.index("/1 "), True)  # "2 vụ/1 đối tượng" are two, and one
        whole = _whole(low, match.end(), unit)
        if whole > match.end() and text[match.end() + 1 : match.end() + 2].isupper():
            whole = match.end()  # "38 trụ sở Công an xã": whose they are is no part of what is counted
        kind = _HOUSING.match(low, whole) if low.endswith("nhà", match.start(), whole) else None
        return Unit(kind.end() if kind else whole, True)
    if low[end : end + 1] != " ":
        return None
    if low[end + 1 : end + 2] in _QUOTES:
        quoted = _QUOTED.match(text, end)
        return Unit(quoted.end(), False) if quoted else None
    if acronym := _ACRONYM.match(text, end):
        return Unit(acronym.end(), True)
    unknown = _open_unit().match(low, end)
    return Unit(unknown.end(), False) if unknown and text[end + 1].islower() else None


def _named(text: str, low: str, end: int, unit: str) -> int:
    """Where the name ends that a medal or a body of one branch has ("Huân chương Lao động hạng Ba", "Cục Thuế"); 0 without one."""
    if unit.endswith("chương"):
        medal = _MEDAL.match(low, end)
        return medal.end() if medal else 0
    branch = _branch().match(text, end) if text[end - len(unit)].isupper() else None
    return _in_row(low, branch.end()) if branch else 0


@cache
def _branch() -> re.Pattern[str]:
    small = rf"(?: (?!(?:{alternatives(_units()['not_unit'])})\b)[{LOWER}]+\b)"
    return re.compile(rf" [{UPPER}][{LOWER}]+\b{small}{{0,2}}")


def _may_be_unit(text: str, match: re.Match[str], unit: str) -> bool:
    first = match.start() + (match.group()[0] == " ")
    base = unit.split("/")[0]
    if len(base) == 1 and base.isalpha():
        return text[first].islower() or base in ("v", "w")
    if unit[0].isalpha() and match.group()[0] != " " and len(base) > 4:
        return False
    if not text[first].isupper() or text[first : first + 2].isupper():
        return True
    return base in vocabulary("references")["types"] or unit.startswith(tuple(_units()["capital"]))


def _whole(low: str, end: int, unit: str) -> int:
    """The end of the unit with what belongs to it: what a multiplier multiplies, the word a noun is empty without."""
    sets = _sets()
    if unit in SCALES:
        known = known_unit().match(low, end)
        counted = known or _open_unit().match(low, end)
        if known and known.group() == " lượt":
            return _whole(low, known.end(), "lượt")
        return counted.end() if counted else end
    if unit in _SCALED_TURNS and (done := _open_unit().match(low, end)):
        return done.end()
    if unit in sets["measures"] or "/" in unit:
        return end
    if unit.rpartition(", ")[2] in sets["rows"] and (row := _row().match(low, end)):
        return _in_row(low, row.end())
    if unit in sets["closed_nouns"]:
        return end
    if unit in _CLASSIFIERS:
        thing = _thing().match(low, end)
        return thing.end() if thing else end
    if (unit in sets["open_nouns"] or (len(unit) > 4 and unit.count(" ") < 2)) and (more := _open_unit().match(low, end)):
        if more.group().strip() in sets["rows"]:
            return _in_row(low, more.end())
        # "bộ thiết bị": half of a noun that a list knows is none.
        known = known_unit().match(low, end) if more.group().strip() not in sets["nouns"] else None
        return max(more.end(), known.end()) if known else more.end()
    return end


@cache
def _thing() -> re.Pattern[str]:
    """What a classifier counts, which says nothing alone: "chiếc ốp bảo vệ điện thoại"."""
    return re.compile(rf"(?: (?!(?:{alternatives(_units()['not_unit'])})\b)[{LOWER}]+\b){{1,5}}")


def _in_row(low: str, end: int) -> int:
    while row := _row().match(low, end):
        end = row.end()
    return end
