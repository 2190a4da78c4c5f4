"""A parent is never stale: after any order of actions its percent is that of its parts by their weights."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutdiem.authority import operator
from dutdiem.kit.errors import Mistake
from dutdiem.plans import actions
from dutdiem.plans.actions import Wanted, wanted_of
from dutdiem.plans.models import Task
from dutdiem.plans.rules import weighted
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
ACTOR, ON = operator("thử"), date(2025, 6, 1)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["add", "report", "leave", "hand_in", "accept", "back", "suspend", "resume", "cancel", "weigh", "move", "merge"]
        ),
        st.integers(0, 30),
        st.integers(0, 30),
        st.integers(0, 100),
    ),
    min_size=5,
    max_size=25,
)


def act(name: str, task: Task, other: Task, number: int, unit: Unit) -> None:
    todo = {
        "add": lambda: actions.create(ACTOR, unit, task, Wanted(title="Bước", lead=unit, weight=number % 9 + 1)),
        "report": lambda: actions.report(ACTOR, task, unit, on=ON, percent=number, says="Đang làm."),
        "leave": lambda: actions.report(ACTOR, task, unit, on=ON, percent=None, says="Theo các phần việc."),
        "hand_in": lambda: actions.hand_in(ACTOR, task, on=ON),
        "accept": lambda: actions.accept_done(ACTOR, task),
        "back": lambda: actions.send_back(ACTOR, task, reason="Thiếu phụ lục"),
        "suspend": lambda: actions.suspend(ACTOR, task, reason="Chờ"),
        "resume": lambda: actions.resume(ACTOR, task),
        "cancel": lambda: actions.cancel(ACTOR, task, reason="Bỏ"),
        "weigh": lambda: actions.edit(ACTOR, task, replace(wanted_of(task), weight=number % 50 + 1), version=task.version),
        "move": lambda: actions.move(ACTOR, task, other),
        "merge": lambda: actions.merge(ACTOR, other, task),
    }
    todo[name]()


def check() -> None:
    for task in Task.objects.all():
        parts = [
            (child.weight, child.percent)
            for child in task.children.all()
            if child.merged_into_id or child.state != Task.State.CANCELLED
        ]
        if task.merged_into:
            assert task.percent == task.merged_into.percent
        elif task.state in ("waiting", "done"):
            assert task.percent == 100
        elif task.stated_percent is not None:
            assert task.percent == task.stated_percent
        else:
            assert task.percent == weighted(parts)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_a_parent_is_the_weighted_mean_of_its_parts_after_any_order_of_actions(tree, steps):
    Task.objects.all().update(parent=None, merged_into=None)
    Task.objects.all().delete()
    unit = Unit.objects.get(code="H01")
    top = actions.create(ACTOR, unit, None, Wanted(title="Mục tiêu", kind="objective", lead=unit))
    for _ in range(2):
        actions.create(ACTOR, unit, top, Wanted(title="Việc", lead=unit))
    for name, at, to, number in steps:
        tasks = list(Task.objects.order_by("path"))
        try:
            act(name, tasks[at % len(tasks)], tasks[to % len(tasks)], number, unit)
        except Mistake:
            continue
        check()


def test_a_finished_milestone_is_never_above_an_empty_parent(tree):
    """The fault of other tools: the parts are done and what stands above them says 0 %."""
    unit = Unit.objects.get(code="H01")
    top = actions.create(ACTOR, unit, None, Wanted(title="Mục tiêu", kind="objective", lead=unit))
    middle = actions.create(ACTOR, unit, top, Wanted(title="Nhóm", kind="group", lead=unit))
    first, second = (actions.create(ACTOR, unit, middle, Wanted(title="Việc", lead=unit, weight=weight)) for weight in (1, 3))
    actions.hand_in(ACTOR, first, on=ON)
    assert Task.objects.get(pk=top.pk).percent == Task.objects.get(pk=middle.pk).percent == 25
    actions.hand_in(ACTOR, second, on=ON)
    assert Task.objects.get(pk=top.pk).percent == Task.objects.get(pk=middle.pk).percent == 100
    actions.create(ACTOR, unit, middle, Wanted(title="Việc nữa", lead=unit, weight=4))
    assert Task.objects.get(pk=top.pk).percent == Task.objects.get(pk=middle.pk).percent == 50


def test_what_a_lower_unit_hangs_below_moves_nobodys_percent_but_its_own(tree):
    ministry, hanoi = (Unit.objects.get(code=code) for code in ("BCA", "T01"))
    top = actions.create(ACTOR, ministry, None, Wanted(title="Chương trình", kind="objective", lead=ministry))
    task = actions.create(ACTOR, ministry, top, Wanted(title="Việc", lead=hanoi))
    own = actions.create(ACTOR, hanoi, top, Wanted(title="Chương trình riêng", kind="objective", lead=hanoi))
    step = actions.create(ACTOR, hanoi, own, Wanted(title="Việc riêng", lead=hanoi))
    actions.report(ACTOR, step, hanoi, on=ON, percent=80, says="Đang làm.")
    assert [Task.objects.get(pk=t.pk).percent for t in (own, top)] == [80, 0]
    actions.report(ACTOR, task, hanoi, on=ON, percent=50, says="Đang làm.")
    assert Task.objects.get(pk=top.pk).percent == 50
