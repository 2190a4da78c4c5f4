"""A plan of the ministry's and one of a province's, and who acts on them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dutdiem.authority import Actor, Grant, Role
from dutdiem.plans import actions
from dutdiem.plans.actions import Wanted
from dutdiem.plans.models import Task
from dutdiem.units.models import Unit

DUE = date(2025, 6, 30)


def unit(code: str) -> Unit:
    return Unit.objects.get(code=code)


@pytest.fixture
def ministry() -> Actor:
    return Actor("bca", (Grant(Role.STAFF, "BCA"),))


@pytest.fixture
def hanoi() -> Actor:
    return Actor("t01", (Grant(Role.STAFF, "BCA/T01"),))


@pytest.fixture
def ward() -> Actor:
    return Actor("c4", (Grant(Role.STAFF, "BCA/T01/C4"),))


@pytest.fixture
def haiphong() -> Actor:
    return Actor("t31a", (Grant(Role.STAFF, "BCA/T31A"),))


@pytest.fixture
def planned(tree: Actor) -> Callable[..., Task]:
    """`planned("Tên", "T01", owner="BCA", below=task, helpers=["V01"], deadline=...)` through the actions."""

    def put(title: str, lead: str | None = None, owner: str | None = "BCA", below: Task | None = None, **facts: Any) -> Task:
        helpers = tuple((unit(code), "") for code in facts.pop("helpers", ()))
        wanted = Wanted(title=title, lead=unit(lead) if lead else None, coordinating=helpers, **facts)
        return actions.create(tree, unit(owner) if owner else None, below, wanted)

    return put
