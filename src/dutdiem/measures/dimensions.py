"""Units of measure in formulas: what may be added, compared and divided. The table of units is dimensions.toml.

A quantity is a kind (how many times each base unit is in it) and a scale (how many base units one is): `triệu đồng` is money to
the power 1 and 1,000,000 of it. Adding and comparing need the same kind and scale; dividing subtracts kinds, so that vụ / vụ is
a bare ratio, and a ratio becomes % only by * 100. Other constants leave the kind and make the scale unknown, which fits any.
"""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files

from dutdiem.measures.formula import MOVES, Call, Name, Node, Number, Operation, place

UnitOf = Callable[[str], str | None]
"""The unit of a code; None where it has none that is known."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """`kind` is (base unit, power) in order; empty for a ratio. `scale` None is unknown."""

    kind: tuple[tuple[str, int], ...] = ()
    scale: Fraction | None = Fraction(1)

    @property
    def single(self) -> bool:
        """Whether it is of one base unit, to the power 1."""
        return len(self.kind) == 1 and self.kind[0][1] == 1


@cache
def _table() -> tuple[frozenset[str], dict[str, Quantity]]:
    tables = tomllib.loads(files(__package__).joinpath("dimensions.toml").read_text("utf-8"))
    known = {unit: Quantity(((unit, 1),)) for unit in tables["count"]}
    for kind, scales in tables["scales"].items():
        of_kind = () if kind == "ratio" else ((kind, 1),)
        known |= {unit: Quantity(of_kind, Fraction(Decimal(scale))) for unit, scale in scales.items()}
    return frozenset(tables["count"]), known | {unit: Quantity((), None) for unit in tables["loose"]["units"]}


def is_count(unit: str) -> bool:
    """Whether the unit is of what is counted one by one."""
    return unit.casefold() in _table()[0]


def is_known(unit: str) -> bool:
    """Whether the table of units has it."""
    return unit.casefold() in _table()[1]


def quantity(unit: str) -> Quantity:
    """The quantity of one of a unit."""
    return _table()[1].get(unit.casefold()) or Quantity(((unit.casefold(), 1),))


def unit_faults(formula: str, node: Node, unit: str, unit_of: UnitOf) -> Iterator[str]:
    """Every place where the formula mixes units, and whether its result is of the unit that is said."""
    faults: list[str] = []
    result = _Weighing(formula, unit_of, faults).weigh(node)
    yield from faults
    if not faults and result is not None and (says := _result_fault(result, unit)):
        yield says


def _result_fault(found: Quantity, unit: str) -> str | None:
    said = quantity(unit)
    if found.kind == said.kind:
        if None in (found.scale, said.scale) or found.scale == said.scale:
            return None
        if not said.kind and found.scale == 1:
            return f"công thức cho ra một tỷ số, nhưng unit ghi “{unit}”: nhân với {1 / (said.scale or 1)}."
        return f"công thức không cho ra “{unit}” mà một bậc khác của đơn vị này: nhân hoặc chia cho đúng bậc."
    if not (is_known(unit) and (found.single or not found.kind)):
        return None  # a unit made of two, or one that the table does not know
    return f"công thức cho ra {words(found)}, nhưng unit ghi “{unit}”: sửa công thức hoặc unit."


def words(one: Quantity) -> str:
    """A quantity as a person says it."""
    if not one.kind:
        return {Fraction(1): "một tỷ số", Fraction(1, 100): "“%”", Fraction(1, 1000): "“‰”"}.get(
            one.scale or Fraction(1), "một tỷ số"
        )
    tops = " × ".join(_base(unit, one.scale if one.single else None) for unit, power in one.kind if power > 0 for _ in range(power))
    unders = "/".join(_base(unit, None) for unit, power in one.kind if power < 0 for _ in range(-power))
    return f"“{tops or '1'}{'/' + unders if unders else ''}”"


def _base(base: str, scale: Fraction | None) -> str:
    for unit, known in _table()[1].items():
        if known.kind == ((base, 1),) and known.scale == (scale or Fraction(1)):
            return unit
    return base


@dataclass(frozen=True, slots=True)
class _Weighing:
    """Finds the quantity of each node of one formula; None fits anything (a constant, a comparison)."""

    formula: str
    unit_of: UnitOf
    faults: list[str]

    def weigh(self, node: Node) -> Quantity | None:
        match node:
            case Name(code):
                unit = self.unit_of(code)
                return None if unit is None else quantity(unit)
            case Operation("*" | "/" as sign, left, right):
                return self._product(sign, left, right)
            case Operation(sign, left, right):
                both = self._alike(node, "cộng, trừ" if sign in "+-" else "so sánh", [left, right])
                return both if sign in "+-" else None
            case Call("if", (condition, then, otherwise)):
                self.weigh(condition)
                return self._alike(node, "chọn giữa", [then, otherwise])
            case Call("share_of_parent", (inner,)):
                self.weigh(inner)
                return Quantity()
            case Call(function, (inner,)) if function in MOVES:
                return self.weigh(inner)
            case Call(function, arguments):
                return self._alike(node, f"dùng {function} với", list(arguments))
        return None

    def _product(self, sign: str, left: Node, right: Node) -> Quantity | None:
        by = 1 if sign == "*" else -1
        over, under = self.weigh(left), self.weigh(right)
        if over is None and under is None:
            return None
        if under is None:
            return _scaled(over, right, by)
        if over is None:
            return _scaled(_joined(Quantity(), under, by), left, 1)
        return _joined(over, under, by)

    def _alike(self, node: Node, doing: str, nodes: list[Node]) -> Quantity | None:
        first: Quantity | None = None
        for one in nodes:
            found = self.weigh(one)
            if first is None or found is None:
                first = first or found
                continue
            if first.kind != found.kind:
                self._fault(node, f"{doing} {words(first)} và {words(found)}, hai đơn vị tính khác nhau")
            elif None not in (first.scale, found.scale) and first.scale != found.scale:
                self._fault(node, f"{doing} {words(first)} và {words(found)}, hai bậc khác nhau; đổi về cùng đơn vị trước")
            first = first if first.scale is not None else found
        return first

    def _fault(self, node: Node, says: str) -> None:
        self.faults.append(f"công thức, {place(self.formula, node)}: {says}.")


def _joined(over: Quantity, under: Quantity, by: int) -> Quantity:
    powers = Counter(dict(over.kind))
    for base, power in under.kind:
        powers[base] += by * power
    scale = None if over.scale is None or under.scale is None else over.scale * under.scale**by
    return Quantity(tuple(sorted((base, power) for base, power in powers.items() if power)), scale)


def _scaled(one: Quantity | None, constant: Node, by: int) -> Quantity | None:
    """After multiplying (`by` 1) or dividing (-1) by what has no unit: a power of ten moves the scale, else it is unknown."""
    if one is None:
        return None
    if not isinstance(constant, Number) or one.scale is None or not _is_power_of_ten(constant.value):
        return Quantity(one.kind, None)
    return Quantity(one.kind, one.scale / constant.value**by)


def _is_power_of_ten(value: Fraction) -> bool:
    return value.denominator == 1 and value > 0 and str(value.numerator).strip("0") == "1"
