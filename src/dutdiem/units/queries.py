"""Reading the tree on a date: names, paths, what lies below, and which unit a written name means."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from dutdiem.kit.folding import fold
from dutdiem.kit.paths import below as paths_below
from dutdiem.kit.paths import within
from dutdiem.units.models import GroupMember, Succession, UnitVersion


def on(day: date) -> QuerySet[UnitVersion]:
    """The versions that hold on that day, with their units."""
    return UnitVersion.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day).select_related("unit")


def version(code: str, day: date) -> UnitVersion | None:
    """How the unit stood on that day; None where it did not exist then."""
    return on(day).filter(unit__code=code).first()


def latest(code: str) -> UnitVersion | None:
    """The unit's last version, whether it still holds or not."""
    return UnitVersion.objects.filter(unit__code=code).order_by("-valid_from").select_related("unit").first()


def path_of(code: str, day: date) -> str:
    """The unit's path on that day, else its last path, else its code."""
    found = version(code, day) or latest(code)
    return found.path if found else code


def paths_of(codes: Iterable[str], day: date) -> dict[str, str]:
    """The same of several units, in one question; two where one of them had ended."""
    wanted = set(codes)
    found = dict(on(day).filter(unit__code__in=wanted).values_list("unit__code", "path"))
    if gone := wanted - set(found):
        found |= dict(UnitVersion.objects.filter(unit__code__in=gone).order_by("valid_from").values_list("unit__code", "path"))
    return {code: found.get(code, code) for code in wanted}


def paths_now(code: str, day: date) -> list[str]:
    """The paths on that day of the unit, or of those that took over its past where it has ended."""
    found = version(code, day)
    if found:
        return [found.path]
    followers = Succession.objects.filter(predecessor__code=code, date__lte=day).values_list("successor__code", flat=True)
    return [path for follower in followers for path in paths_now(follower, day)]


def below(path: str, day: date, level: str | None = None) -> QuerySet[UnitVersion]:
    """All units below a path on that day, itself not among them; of one level where given."""
    found = on(day).filter(paths_below(path))
    return found.filter(level=level) if level else found


def children(code: str, day: date) -> QuerySet[UnitVersion]:
    """The units right below, in the order of their codes."""
    return on(day).filter(parent__code=code).order_by("unit__code")


def at_or_above(paths: Sequence[str], day: date) -> QuerySet[UnitVersion, Any]:
    """The keys of the units in whose subtrees all of these paths stand: those at and above them; for the whole tree its tops."""
    codes = {code for path in paths for code in path.split("/") if code}
    tops = Q(parent=None) if "" in paths else Q(pk__in=[])
    return on(day).filter(Q(unit__code__in=codes) | tops).order_by().values("unit_id")


def exactly(paths: Sequence[str], day: date) -> QuerySet[UnitVersion, Any]:
    """The keys of the units at these paths themselves; for the whole tree its tops."""
    tops = Q(parent=None) if "" in paths else Q(pk__in=[])
    return on(day).filter(Q(path__in=[path for path in paths if path]) | tops).order_by().values("unit_id")


def at_or_below(paths: Sequence[str], day: date) -> QuerySet[UnitVersion, Any]:
    """The keys of the units at and below these paths on that day, all for the whole tree: one that was moved elsewhere is no longer
    among them."""
    found = on(day) if "" in paths else on(day).filter(within(paths))
    return found.order_by().values("unit_id")


def members(day: date) -> list[dict[str, str]]:
    """Every group with its units on that day, in the order of their codes."""
    held = GroupMember.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)
    fields = ("group__code", "group__name", "unit__code")
    rows = list(held.order_by("group__code", "unit__code").values_list(*fields))
    called = names({unit for *_, unit in rows}, day)
    return [{"group": group, "name": name, "unit": unit, "unit_name": called.get(unit, "")} for group, name, unit in rows]


def names(codes: Iterable[str], day: date) -> dict[str, str]:
    """Names by code on that day, else the last name the unit had."""
    wanted = list(codes)
    found = dict(on(day).filter(unit__code__in=wanted).values_list("unit__code", "name"))
    gone = UnitVersion.objects.filter(unit__code__in=set(wanted) - set(found)).order_by("valid_from")
    return found | dict(gone.values_list("unit__code", "name"))


def called(names: Iterable[str], day: date) -> list[UnitVersion]:
    """The versions with these names, folded: on that day, and of names that none has then the last that had them before."""
    begun = (
        UnitVersion.objects.filter(folded__in=set(names), valid_from__lte=day).select_related("unit").order_by("valid_from", "pk")
    )
    every = list(begun)
    found = [version for version in every if version.valid_to is None or version.valid_to >= day]
    there = {version.folded for version in found}
    last = {(version.folded, version.unit_id): version for version in every if version.folded not in there}
    return found + list(last.values())


def above(versions: Iterable[UnitVersion]) -> dict[int, list[UnitVersion]]:
    """Of each version, by its key, the units above it on its last day, the highest first."""
    chains = {version.pk: (version, version.path.split("/")[:-1]) for version in versions}
    codes = {code for _, chain in chains.values() for code in chain}
    by_code: dict[str, list[UnitVersion]] = {}
    for one in UnitVersion.objects.filter(unit__code__in=codes).select_related("unit"):
        by_code.setdefault(one.unit.code, []).append(one)
    return {key: [v for code in chain for v in by_code[code] if _as_of(v, version)] for key, (version, chain) in chains.items()}


def _as_of(one: UnitVersion, version: UnitVersion) -> bool:
    day = version.valid_to or date.max
    return one.valid_from <= day <= (one.valid_to or date.max)


def holders(units: Iterable[int], day: date) -> dict[int, UnitVersion]:
    """Of each unit the version that answers on that day: its own, else that of whoever took the largest share of its past."""
    way = {unit: unit for unit in units}
    found: dict[int, UnitVersion] = {}
    asked: set[int] = set()
    while waiting := set(way.values()) - found.keys() - asked:
        # Those who took over are asked for beside those who may have ended: two questions for a step and not three.
        follows = Succession.objects.filter(predecessor_id__in=waiting, date__lte=day)
        shares = sorted(follows.values_list("predecessor_id", "successor_id", "share"), key=lambda row: row[2])
        took = {before: after for before, after, _ in shares}
        asked |= waiting
        found |= {version.unit_id: version for version in on(day).filter(unit_id__in=waiting.union(took.values()))}
        way = {unit: holder if holder in found else took.get(holder, holder) for unit, holder in way.items()}
    return {unit: found[holder] for unit, holder in way.items() if holder in found}


_CA = re.compile(r"^((?:(?!\bc[ôo]ng an\b).)*?)\bca\b")
"""“CA” for Công an, with nothing of that name before it: the “Ca” of Công an xã Ca Thành is a place, and so is any “Cà”."""
_SHORT = [
    (re.compile(r"\btp\b\.?\s*"), "thanh pho "),
    (re.compile(r"\btphcm\b|\btp\.?\s*hcm\b"), "thanh pho ho chi minh"),
    (re.compile(r"\bcand\b"), "cong an nhan dan"),
    (re.compile(r"\bcatp\b"), "cong an thanh pho"),
]


def spelled_out(name: str) -> str:
    """A written name, folded, with the usual short forms written out: “CATP Đà Nẵng” as “cong an thanh pho da nang”."""
    folded = fold(_CA.sub(r"\1công an", unicodedata.normalize("NFC", name).lower(), count=1))
    for pattern, words in reversed(_SHORT):
        folded = pattern.sub(words, folded)
    return fold(folded).strip(" .,;:")


class Names:
    """Finds units by their written names, as of one day; made once, asked many times.

    The name of a unit that has ended finds the one that took over the largest share of its past.
    """

    def __init__(self, day: date, levels: Iterable[str] = ("ministry", "department", "province")) -> None:
        self.keys: dict[str, int] = {}
        heirs = _heirs(day)
        versions = UnitVersion.objects.filter(level__in=list(levels), valid_from__lte=day).order_by("valid_from")
        for unit, code, folded, until in versions.values_list("unit_id", "unit__code", "folded", "valid_to"):
            ended = until is not None and until < day
            holder = heirs.get(unit) if ended else unit
            if holder is not None:
                self.keys |= dict.fromkeys((folded, fold(code), folded.split(" (")[0]), holder)

    def find(self, written: str) -> int | None:
        """The key of the unit that the words name, None where they name none.

        Words that go on after a whole name still name it: “Cục Tổ chức cán bộ tham mưu” is the department.
        """
        words = spelled_out(written).split()
        openings = (" ".join(words[:length]) for length in range(len(words), 0, -1))
        return next((self.keys[opening] for opening in openings if opening in self.keys), None)

    def of_document(self, issuer: str, place: str) -> int | None:
        """The unit that a document speaks for: the one that its issuer names, else that of the province whose committee issued it.

        A committee's own head says only “Thành ủy” or “Ủy ban nhân dân”; the dateline's place tells of which province.
        """
        named = self.find(MINISTRY if spelled_out(issuer) == POLITBURO else body_of(issuer))
        if named is None and place and LOCAL_BODY.search(fold(issuer)):
            named = self.find(f"Công an thành phố {place}") or self.find(f"Công an tỉnh {place}")
        return named


LOCAL_BODY = re.compile(r"\b(thanh uy|tinh uy|uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd)\b")
CENTRAL = frozenset({"dang uy cong an trung uong", "bo truong bo cong an", "toan luc luong"})
POLITBURO, MINISTRY = "bo chinh tri", "bo cong an"
"""What the Politburo resolves, the ministry has to carry out; in a text the Politburo is no unit of the tree."""
SPEAKS_FOR = ("ban thuong vu dang uy ", "dang uy ", "ban giam doc ", "giam doc ", "lanh dao ", "dang bo ")


def body_of(name: str) -> str:
    """The unit, folded, that a committee, head or leadership speaks for: “Đảng ủy Công an Trung ương” for the ministry."""
    words = spelled_out(name)
    if words in CENTRAL:
        return MINISTRY
    return next((words[len(opening) :] for opening in SPEAKS_FOR if words.startswith(opening)), words)


def _heirs(day: date) -> dict[int, int]:
    """Of each unit that has ended, the one that holds the largest share of its past on that day."""
    follows = Succession.objects.filter(date__lte=day).values_list("predecessor_id", "successor_id", "share")
    took = {before: after for before, after, _ in sorted(follows, key=lambda row: row[2])}
    return {unit: _last(took, unit) for unit in took}


def _last(took: Mapping[int, int], unit: int) -> int:
    seen = {unit}
    while unit in took and took[unit] not in seen:
        unit = took[unit]
        seen.add(unit)
    return unit
