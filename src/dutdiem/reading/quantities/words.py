"""Numbers in words: which runs of number words there are, and which of them count something.

"Năm" is a year and a five, "một" an article and a one, "hai bên" two that are spoken of: such words count only by what stands
beside them.
"""

import re
from decimal import Decimal
from functools import cache

from dutdiem.reading.before import last_word
from dutdiem.reading.flat import Flat
from dutdiem.reading.quantities.comparators import compare
from dutdiem.reading.quantities.names import is_named
from dutdiem.reading.quantities.quantity import SCALES
from dutdiem.reading.quantities.units import is_measure, known_unit, unit_after
from dutdiem.reading.triggers import Hit
from dutdiem.reading.vocabulary import vocabulary

_NEVER_ONE = frozenset(("năm", "điểm", "con", "bộ", "ban", "tổ", "bản", "nhà", "xã", "nước", "cấp", "ngành"))
_MULTIPLIED = frozenset(("mươi", "trăm", "nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ"))
_ABOUT = frozenset(("hơn", "gần", "trên", "ngót", "khoảng"))
_TAILS = frozenset(("mươi", "lẻ", "linh", "mốt", "lăm", "tư"))
_BOTH = (" bên", " nước", " đảng", " dân tộc", " phía")
"""Behind "hai" these are the two that are spoken of, no count, but in "cả hai bên"."""
_EACH = re.compile(r"\bmỗi \w+(?: \w+)? \Z")
"""“mỗi học kỳ một buổi”."""
_AMONG_OTHERS = re.compile(r", (?:\d|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\b")
_OF_A_YEAR = re.compile(r"\b(?:(?:19|20)\d{2}|năm (?:nay|qua|ngoái|tới|sau)|đây)\b[^.;\n]*\blà \Z")
"""Before "năm tổ chức …": a year is told of, no five ("Năm 2021 là năm tổ chức Đại hội")."""
_ENDS = frozenset(".:!?…\n")


@cache
def _behind(name: str) -> tuple[str, ...]:
    return tuple(f" {word} " for word in vocabulary("quantities")[name])


@cache
def _tails(name: str) -> frozenset[str]:
    """How the words of a list end, with the blank behind them: by it most places are told to have none before them."""
    return frozenset(word[-2:] + " " for word in vocabulary("quantities")[name])


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(vocabulary("quantities")[name])


def word_runs(low: str, hits: list[Hit], years: list[Hit]) -> list[tuple[int, int]]:
    """Number words in a row; `years` has every "năm"."""
    runs: list[tuple[int, int]] = []
    for start, end, word in hits:
        if word in _MULTIPLIED and low.startswith("năm ", start - 4) and (start < 5 or not low[start - 5].isalnum()):
            start -= 4
        elif word in ("lẻ", "linh") and low.startswith(" năm ", end):
            end += 4
        if runs and start - runs[-1][1] == 1 and low[runs[-1][1]] == " ":
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    tails = _tails("before_five")
    return runs + [(start, end) for start, end, _ in years if low[start - 3 : start] in tails and _is_five(low, start, end)]


def _is_five(low: str, start: int, end: int) -> bool:
    """ "vỏn vẹn năm trang": "năm" before what is counted, and behind what counts."""
    if not low.endswith(_behind("before_five"), 0, start):
        return False
    if low.endswith("là ", 0, start) and _OF_A_YEAR.search(low, max(0, start - 80), start):
        return False
    unit = known_unit().match(low, end)
    return unit is not None and unit.group()[0] == " " and not is_measure(unit.group().strip())


def counted_by(flat: Flat, start: int, end: int) -> int | None:
    """Where the unit ends that the number word start..end counts; None where it counts nothing."""
    low, said = flat.low, flat.low[start:end]
    if said in _TAILS or low.endswith(("thứ ", "phần "), 0, start) or _is_vague(low, start, said):
        return None
    unit = known_unit().match(low, end)
    if said == "một":
        return _one(flat, start, end, unit.group().strip() if unit else "")
    if (not unit and not _counts_any(flat, start, end, said)) or (said == "hai" and _is_both(low, start, end)):
        return None
    after = unit_after(flat.text, low, end)
    return after.end if after else None


def _is_both(low: str, start: int, end: int) -> bool:
    return low.startswith(_BOTH, end) and not low.endswith("cả ", 0, start)


def _one(flat: Flat, start: int, end: int, unit: str) -> int | None:
    """ "đúng một người", "ít nhất một buổi"; elsewhere "một" is an article."""
    low = flat.low
    stressed = low[start - 3 : start] in _tails("before_one") and low.endswith(_behind("before_one"), 0, start)
    near = max(0, start - 24)
    stressed = stressed or (low.find("mỗi ", near, start) >= 0 and _EACH.search(low, near, start) is not None)
    if (not stressed and (not unit or unit in _NEVER_ONE)) or low.startswith(_behind("not_one"), end):
        return None
    after = unit_after(flat.text, low, end)
    if after and (
        stressed
        or (unit and _AMONG_OTHERS.match(low, after.end))
        or compare(low, start, after.end, Decimal(1), "", ranged=False).sign != "="
    ):
        return after.end
    return None


def _counts_any(flat: Flat, start: int, end: int, said: str) -> bool:
    """ "hai mỏ cát": before a noun that no list knows; not in a name ("chợ Đông Ba thành nơi …")."""
    low, text = flat.low, flat.text
    if text[start].isupper() and start > 1 and text[start - 1] == " " and text[start - 2] not in _ENDS:
        return False
    if said.rsplit(" ", 1)[-1] not in _set("plain"):
        return False
    follows = low[end + 1 : low.find(" ", end + 1)].rstrip(",.;:)")
    return follows not in _set("not_counted") and not is_named(text, low, start, end)


def _is_vague(low: str, start: int, said: str) -> bool:
    """ "hàng nghìn tỷ", "dăm bảy": multipliers alone ("hơn chục" says one of them), or a word that leaves the number open."""
    last = last_word(low, start)
    if all(word in SCALES for word in said.split()):
        return last not in _ABOUT
    return last in _set("vague")
