"""What every view of the tasks has around it: the other views, the filters, those that were kept."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from dutdiem.access.views import Viewer
from dutdiem.authority import within
from dutdiem.plans import queries
from dutdiem.plans.models import Task
from dutdiem.plans.views.lists.asked import Asked
from dutdiem.plans.views.rows import choices
from dutdiem.units import queries as units

VIEWS = {"table": "plans:list", "board": "plans:board", "timeline": "plans:timeline", "calendar": "plans:calendar"}
"""The views that share the filters, as kept filters name them."""


def frame(request: HttpRequest, who: Viewer, what: Asked, view: str) -> dict[str, Any]:
    """The context of `plans/lists/_frame.html`: two questions, in the tree, where filters lead elsewhere, one."""
    kept = queries.filters(who.user, who.actor, who.today) if view in VIEWS else ()
    return {
        "asked": what,
        "view": view,
        "here": reverse(VIEWS[view]) if view in VIEWS else request.path,
        "tabs": tabs(view, what),
        "states": choices(Task.State.choices),
        "kinds": choices(Task.Kind.choices),
        "times": times(),
        "sorts": _sorts(),
        "plans": whose_plans(),
        "leads": leads(who, what.lead),
        "kept": [(f, f"{reverse(VIEWS[f.view])}?{f.query}", f.view == view and f.query == what.query()) for f in kept],
    }


def tabs(view: str, what: Asked) -> list[tuple[str, str, bool]]:
    """(words, address, whether one is there) of every view; those of the person's own work where that stage has pages."""
    query = what.query()
    shared = [
        (_("Danh sách"), "plans:list", query),
        (_("Theo trạng thái"), "plans:board", query),
        (_("Tiến trình"), "plans:timeline", query),
        (_("Lịch"), "plans:calendar", query),
        (_("Theo đơn vị"), "plans:by_unit", ""),
        (_("Theo văn bản"), "plans:by_document", ""),
        (_("Cây kế hoạch"), "plans:tree", ""),
        (_("Việc của tôi"), "desk:mine", ""),
        (_("Có gì mới"), "desk:changes", ""),
    ]
    made = []
    for words, name, given in shared:
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        made.append((words, f"{address}?{given}" if given else address, name == VIEWS.get(view, f"plans:{view}")))
    return made


def leads(who: Viewer, chosen: str) -> list[tuple[str, str]]:
    """The units above the commune within the viewer's reach, by name, and the one that is chosen."""
    reach = who.actor.paths("plans.read", who.today)
    found = units.on(who.today).exclude(level="commune").values_list("unit__code", "name", "path")
    named = {code: name for code, name, path in found if within(path, reach)}
    if chosen and chosen not in named:
        named |= units.names([chosen], who.today)
    return [("", _("tất cả")), *sorted(named.items(), key=lambda item: item[1])]


def times() -> list[tuple[str, str]]:
    """How tasks may stand against their deadlines, for a filter."""
    words = {
        "": _("tất cả"),
        "overdue": _("quá hạn"),
        "soon": _("sắp đến hạn"),
        "due": _("còn hạn"),
        "late": _("hoàn thành chậm"),
        "undated": _("chưa có thời hạn"),
    }
    return list(words.items())


def whose_plans() -> list[tuple[str, str]]:
    """Whose plan a task is in, for a filter: what came from above, or one's own unit's and those below it."""
    return [("", _("tất cả")), ("above", _("cấp trên giao")), ("own", _("của đơn vị"))]


def _sorts() -> list[tuple[str, str]]:
    words = {
        "": _("thứ tự trong kế hoạch"),
        "deadline": _("thời hạn gần trước"),
        "-deadline": _("thời hạn xa trước"),
        "lead": _("đơn vị chủ trì"),
        "percent": _("tiến độ thấp trước"),
        "-percent": _("tiến độ cao trước"),
    }
    return list(words.items())
