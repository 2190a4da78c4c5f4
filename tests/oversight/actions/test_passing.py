"""What is asked goes up, with its way kept and a new term."""

from datetime import date

import pytest

from dutdiem.authority import Refused
from dutdiem.kit.errors import Mistake
from dutdiem.oversight import actions, queries
from dutdiem.oversight.models import Obstacle
from dutdiem.trail.actions import seal
from dutdiem.trail.queries import verify
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
MONDAY = date(2025, 9, 8)


def unit(code):
    return Unit.objects.get(code=code)


@pytest.fixture
def asked(tree, ward):
    return actions.raise_obstacle(ward, "Thiếu trụ sở", unit("C3"), kind="premises", raised_on=MONDAY, addressed_to=unit("T31A"))


def test_it_goes_to_the_level_above_with_a_new_term_and_its_way_is_kept(asked, haiphong, ministry, ward):
    assert asked.answer_by == date(2025, 9, 22), "ten working days for a province"
    actions.pass_up(haiphong, asked, unit("BCA"), on=date(2025, 9, 15), reason="Vượt thẩm quyền")
    asked.refresh_from_db()
    assert (asked.addressed_to.code, asked.answer_by) == ("BCA", date(2025, 10, 6)), "fifteen for the ministry"
    (step,) = queries.passings(asked)
    assert (step.before.code, step.after.code, step.reason, step.passed_by) == ("T31A", "BCA", "Vượt thẩm quyền", "t31a")
    assert list(queries.obstacles(haiphong, MONDAY)) == [asked], "who passed it on still sees it"
    with pytest.raises(Refused):
        actions.answer(haiphong, asked, "Đồng ý", on=date(2025, 9, 16))
    actions.answer(ministry, asked, "Đã bố trí", on=date(2025, 9, 16))
    seal()
    assert verify().findings == ()


def test_whoever_asked_passes_it_up_only_once_the_term_is_over(asked, ward):
    with pytest.raises(Refused):
        actions.pass_up(ward, asked, unit("BCA"), on=date(2025, 9, 22), reason="Chưa trả lời")
    actions.pass_up(ward, asked, unit("BCA"), on=date(2025, 9, 23), reason="Chưa trả lời")
    assert asked.addressed_to.code == "BCA"


def test_what_a_document_names_is_first_passed_to_somebody(tree, ministry):
    found = Obstacle.objects.create(title="Thủ tục chậm", raised_on=MONDAY, unit=unit("C3"))
    with pytest.raises(Refused):
        actions.answer(ministry, found, "Có", on=MONDAY)
    actions.pass_up(tree, found, unit("H01"), on=MONDAY, reason="Thuộc lĩnh vực")
    assert (found.addressed_to.code, found.answer_by) == ("H01", date(2025, 9, 22))


@pytest.mark.parametrize(
    ("to", "on", "reason", "says"),
    [
        ("BCA", date(2025, 9, 9), " ", "phải nêu lý do"),
        ("T01", date(2025, 9, 9), "Vì", "không phải cấp trên"),
        ("C3", date(2025, 9, 9), "Vì", "không phải cấp trên"),
        ("BCA", date(2025, 9, 7), "Vì", "trước ngày"),
        ("T30", date(2025, 9, 9), "Vì", "không hoạt động"),
    ],
)
def test_it_is_refused_and_nothing_changes(asked, haiphong, to, on, reason, says):
    with pytest.raises(Mistake, match=says):
        actions.pass_up(haiphong, asked, unit(to), on=on, reason=reason)
    asked.refresh_from_db()
    assert (asked.addressed_to.code, asked.passings.count()) == ("T31A", 0)


def test_an_answered_one_goes_nowhere(asked, haiphong):
    actions.answer(haiphong, asked, "Đã bố trí", on=date(2025, 9, 9))
    with pytest.raises(Mistake, match="đã được trả lời"):
        actions.pass_up(haiphong, asked, unit("BCA"), on=date(2025, 9, 10), reason="Vì")


def test_what_comes_of_an_internal_document_is_for_its_unit_to_put_to_somebody(tree, paper, ministry, haiphong):
    own = paper("Khó khăn.", owner=unit("T31A"), internal=True)
    found = Obstacle.objects.create(title="Thiếu trụ sở", raised_on=date(2025, 1, 6), document=own)
    assert not queries.obstacles(ministry, MONDAY).exists()
    actions.pass_up(haiphong, found, unit("BCA"), on=MONDAY, reason="vượt thẩm quyền")
    assert queries.obstacles(ministry, MONDAY).get() == found
