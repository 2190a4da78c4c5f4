"""What the forms of the plan share: the units to choose from, the unit for which a person plans, and where to go after."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from dutdiem.access.views import Viewer
from dutdiem.authority import Refused
from dutdiem.kit.errors import Mistake
from dutdiem.plans.forms import refuse
from dutdiem.plans.models import Task
from dutdiem.units import queries as units
from dutdiem.units.models import Unit, UnitVersion

OFFERED = 400
"""Names that a page offers for a unit's field; any other can still be written."""


def offered(who: Viewer, owner: Unit | None) -> list[str]:
    """“Code – name” of the units that the owner is likely to name: those right below it, then departments and provinces."""
    below = units.children(owner.code, who.today) if owner else units.on(who.today).none()
    high = units.on(who.today).filter(level__in=("ministry", "department", "province")).order_by("path")
    rows = [*below.values_list("unit__code", "name")[:OFFERED], *high.values_list("unit__code", "name")[:OFFERED]]
    return list(dict.fromkeys(f"{code} – {name}" for code, name in rows))[:OFFERED]


def planning_units(who: Viewer) -> list[UnitVersion]:
    """The units in whose plans the person may put tasks: the tops of their own subtrees; of the whole tree its top."""
    paths = who.actor.paths("plans.assign", who.today)
    found = units.on(who.today).order_by("path")
    return list(found.filter(parent=None) if "" in paths else found.filter(path__in=paths))


def demand_planning(who: Viewer) -> list[UnitVersion]:
    """The same; Refused where the person plans for nobody."""
    found = planning_units(who)
    if not found:
        raise Refused(_("Tài khoản này không được giao nhiệm vụ; đề nghị quản trị viên giao quyền nếu cần."))
    return found


def owner_among(found: list[UnitVersion], code: str) -> Unit:
    """The unit for which is planned: the one that was chosen, else the first."""
    return next((version.unit for version in found if version.unit.code == code), found[0].unit)


def attempt(form: Any, act: Callable[[], object]) -> bool:
    """Do it where the form is valid; a refusal becomes the sentence beside its field."""
    if not form.is_valid():
        return False
    try:
        act()
    except Mistake as mistake:
        refuse(form, mistake)
        return False
    return True


def to_task(request: HttpRequest, task: Task | int, says: str) -> HttpResponse:
    """Say what was done, on the page of the task."""
    messages.success(request, says)
    return redirect("plans:task", task if isinstance(task, int) else task.pk)
