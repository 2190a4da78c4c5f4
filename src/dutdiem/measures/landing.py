"""Where the figures of a unit belong on another day: forward along successions, backward to what contains it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from dutdiem.measures.errors import StructureError

if TYPE_CHECKING:
    from dutdiem.measures.structure import Structure, Succession

PLACES = 9
_ONE = Decimal(1)
_DAY = timedelta(days=1)
_ALL = Fraction(1)


class Landing:
    """The landings of every source in one structure.

    Forward (the figure is older than the structure): each succession passes the figure on by its shares; what a unit
    that lives on does not give away it keeps; a unit that ended without a successor leaves its figures to its parent.
    Backward (the figure is younger): a unit's figures belong to the lowest unit that contains all it was made from.
    """

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._out = _grouped(structure.tree.successions, "predecessor")
        self._into = _grouped(structure.tree.successions, "successor")
        self._forward: dict[tuple[str, date | None], dict[str, Fraction]] = {}

    def turns(self, source: str) -> list[date]:
        """The days on which the landing of a source's figures changes."""
        on = self._structure.on
        gave = {day for day in self._out.get(source, ()) if day <= on}
        took = {day for day in self._into.get(source, ()) if day > on}
        return sorted(gave | took)

    def shares(self, source: str, since: date) -> Mapping[str, Decimal]:
        """Units and shares for figures of periods that end at `since` or later, up to the next turn; they add up to 1."""
        if since > self._structure.on:
            return {self._back(source, since): _ONE}
        found = self._ahead(source, since)
        return {next(iter(found)): _ONE} if len(found) == 1 else normalised(found)

    def _next_turn(self, code: str, after: date) -> date | None:
        if code not in self._out:
            return None
        return min((day for day in self._out[code] if after < day <= self._structure.on), default=None)

    def _ahead(self, code: str, after: date) -> dict[str, Fraction]:
        key = code, self._next_turn(code, after)
        if key not in self._forward:
            self._forward[key] = self._step(*key)
        return self._forward[key]

    def _step(self, code: str, turn: date | None) -> dict[str, Fraction]:
        if turn is None:
            return {code: _ALL} if code in self._structure.units else self._left_behind(code)
        rows = self._out[code][turn]
        if len(rows) == 1 and rows[0].share == 1:
            return self._ahead(rows[0].successor, turn)
        found: dict[str, Fraction] = defaultdict(Fraction)
        for heir, share in self._heirs(code, turn).items():
            for target, part in self._ahead(heir, turn).items():
                found[target] += share * part
        return found

    def _heirs(self, code: str, turn: date) -> dict[str, Fraction]:
        rows = self._out[code][turn]
        shares: dict[str, Fraction] = defaultdict(Fraction)
        for row in rows:
            shares[row.successor] += Fraction(row.share)
        total = sum(shares.values())
        lives_on = any(version.holds_on(turn) for version in self._structure.tree.versions[code])
        if lives_on and code not in shares and total < 1:
            shares[code] += 1 - total
            total = _ALL
        if total <= 0:
            raise StructureError(f"Kế thừa của “{code}” ngày {turn}: tỷ lệ phải lớn hơn 0, sửa cột share.")
        return {heir: share / total for heir, share in shares.items()}

    def _left_behind(self, code: str) -> dict[str, Fraction]:
        versions = self._structure.tree.versions[code]
        on = self._structure.on
        before = [row for row in versions if row.valid_from <= on]
        if not before:
            return {self._back(code, versions[0].valid_from): _ALL}
        last = before[-1]
        if not last.parent or last.parent not in self._structure.tree.versions:
            raise StructureError(f"Đơn vị “{code}” kết thúc ngày {last.valid_to} mà không có đơn vị kế thừa: thêm vào tệp kế thừa.")
        return self._ahead(last.parent, last.valid_to or on)

    def _back(self, code: str, at: date) -> str:
        on = self._structure.on
        turn = max((day for day in self._into.get(code, ()) if on < day <= at), default=None)
        if turn is not None:
            makers = [row.predecessor for row in self._into[code][turn]]
            lived_on = any(version.holds_on(turn - _DAY) for version in self._structure.tree.versions[code])
            return self._structure.common({self._back(maker, turn - _DAY) for maker in [*makers, *[code] * lived_on]})
        if code in self._structure.units:
            return code
        first = next((row for row in self._structure.tree.versions[code] if row.valid_from > on), None)
        if first is None:
            return self._structure.common(self._ahead(code, date.min))
        if not first.parent:
            return self._structure.common(self._structure.children.get("", ()))
        return self._back(first.parent, first.valid_from)


def normalised(shares: Mapping[str, Fraction]) -> dict[str, Decimal]:
    """Shares with nine decimals that add up to exactly 1, by largest remainder; those of nothing fall out.

    >>> normalised({"a": Fraction(1, 3), "b": Fraction(1, 3), "c": Fraction(1, 3)})["a"]
    Decimal('0.333333334')
    """
    whole = 10**PLACES
    total = sum(shares.values())
    exact = {code: share * whole / total for code, share in sorted(shares.items())}
    parts = {code: int(value) for code, value in exact.items()}
    short = whole - sum(parts.values())
    for code in sorted(exact, key=lambda code: (parts[code] - exact[code], code))[:short]:
        parts[code] += 1
    return {code: Decimal(part).scaleb(-PLACES) for code, part in parts.items() if part}


def _grouped(rows: Sequence[Succession], side: str) -> dict[str, dict[date, list[Succession]]]:
    found: dict[str, dict[date, list[Succession]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        found[getattr(row, side)][row.date].append(row)
    return {code: dict(by_day) for code, by_day in found.items()}
