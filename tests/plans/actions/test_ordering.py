"""What waits for what: cycles are refused, and only the plan's own unit decides."""

from itertools import pairwise

import pytest

from dutdiem.authority import Refused
from dutdiem.kit.errors import Mistake
from dutdiem.plans import actions
from dutdiem.plans.models import Dependency
from dutdiem.trail.models import Entry

pytestmark = pytest.mark.django_db


def test_a_task_waits_for_another_and_no_more(planned, ministry):
    one, other = planned("Một", "H01"), planned("Hai", "V01")
    made = actions.wait_for(ministry, other, one)
    assert (made.task, made.after) == (other, one)
    actions.wait_no_more(ministry, made)
    assert not Dependency.objects.exists()
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True))[-2:] == ["plans.wait_for", "plans.wait_no_more"]


def test_a_circle_is_refused_over_any_number_of_steps_and_changes_nothing(planned, ministry):
    tasks = [planned(f"Việc {number}", "H01") for number in range(4)]
    for before, after in pairwise(tasks):
        actions.wait_for(ministry, after, before)
    with pytest.raises(Mistake, match="vòng tròn") as refused:
        actions.wait_for(ministry, tasks[0], tasks[-1])
    assert refused.value.field == "after"
    assert Dependency.objects.count() == 3


def test_it_refuses_itself_its_branch_and_the_same_again(planned, ministry):
    task = planned("Việc", "H01")
    step, other = planned("Bước", "H01", below=task), planned("Khác", "H01")
    for one, after in ((task, task), (task, step), (step, task)):
        with pytest.raises(Mistake, match="trên hoặc dưới"):
            actions.wait_for(ministry, one, after)
    actions.wait_for(ministry, task, other)
    with pytest.raises(Mistake, match="không ghi lần nữa"):
        actions.wait_for(ministry, task, other)


def test_what_was_cancelled_holds_nothing_up(planned, ministry):
    one, other = planned("Một", "H01"), planned("Hai", "V01")
    actions.cancel(ministry, one, reason="Không còn cần.")
    one.refresh_from_db()
    with pytest.raises(Mistake, match="đã hủy"):
        actions.wait_for(ministry, other, one)


def test_a_lower_unit_orders_its_own_plan_and_not_that_from_above(planned, hanoi):
    above, own = planned("Việc Bộ giao", "T01"), planned("Việc của tỉnh", "T01", owner="T01")
    actions.wait_for(hanoi, own, above)
    with pytest.raises(Refused):
        actions.wait_for(hanoi, above, own)
