"""A unit on one page: where it stands in the tree then and now, its tasks, obstacles, and the units below."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dutdiem.access.views import Viewer, named, viewer
from dutdiem.kit.errors import NotFound
from dutdiem.kit.paging import paged
from dutdiem.oversight import queries as oversight
from dutdiem.plans import queries as plans
from dutdiem.plans.views.rows import COLUMNS, leads, rows
from dutdiem.units import queries as units
from dutdiem.units.models import Succession, UnitVersion
from dutdiem.units.words import level_name

SHOWN = 8
"""Tasks and obstacles that stand on the page itself; the rest is one link away."""


def unit(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a unit within the viewer's reach, whether it still exists or not."""
    who = viewer(request)
    versions = list(UnitVersion.objects.filter(unit__code=code).select_related("unit", "parent").order_by("valid_from"))
    if not versions or not any(who.may("units.read", version.path) for version in versions):
        raise NotFound(f"Không có đơn vị mã “{code}” trong phạm vi được xem; kiểm tra lại mã.")
    now = next((v for v in reversed(versions) if v.valid_to is None or v.valid_to >= who.today), None)
    shown = now or versions[-1]
    past, work = _successions(shown), _work(who, shown)
    codes = [*shown.path.split("/"), *(v.parent.code for v in versions if v.parent), *leads([*work["led"], *work["helped"]])]
    units_named = named(who, [*codes, *(s.predecessor.code for s in past), *(s.successor.code for s in past)])
    below = paged(request, units.children(code, who.today).values("unit__code", "name", "level"), ("unit__code",), size=60)
    context = {
        "unit": shown,
        "exists": now is not None,
        "level": level_name(shown.level),
        "versions": [(version, level_name(version.level)) for version in reversed(versions)],
        "named": units_named,
        "from_these": _by_day(s for s in past if s.successor_id == shown.unit_id),
        "to_these": _by_day(s for s in past if s.predecessor_id == shown.unit_id),
        "below": below,
        "below_level": {row["level"]: level_name(row["level"]) for row in below.rows},
    }
    for kind in ("led", "helped"):
        work[kind] = rows(work[kind], who, units=units_named)
    return render(request, "web/unit.html", context | work)


def _successions(shown: UnitVersion) -> list[Succession]:
    found = Succession.objects.filter(predecessor=shown.unit_id) | Succession.objects.filter(successor=shown.unit_id)
    found = found.select_related("predecessor", "successor")
    return list(found.order_by("date", "kind", "predecessor__code", "successor__code")[:200])


def _by_day(found: Iterable[Succession]) -> list[tuple[date, str, list[Succession]]]:
    """Successions of one day and kind together, with the words for the kind."""
    groups = groupby(found, key=lambda s: (s.date, s.kind))
    return [(day, _(Succession.Kind(kind).label), list(group)) for (day, kind), group in groups]


def _work(who: Viewer, shown: UnitVersion) -> dict[str, Any]:
    """What it leads, helps with, and what is in its way; the most urgent first."""
    code = shown.unit.code
    led = plans.listed(who.actor, who.today, lead=code).filter(kind__in=plans.WORK)
    urgent = plans.most_urgent(led)[:SHOWN].values(*COLUMNS)
    helped = plans.most_urgent(plans.helped_by(who.actor, who.today, shown.unit))[:SHOWN].values(*COLUMNS)
    obstacles = list(oversight.of_unit(who.actor, who.today, shown.unit)[:SHOWN])
    return {
        "counts": plans.status(who.actor, who.today, lead=code),
        "led": list(urgent),
        "helped": list(helped),
        "obstacles": [(o, _(o.get_kind_display()), (who.today - o.raised_on).days) for o in obstacles],
    }
