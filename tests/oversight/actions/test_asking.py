"""Difficulties and requests: raised, answered once, seen by those concerned."""

from datetime import date

import pytest

from dutdiem.authority import Actor, Grant, Refused, Role
from dutdiem.kit.errors import Mistake
from dutdiem.oversight import actions, queries
from dutdiem.oversight.models import Obstacle, Petition
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
ON = date(2025, 8, 1)
WARD = Actor("c3", (Grant(Role.REPORTER, "BCA/T31A/C3"),))
STAFF = Actor("bca", (Grant(Role.STAFF, "BCA"),))


def unit(code: str) -> Unit:
    return Unit.objects.get(code=code)


@pytest.fixture
def asked(tree: Actor) -> Petition:
    return actions.petition(WARD, "Đề nghị bổ sung kinh phí", unit("C3"), unit("BCA"), raised_on=ON)


def test_a_request_gets_one_answer_from_whom_it_was_addressed_to(asked: Petition) -> None:
    with pytest.raises(Refused):
        actions.answer(WARD, asked, "Đồng ý", on=ON)
    actions.answer(STAFF, asked, "Đã bố trí trong năm 2026.", on=date(2025, 9, 1))
    with pytest.raises(Mistake, match="đã được trả lời"):
        actions.answer(STAFF, asked, "Lần nữa", on=date(2025, 9, 2))
    assert not queries.petitions(STAFF, ON, unanswered=True).exists()


@pytest.mark.parametrize(("text", "on", "why"), [(" ", ON, "Chưa có nội dung"), ("Có", date(2025, 7, 1), "trước ngày nêu")])
def test_an_answer_is_refused(asked: Petition, text: str, on: date, why: str) -> None:
    with pytest.raises(Mistake, match=why):
        actions.answer(STAFF, asked, text, on=on)
    asked.refresh_from_db()
    assert asked.answered_on is None


def test_a_unit_raises_difficulties_only_for_itself(tree: Actor) -> None:
    actions.raise_obstacle(WARD, "Thiếu trụ sở", unit("C3"), kind="premises", raised_on=ON)
    with pytest.raises(Refused):
        actions.raise_obstacle(WARD, "Thiếu trụ sở", unit("C4"), kind="premises", raised_on=ON)
    assert queries.obstacles(WARD, ON).count() == 1


def test_a_foreign_unit_does_not_see_it(asked: Petition) -> None:
    foreign = Actor("t01", (Grant(Role.STAFF, "BCA/T01"),))
    assert not queries.petitions(foreign, ON).exists()
    assert queries.petitions(WARD, ON).count() == 1


@pytest.mark.parametrize("state", ["done", "cancelled"])
def test_nothing_holds_a_finished_task_back(work, ward, state):
    task = work("Việc đã khép", "C3", state=state)
    with pytest.raises(Mistake, match="không nêu vướng mắc ở đây nữa"):
        actions.raise_obstacle(ward, "Thiếu kho", unit("C3"), kind="premises", raised_on=ON, task=task)
    assert not Obstacle.objects.exists()
