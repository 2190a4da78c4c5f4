"""The installation's mart, and the engine that is kept per tree of units in this process."""

import threading
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import F

from dutdiem.kit.errors import Mistake
from dutdiem.kit.spark import ENGINES, on_spark
from dutdiem.measures.mart import Mart
from dutdiem.measures.rollup import Engine
from dutdiem.measures.structure import Membership, Tree
from dutdiem.measures.structure import Succession as SuccessionRow
from dutdiem.measures.structure import UnitVersion as VersionRow
from dutdiem.trail.models import Entry
from dutdiem.units.models import GroupMember, Succession, UnitVersion

_lock = threading.Lock()
_kept: dict[tuple[str, tuple[object, ...]], Engine] = {}


def mart() -> Mart:
    """The table of figures in the home."""
    return Mart(Path(settings.HOME) / "mart")


def sums_folder() -> Path:
    """Where sums are kept beside the mart; it may be deleted at any time."""
    return Path(settings.HOME) / "sums"


def engine(on: str | None = None) -> Engine:
    """The engine over the tree as it is; one is kept until an action changes the units.

    `on` is where it works, `local` or `spark`; without it where the installation's setting says.
    """
    where = on or settings.FIGURES_ENGINE
    if where not in ENGINES:
        raise Mistake(f"DUTDIEM_FIGURES_ENGINE={where}: viết local hoặc spark.")
    key = _tree_version()
    with _lock:
        if key is None:
            return _made(where, tree())
        if (where, key) not in _kept:
            same = next((kept.tree for (_, of), kept in _kept.items() if of == key), None)
            if same is None:
                _kept.clear()
            _kept[where, key] = _made(where, same or tree())
        return _kept[where, key]


def _made(where: str, units: Tree) -> Engine:
    if where == "spark":
        # Its translator of SQL takes a dozen megabytes, which a server without a cluster never needs.
        from dutdiem.measures.runners.spark import SparkRunner

        return Engine(units, runner=SparkRunner(on_spark))
    return Engine(units, sums_folder())


def tree() -> Tree:
    """All units, successions and groups, read from the record."""
    fields = ("unit__code", "name", "level", "parent__code", "valid_from", "valid_to")
    versions = (VersionRow(*row) for row in UnitVersion.objects.values_list(*fields))
    rows = Succession.objects.values_list("predecessor__code", "successor__code", "date", "share", "kind", "assumed")
    members = GroupMember.objects.values_list("group__code", "group__name", "unit__code", "valid_from", "valid_to")
    return Tree(versions, (SuccessionRow(*row) for row in rows), (Membership(*row) for row in members))


def _tree_version() -> tuple[object, ...] | None:
    """Changes with every action on units; None where no action has made any."""
    last = Entry.objects.filter(verb__startswith="units.").order_by(F("pk").desc()).values_list("pk", "at").first()
    return None if last is None else (str(settings.HOME), connection.settings_dict["NAME"], *last)
