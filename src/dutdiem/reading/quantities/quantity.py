"""A quantity as read."""

from dataclasses import dataclass
from decimal import Decimal

from dutdiem.reading.vocabulary import vocabulary

SCALES = {"tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "nghìn": 1000, "ngàn": 1000, "vạn": 10000, "trăm": 100, "chục": 10}
_SCALE_FIRST = frozenset("tnvTNV")


@dataclass(slots=True)
class Quantity:
    """A quantity as written (flat offsets). `change` is the word that makes it one against something else ("giảm")."""

    start: int
    end: int
    value: Decimal
    comparator: str
    unit: str
    measure: str
    role: str
    change: str | None
    range_: int | None = None

    @property
    def falls(self) -> bool:
        return self.change in vocabulary("quantities")["change"]["down"]


def scaled(value: Decimal, unit: str) -> Decimal | None:
    """The amount with its multiplier worked out ("5 tỷ đồng" is 5000000000); None where there is none."""
    if unit[:1] not in _SCALE_FIRST:
        return None
    factor, words = 1, unit.lower().split()
    for word in words:
        if word not in SCALES:
            break
        factor *= SCALES[word]
    return value * factor if factor > 1 else None
