"""The tree of units on any date, and where the figures of another date belong in it.

A `Tree` holds every version of every unit and the successions between units. `Tree.structure(day)` is the tree of that
day. Its closure says of each unit that ever was, and of each stretch of time in which its figures may lie, to which units
of that day they belong, with what share, and so up to the root. The shares of one source always add up to exactly 1 at
the root, so a national total is the same in every structure.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

from dutdiem.measures.errors import StructureError
from dutdiem.measures.landing import Landing

__all__ = ["Closure", "Structure", "Succession", "Tree", "UnitVersion"]


@dataclass(frozen=True, slots=True)
class UnitVersion:
    """A unit from `valid_from` to `valid_to`, both inclusive; None is open. `parent` is None or empty for the root."""

    code: str
    name: str
    level: str
    parent: str | None
    valid_from: date
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Succession:
    """From `date` on, `share` of what was the predecessor's past belongs to the successor."""

    predecessor: str
    successor: str
    date: date
    share: Decimal
    kind: str = "merge"
    assumed: bool = False


class Closure(NamedTuple):
    """`share` of the figures of `source` whose period ends in [since, until) belongs to `unit`.

    `own` where it belongs to the unit itself, not to one below it.
    """

    source: str
    since: date
    until: date
    unit: str
    share: Decimal
    own: bool


class Tree:
    """All versions and successions. Immutable once made; structures are kept per stretch of time without a change."""

    def __init__(self, versions: Iterable[UnitVersion], successions: Iterable[Succession] = ()) -> None:
        self.versions: dict[str, list[UnitVersion]] = defaultdict(list)
        for version in sorted(versions, key=lambda row: (row.code, row.valid_from)):
            self.versions[version.code].append(version)
        self.successions = sorted(successions, key=lambda row: (row.date, row.predecessor, row.successor))
        for row in self.successions:
            for code in (row.predecessor, row.successor):
                if code not in self.versions:
                    raise StructureError(f"Kế thừa ngày {row.date}: không có đơn vị “{code}”, thêm vào tệp đơn vị.")
        self._structures: dict[int, Structure] = {}

    @cached_property
    def changes(self) -> list[date]:
        """The days on which anything in the tree changes, in order."""
        starts = {row.valid_from for rows in self.versions.values() for row in rows}
        ends = {row.valid_to + timedelta(days=1) for rows in self.versions.values() for row in rows if row.valid_to}
        return sorted(starts | ends | {row.date for row in self.successions})

    def epoch(self, day: date) -> int:
        """The number of the stretch without a change in which the day lies; 0 is before everything."""
        return bisect_right(self.changes, day)

    def bounds(self, epoch: int) -> tuple[date, date]:
        """The first day of an epoch, and the first day after it."""
        after = self.changes[epoch] if epoch < len(self.changes) else date.max
        return (self.changes[epoch - 1] if epoch else date.min), after

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all versions and successions: the same tree has the same digest."""
        lines = [str(astuple(row)) for rows in self.versions.values() for row in rows]
        lines += [str(astuple(row)) for row in self.successions]
        return sha256("\n".join(lines).encode()).hexdigest()

    def structure(self, day: date) -> "Structure":
        """The tree of that day. Raises `StructureError` where no unit existed then."""
        epoch = self.epoch(day)
        if epoch not in self._structures:
            self._structures[epoch] = Structure(self, self.bounds(epoch)[0] if epoch else day, epoch)
        return self._structures[epoch]

    def of_epoch(self, epoch: int) -> "Structure":
        """The structure of a stretch of time by its number."""
        return self.structure(self.bounds(epoch)[0])

    def alive(self, day: date) -> Iterator[UnitVersion]:
        """The versions that hold on that day."""
        for rows in self.versions.values():
            yield from (row for row in rows if row.holds_on(day))

    def assumed(self, source: str, target: str) -> bool:
        """Whether a share between the two was taken as equal for want of an official one."""
        return any(row.assumed for row in self.successions if (row.predecessor, row.successor) == (source, target))


class Structure:
    """The units with their parents on a day: `on`, the first of the stretch without a change in which the day lies."""

    def __init__(self, tree: Tree, day: date, epoch: int) -> None:
        self.tree, self.on, self.epoch = tree, day, epoch
        self.units: dict[str, UnitVersion] = {row.code: row for row in tree.alive(day)}
        if not self.units:
            raise StructureError(f"Ngày {day:%d/%m/%Y} chưa có đơn vị nào: chọn ngày khác hoặc nhập thêm đơn vị.")
        self._ancestors: dict[str, tuple[str, ...]] = {}
        self._expected: dict[tuple[str, int], Mapping[str, int]] = {}

    @cached_property
    def children(self) -> Mapping[str, Sequence[str]]:
        """Codes right below each unit, in order of code; the roots are below ''."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in self.units.values():
            found[row.parent or ""].append(row.code)
        return {parent: sorted(codes) for parent, codes in found.items()}

    @cached_property
    def bottom(self) -> frozenset[str]:
        """The units without any below them, of the level that has most: those that there are too many of to keep sums."""
        ends = [row for row in self.units.values() if row.code not in self.children]
        (level, _), *_ = Counter(row.level for row in ends).most_common(1)
        return frozenset(row.code for row in ends if row.level == level)

    def ancestors(self, code: str) -> tuple[str, ...]:
        """The unit itself, its parent and so on up to the root. Raises `StructureError` on a cycle or a parent not there."""
        if code not in self._ancestors:
            self._ancestors[code] = (code, *self._above(code))
        return self._ancestors[code]

    def _above(self, code: str) -> tuple[str, ...]:
        way: list[str] = []
        parent = self.units[code].parent
        while parent:
            if parent not in self.units:
                raise StructureError(f"Đơn vị “{code}” ngày {self.on} thuộc “{parent}”, đơn vị này không có ngày đó.")
            if parent == code or parent in way:
                raise StructureError(f"Đơn vị “{code}” ngày {self.on} nằm trong vòng {' → '.join([code, *way])}.")
            way.append(parent)
            parent = self.units[parent].parent
        return tuple(way)

    def under(self, code: str) -> list[str]:
        """All codes below a unit, from the top down, without itself."""
        found = list(self.children.get(code, ()))
        for below in found:
            found.extend(self.children.get(below, ()))
        return found

    def at_level(self, level: str, within: str | None = None) -> list[str]:
        """Codes of a level in order, of the whole tree or below (and including) a unit."""
        codes = self.units if within is None else [within, *self.under(within)]
        return sorted(code for code in codes if self.units[code].level == level)

    def select(self, selector: str) -> list[str]:
        """Codes by `CODE`, `children:CODE`, `under:CODE`, `level:N` or `level:N:CODE`.

        Raises `StructureError` for an unknown unit, level or word.
        """
        word, _, rest = selector.partition(":")
        if not rest:
            return [self._known(selector)]
        level, _, within = rest.partition(":")
        match word:
            case "children":
                return list(self.children.get(self._known(rest), ()))
            case "under":
                return self.under(self._known(rest))
            case "level" if any(row.level == level for rows in self.tree.versions.values() for row in rows):
                return self.at_level(level, self._known(within) if within else None)
            case "level":
                levels = dict.fromkeys(self.units[code].level for code in self.under(""))
                raise StructureError(f"Không có cấp “{level}”: chọn một trong {', '.join(levels)}.")
        raise StructureError(
            f"Không hiểu cách chọn đơn vị “{selector}”: viết MÃ, children:MÃ, under:MÃ, level:CẤP hoặc level:CẤP:MÃ."
        )

    def knows(self, selector: str) -> bool:
        """Whether the selector means something on this day."""
        try:
            self.select(selector)
        except StructureError:
            return False
        return True

    def _known(self, code: str) -> str:
        if code in self.units:
            return code
        if code in self.tree.versions:
            raise StructureError(
                f"Cơ cấu tổ chức từ ngày {self.on:%d/%m/%Y} không có đơn vị “{code}”: chọn --structure hoặc kỳ khác."
            )
        raise StructureError(f"Không có đơn vị “{code}”: xem lại mã bằng lệnh dutdiem units list.")

    def common(self, codes: Iterable[str]) -> str:
        """The lowest unit that has all of them at or below it."""
        ways = [list(reversed(self.ancestors(code))) for code in codes]
        shared = ""
        for steps in zip(*ways, strict=False):
            if len(set(steps)) > 1:
                break
            shared = steps[0]
        if not shared:
            raise StructureError(f"Ngày {self.on} các đơn vị {', '.join(way[-1] for way in ways)} không có cấp trên chung.")
        return shared

    @cached_property
    def closure(self) -> list[Closure]:
        """Every (source, stretch of time, unit, share), the unit being where the source lands or above that."""
        landing = Landing(self)
        rows: list[Closure] = []
        for source in self.tree.versions:
            for since, until in pairwise([date.min, *landing.turns(source), date.max]):
                rows.extend(self._lifted(source, since, until, landing.shares(source, since)))
        return rows

    def _lifted(self, source: str, since: date, until: date, shares: Mapping[str, Decimal]) -> Iterator[Closure]:
        if len(shares) == 1:
            ((target, share),) = shares.items()
            for code in self.ancestors(target):
                yield Closure(source, since, until, code, share, code == target)
            return
        lifted: dict[str, Decimal] = defaultdict(Decimal)
        for target, share in shares.items():
            for code in self.ancestors(target):
                lifted[code] += share
        for code, share in lifted.items():
            yield Closure(source, since, until, code, share, code in shares)

    def expected(self, level: str, end: date) -> Mapping[str, int]:
        """For each unit of this structure, how many units of `level` that existed on `end` report into it."""
        key = level, self.tree.epoch(end)
        if key not in self._expected:
            self._expected[key] = self._count_reporters(level, end)
        return self._expected[key]

    def _count_reporters(self, level: str, end: date) -> Mapping[str, int]:
        reporters = {row.code for row in self.tree.alive(end) if row.level == level}
        counts: dict[str, int] = defaultdict(int)
        for row in self.closure:
            if row.source in reporters and row.since <= end < row.until:
                counts[row.unit] += 1
        return counts
