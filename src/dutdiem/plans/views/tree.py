"""The plan as a tree whose branches open on demand, and as a list where a filter is set."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dutdiem.access.views import Viewer, viewer
from dutdiem.authority import within
from dutdiem.kit.paging import paged
from dutdiem.plans import queries
from dutdiem.plans.models import Task
from dutdiem.plans.views.rows import COLUMNS, Row, choices, rows
from dutdiem.units import queries as units

FILTERS = ("search", "state", "time", "lead")
MANY = 60
"""Rows that one takes in at a glance; a longer tree starts with fewer open branches."""


@dataclass(slots=True)
class Node:
    """A row of the tree with what is shown open below it."""

    row: Row
    inner: list["Node"] = field(default_factory=list)


def tree(request: HttpRequest) -> HttpResponse:
    """The tree from its tops or `below` a task; a flat list where a filter is set. All of it stands in the address."""
    who = viewer(request)
    below = queries.one(who.actor, who.today, int(key)) if (key := request.GET.get("below", "")).isdecimal() else None
    chosen = {name: request.GET.get(name, "").strip() for name in FILTERS}
    context: dict[str, Any] = {
        "chosen": chosen,
        "below": below,
        "states": choices(Task.State.choices),
        "times": _times(),
        "leads": _leads(who, chosen["lead"]),
        "may_plan": bool(who.actor.paths("plans.assign", who.today)),
        "counts": queries.status(who.actor, who.today, below=below, lead=chosen["lead"]),
    }
    if any(chosen.values()):
        return render(request, "plans/list.html", context | _filtered(request, who, chosen, below))
    found = queries.outline(who.actor, who.today, below).values(*COLUMNS)
    nodes = opened(rows(found, who, count_below=True))
    return render(request, "plans/tree.html", context | {"nodes": nodes, "by_unit": below and below.kind not in queries.HOLDERS})


def branch(request: HttpRequest, key: int) -> HttpResponse:
    """What hangs right below one task: a piece of the tree, for htmx."""
    who = viewer(request)
    task = queries.one(who.actor, who.today, key)
    found = queries.branches(who.actor, who.today, task).values(*COLUMNS)
    nodes = _holders_first([Node(row) for row in rows(found, who, count_below=True)])
    return render(request, "plans/branch.html", {"nodes": nodes, "by_unit": task.kind not in queries.HOLDERS})


def opened(found: list[Row]) -> list[Node]:
    """Rows in the order of their paths as nested nodes: objectives open, all else closed, with what lies below left out.

    Where that would be more than MANY, only the tops are open.
    """
    tops: list[Node] = []
    above: list[Node] = []
    for row in found:
        while above and not row.task["path"].startswith(above[-1].row.task["path"] + "/"):
            above.pop()
        node = Node(row)
        if not above:
            tops.append(node)
        elif above[-1].row.task["kind"] == Task.Kind.OBJECTIVE:
            above[-1].inner.append(node)
        above.append(node)
    if _count(tops) > MANY:
        for top in tops:
            top.inner = [Node(node.row) for node in top.inner]
    return _holders_first(tops)


def _count(nodes: list[Node]) -> int:
    return sum(1 + _count(node.inner) for node in nodes)


def _holders_first(nodes: list[Node]) -> list[Node]:
    """Documents and groups before single tasks, each in the order of the plan."""
    for node in nodes:
        node.inner = _holders_first(node.inner)
    return sorted(nodes, key=lambda node: node.row.task["kind"] not in queries.HOLDERS)


def _filtered(request: HttpRequest, who: Viewer, chosen: dict[str, str], below: Task | None) -> dict[str, Any]:
    found = queries.listed(who.actor, who.today, below=below, **chosen).filter(kind__in=queries.WORK)
    page = paged(request, found.values(*COLUMNS), ("path",))
    return {"page": page, "rows": rows(page.rows, who)}


def _times() -> list[tuple[str, str]]:
    words = {
        "": _("tất cả"),
        "overdue": _("quá hạn"),
        "soon": _("sắp đến hạn"),
        "due": _("còn hạn"),
        "late": _("hoàn thành chậm"),
        "undated": _("chưa có thời hạn"),
    }
    return list(words.items())


def _leads(who: Viewer, chosen: str) -> list[tuple[str, str]]:
    """The units above the commune within the viewer's reach, by name, and the one that is chosen."""
    reach = who.actor.paths("plans.read", who.today)
    found = units.on(who.today).exclude(level="commune").values_list("unit__code", "name", "path")
    named = {code: name for code, name, path in found if within(path, reach)}
    if chosen and chosen not in named:
        named |= units.names([chosen], who.today)
    return [("", _("tất cả")), *sorted(named.items(), key=lambda item: item[1])]
