"""The plan as a tree whose branches open on demand, and as a list where a filter is set."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dutdiem.access.views import viewer
from dutdiem.plans import queries
from dutdiem.plans.models import Task
from dutdiem.plans.views.lists.asked import asked
from dutdiem.plans.views.lists.frame import frame
from dutdiem.plans.views.lists.table import below_of, listing
from dutdiem.plans.views.rows import COLUMNS, Row, rows

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
    what = asked(request)
    if what.narrowed:
        return listing(request)
    below = below_of(who, what)
    found = list(queries.outline(who.actor, who.today, below).values(*COLUMNS))
    tallies, everything = queries.tallies_and_all(who.actor, who.today, [task["path"] for task in found])
    context: dict[str, Any] = {
        "below": below,
        "may_plan": bool(who.actor.paths("plans.assign", who.today)),
        "counts": (everything if below is None else None) or queries.status(who.actor, who.today, below=below),
        "nodes": opened(rows(found, who, below=tallies)),
        "by_unit": below and below.kind not in queries.HOLDERS,
    }
    return render(request, "plans/tree.html", context | frame(request, who, what, "tree"))


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
