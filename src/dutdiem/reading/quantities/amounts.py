"""Numbers that are more than digits or a run of number words: "1 tỷ 250 triệu", "2 tỷ 3", "2/3 số xã", "một nửa", "gấp đôi"."""

import re
from decimal import Decimal
from typing import NamedTuple

from dutdiem.reading.letters import LOWER
from dutdiem.reading.numerals import read_digits, read_words
from dutdiem.reading.quantities.quantity import SCALES
from dutdiem.reading.quantities.units import known_unit

_SCALE = r"(tỷ|tỉ|triệu|nghìn|ngàn)"
_COMPOUND = re.compile(
    rf" {_SCALE}(?: (\d{{1,3}}(?:,\d+)?) (triệu|nghìn|ngàn)\b(?: (\d{{1,3}}) (nghìn|ngàn)\b)?"
    rf"| (\d{{1,3}})(?=[,;.)\n]|\Z| đồng\b)| (\d{{3}})(?= [{LOWER}]))(?![.,]\d)"
)
_OF = re.compile(r" (?:dân số\b|diện tích\b|(?:tổng )?số(?= ))")
_WORD = re.compile(rf" [{LOWER}]+")
_PHAN = re.compile(r"(?:một|hai|ba|bốn|năm|bảy|tám|chín) phần (hai|ba|tư|bốn|năm|tám|mười)\b")
_ALONE = frozenset(",;.)\n")
_MULTIPLES = {"gấp đôi": Decimal(2), "gấp rưỡi": Decimal("1.5")}
_HALF_LEFT = ("một ", "hơn ", "quá ", "gần ")
_PLACES = Decimal("0.0001")


class Amount(NamedTuple):
    """What the number says, where it ends with its unit (flat offset), and the unit."""

    value: Decimal
    end: int
    unit: str


def compound(low: str, value: Decimal, end: int) -> Amount | None:
    """An amount in two multipliers, in the greater of them: "1 tỷ 250 triệu đồng" is 1.25 tỷ đồng, "2 tỷ 3" 2.3 tỷ."""
    match = _COMPOUND.match(low, end)
    if not match:
        return None
    scale = SCALES[match.group(1)]
    total = value
    for number, word in ((match.group(2), match.group(3)), (match.group(4), match.group(5))):
        if number:
            if SCALES[word] >= scale:
                return None
            total += read_digits(number) * SCALES[word] / scale
    if rest := match.group(6) or match.group(7):
        total += Decimal(int(rest)) / 10 ** len(rest)
    return Amount(total, match.end(), match.group(1))


def fraction(low: str, written: str, end: int) -> Amount | None:
    """ "2/3 số xã": two thirds of something that is not counted here."""
    stop = _of_what(low, end)
    part, whole = (int(number) for number in written.split("/"))
    return Amount(_share(part, whole), stop, low[end:stop].strip()) if stop and part < whole <= 10 else None


def of_words(low: str, start: int, end: int) -> Amount | None:
    """At a number word: "gấp đôi", "một nửa số hộ", "quá nửa dân số", "hai phần ba số xã"."""
    said = low[start:end]
    if said in _MULTIPLES:
        return Amount(_MULTIPLES[said], end, "lần")
    if said.endswith("nửa"):
        stop = _of_what(low, end) or (
            end if low[end : end + 1] in _ALONE or end == len(low) or low.startswith(" trong số", end) else 0
        )
        counts = stop and (said != "nửa" or low.endswith(_HALF_LEFT, 0, start))
        return Amount(Decimal("0.5"), stop, low[end:stop].strip()) if counts else None
    if low.startswith(" phần ", end) and (match := _PHAN.match(low, start)):
        stop = _of_what(low, match.end()) or match.end()
        share = _share(read_words(said), read_words(match.group(1)))
        return Amount(share, stop, low[match.end() : stop].strip())
    return None


def _of_what(low: str, end: int) -> int:
    """Where "số xã", "dân số" after a share ends; 0 where nothing like it follows."""
    match = _OF.match(low, end)
    if not match:
        return 0
    noun = (known_unit().match(low, match.end()) or _WORD.match(low, match.end())) if match.group().endswith("số") else None
    return noun.end() if noun else match.end()


def _share(part: int, whole: int) -> Decimal:
    return (Decimal(part) / Decimal(whole)).quantize(_PLACES).normalize()
