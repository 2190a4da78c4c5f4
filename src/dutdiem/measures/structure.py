"""The tree of units on any date, and where the figures of another date belong in it.

A `Tree` holds every version of every unit and the successions between units. `Tree.structure(day)` is the tree of that
day. Its closure says of each unit that ever was, and of each stretch of time in which its figures may lie, to which units
of that day they belong, with what share, and so up to the root. The shares of one source always add up to exactly 1 at
the root, so a national total is the same in every structure.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from itertools import pairwise

from dutdiem.measures.errors import StructureError
from dutdiem.measures.landing import Landing
from dutdiem.measures.records import Closure, Membership, Succession, UnitVersion

__all__ = ["Closure", "Membership", "Structure", "Succession", "Tree", "UnitVersion"]

GROUP = "group:"
"""What the code of a group begins with where units are asked for; no unit's code has a colon."""


class Tree:
    """All versions and successions. Immutable once made; structures are kept per stretch of time without a change."""

    def __init__(
        self,
        versions: Iterable[UnitVersion],
        successions: Iterable[Succession] = (),
        memberships: Iterable[Membership] = (),
    ) -> None:
        self.versions: dict[str, list[UnitVersion]] = defaultdict(list)
        for version in sorted(versions, key=lambda row: (row.code, row.valid_from)):
            self.versions[version.code].append(version)
        self.successions = sorted(successions, key=lambda row: (row.date, row.predecessor, row.successor))
        for row in self.successions:
            for code in (row.predecessor, row.successor):
                if code not in self.versions:
                    raise StructureError(f"Kế thừa ngày {row.date}: không có đơn vị “{code}”, thêm vào tệp đơn vị.")
        self.memberships = sorted(memberships, key=lambda row: (row.group, row.unit, row.valid_from))
        for member in self.memberships:
            if member.unit not in self.versions:
                raise StructureError(f"Nhóm “{member.group}”: không có đơn vị “{member.unit}”, thêm vào tệp đơn vị.")
        self._structures: dict[int, Structure] = {}

    @cached_property
    def changes(self) -> list[date]:
        """The days on which anything in the tree changes, in order."""
        dated: list[UnitVersion | Membership] = [row for rows in self.versions.values() for row in rows]
        dated += self.memberships
        starts = {row.valid_from for row in dated}
        ends = {row.valid_to + timedelta(days=1) for row in dated if row.valid_to}
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
        """SHA-256 of all versions, successions and memberships: the same tree has the same digest."""
        rows: list[UnitVersion | Succession | Membership] = [row for rows in self.versions.values() for row in rows]
        rows += [*self.successions, *self.memberships]
        lines = (str(tuple(getattr(row, name) for name in row.__slots__)) for row in rows)
        return sha256("\n".join(lines).encode()).hexdigest()

    def structure(self, day: date) -> "Structure":
        """The tree of that day. Raises `StructureError` where no unit existed then."""
        epoch = self.epoch(day)
        if epoch not in self._structures:
            self._structures[epoch] = Structure(self, self.bounds(epoch)[0] if epoch else day, epoch)
        return self._structures[epoch]

    def alive(self, day: date) -> Iterator[UnitVersion]:
        """The versions that hold on that day."""
        for rows in self.versions.values():
            yield from (row for row in rows if row.holds_on(day))

    def assumed(self, source: str, target: str) -> bool:
        """Whether a share between the two was taken as equal for want of an official one."""
        return any(row.assumed for row in self.successions if (row.predecessor, row.successor) == (source, target))


class Structure:
    """The units (`codes`) with their parents on a day: `on`, the first of the stretch without a change in which the day lies."""

    def __init__(self, tree: Tree, day: date, epoch: int) -> None:
        self.tree, self.on, self.epoch = tree, day, epoch
        self.units: dict[str, UnitVersion] = {row.code: row for row in tree.alive(day)}
        if not self.units:
            raise StructureError("Ngày %(day)s chưa có đơn vị nào: chọn ngày khác hoặc nhập thêm đơn vị.", day=f"{day:%d/%m/%Y}")
        self.codes = tuple(self.units)
        self._ancestors: dict[str, tuple[str, ...]] = {}
        self._expected: dict[tuple[str, int, str], Mapping[str, int]] = {}
        self._selected: dict[str, tuple[str, ...]] = {}
        self._at_level: dict[tuple[str, str | None], tuple[str, ...]] = {}

    @cached_property
    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """The members of each group that exist on this day, by the group's code with `group:` before it."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in self.tree.memberships:
            if row.holds_on(self.on) and row.unit in self.units:
                found[GROUP + row.group].append(row.unit)
        return {code: tuple(dict.fromkeys(members)) for code, members in found.items()}

    @cached_property
    def _groups_of_member(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for group, members in self.groups.items():
            for code in members:
                found[code].append(group)
        return found

    def groups_of(self, code: str) -> frozenset[str]:
        """The groups that the unit, or one above it, is a member of: each once, so that nothing in a group counts twice."""
        return frozenset(group for step in self.ancestors(code) for group in self._groups_of_member.get(step, ()))

    def has(self, code: str) -> bool:
        """Whether there is such a unit, or such a group, on this day."""
        return code in self.units or code in self.groups

    def name_of(self, code: str) -> str:
        """The name of a unit or group that is there on this day."""
        if code in self.units:
            return self.units[code].name
        return next(row.name for row in self.tree.memberships if GROUP + row.group == code and row.holds_on(self.on))

    def parent_of(self, code: str) -> str | None:
        """The unit right above; None for a root and for a group, which lies across the tree."""
        return (self.units[code].parent or None) if code in self.units else None

    def below(self, code: str) -> Sequence[str]:
        """What is right below a unit, or the members of a group."""
        return self.groups[code] if code in self.groups else self.children.get(code, ())

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
        """All codes below a unit, from the top down, without itself; of a group its members and all below them."""
        found = list(self.below(code))
        for below in found:
            found.extend(self.children.get(below, ()))
        return list(dict.fromkeys(found)) if code in self.groups else found

    def at_level(self, level: str, within: str | None = None) -> tuple[str, ...]:
        """Codes of a level in order, of the whole tree or below (and including) a unit. The same question has the same tuple."""
        key = level, within
        if key not in self._at_level:
            codes = self.units if within is None else [within, *self.under(within)]
            self._at_level[key] = tuple(sorted(code for code in codes if code in self.units and self.units[code].level == level))
        return self._at_level[key]

    def reporters(self, level: str, owner: str, within: str | None = None) -> tuple[str, ...]:
        """The units of a level that fill in a form, of the whole tree or at and below a unit: for one that a unit has for itself
        only those in the subtree of its `owner`."""
        codes = self.at_level(level, within)
        if not owner:
            return codes
        mine = frozenset(self.at_level(level, owner))
        return tuple(code for code in codes if code in mine)

    def select(self, selector: str) -> tuple[str, ...]:
        """Codes by `CODE`, `children:CODE`, `under:CODE`, `level:N`, `level:N:CODE`, `group:CODE` (as a whole) or `members:CODE`.

        Raises `StructureError` for an unknown unit, level or word.
        """
        if selector not in self._selected:
            self._selected[selector] = tuple(self._found(selector))
        return self._selected[selector]

    def _found(self, selector: str) -> Sequence[str]:
        word, _, rest = selector.partition(":")
        if not rest:
            return [self._known(selector)]
        level, _, within = rest.partition(":")
        match word:
            case "children":
                return self.children.get(self._known(rest), ())
            case "under":
                return self.under(self._known(rest))
            case "group":
                return [self._known_group(rest)]
            case "members":
                return self.groups[self._known_group(rest)]
            case "level" if any(row.level == level for rows in self.tree.versions.values() for row in rows):
                return self.at_level(level, self._known(within) if within else None)
            case "level":
                levels = dict.fromkeys(self.units[code].level for code in self.under(""))
                raise StructureError("Không có cấp “%(level)s”: chọn một trong %(known)s.", level=level, known=", ".join(levels))
        raise StructureError(
            "Không hiểu cách chọn đơn vị “%(selector)s”: viết MÃ, children:MÃ, under:MÃ, level:CẤP, level:CẤP:MÃ, "
            "group:NHÓM hoặc members:NHÓM.",
            selector=selector,
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
                "Cơ cấu tổ chức từ ngày %(day)s không có đơn vị “%(code)s”: chọn --structure hoặc kỳ khác.",
                day=f"{self.on:%d/%m/%Y}",
                code=code,
            )
        raise StructureError("Không có đơn vị “%(code)s”: xem lại mã bằng lệnh dutdiem units list.", code=code)

    def _known_group(self, code: str) -> str:
        if GROUP + code in self.groups:
            return GROUP + code
        known = ", ".join(group.removeprefix(GROUP) for group in self.groups) or "chưa có nhóm nào"
        raise StructureError(
            "Ngày %(day)s không có nhóm “%(code)s” (%(known)s): xem dutdiem units groups.",
            day=f"{self.on:%d/%m/%Y}",
            code=code,
            known=known,
        )

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
            for code in (*self.ancestors(target), *sorted(self.groups_of(target))):
                yield Closure(source, since, until, code, share, code == target)
            return
        lifted: dict[str, Decimal] = defaultdict(Decimal)
        for target, share in shares.items():
            for code in (*self.ancestors(target), *sorted(self.groups_of(target))):
                lifted[code] += share
        for code, share in lifted.items():
            yield Closure(source, since, until, code, share, code in shares)

    def expected(self, level: str, end: date, within: str = "") -> Mapping[str, int]:
        """For each unit of this structure, how many units of `level` that existed on `end` report into it; only those that were
        then at or below the unit `within`, where given."""
        key = level, self.tree.epoch(end), within
        if key not in self._expected:
            self._expected[key] = self._count_reporters(level, end, within)
        return self._expected[key]

    def _count_reporters(self, level: str, end: date, within: str) -> Mapping[str, int]:
        alive = self.tree.structure(end).at_level(level, within) if within and self.tree.epoch(end) else ()
        reporters = set(alive) if within else {row.code for row in self.tree.alive(end) if row.level == level}
        counts: dict[str, int] = defaultdict(int)
        for row in self.closure:
            if row.source in reporters and row.since <= end < row.until:
                counts[row.unit] += 1
        return counts
