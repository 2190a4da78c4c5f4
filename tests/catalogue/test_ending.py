"""A unit ends what it has defined for itself, uses it again, or deletes it; nothing from above, nothing that others rest on."""

from collections.abc import Callable
from datetime import date

import pytest

from dutdiem.authority import Actor, Grant, Refused, Role
from dutdiem.catalogue.actions import define
from dutdiem.catalogue.ending import delete, end, take_back
from dutdiem.catalogue.models import DataElement, Disaggregation, Indicator, ReportForm, Superseded, Target
from dutdiem.catalogue.queries import listed
from dutdiem.collection.actions import Filled, submit
from dutdiem.figures.choosing import choose
from dutdiem.kit.errors import Mistake, NotFound
from dutdiem.plans.models import TaskMeasure
from dutdiem.trail.actions import seal
from dutdiem.trail.models import Entry
from dutdiem.trail.queries import verify
from dutdiem.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.both]
ELEMENT, FORM, INDICATOR = ("element", "patrols"), ("form", "patrol"), ("indicator", "patrols_per_case")
TARGET = ("target", "patrols_per_case@T01|C4|2025|>=|T01")
ALL = (ELEMENT, FORM, INDICATOR, TARGET)
LAST = date(2025, 12, 31)
CHANGED = '[indicators.patrols_per_case]\nname = "X"\nformula = "{}"\nunit = "{}"\nvalid_from = 2026-01-01\n'


def someone(path: str, role: Role = Role.STAFF) -> Actor:
    return Actor(path.rpartition("/")[2] or "kiểm toán", (Grant(role, path),))


HANOI, WARD = someone("BCA/T01"), someone("BCA/T01/C4")


@pytest.fixture
def hanoi(own: Callable[..., object]) -> Unit:
    own()
    return Unit.objects.get(code="T01")


@pytest.fixture
def patrolled(hanoi: Unit) -> Unit:
    submit(WARD, ReportForm.objects.get(code="patrol@T01"), "2025-08", [Filled("C4", {"patrols@T01:night": "2"}, "draft")])
    return hanoi


def refusal(step: Callable[[], None]) -> str:
    """The sentence; and nothing was changed, nothing written to the trail."""
    before = Entry.objects.count(), [*listed(HANOI)]
    with pytest.raises(Mistake) as refused:
        step()
    assert (Entry.objects.count(), [*listed(HANOI)]) == before
    return str(refused.value)


def test_what_nothing_rests_on_is_deleted_with_its_past(hanoi: Unit, own: Callable[..., object]) -> None:
    own("T01", CHANGED.format("patrols / cases * 10", "lượt/vụ"))
    assert Superseded.objects.filter(code="patrols_per_case@T01").count() == 1
    delete(HANOI, hanoi, [*ALL, ("breakdown", "by_shift")])
    models = DataElement, Indicator, ReportForm, Target, Disaggregation
    assert not any(model.objects.exclude(owner=None).exists() for model in models)
    assert not Superseded.objects.exists()
    seal()
    assert not verify().findings
    assert Entry.objects.get(verb="catalogue.delete").facts["definitions"][0] == "element patrols@T01"


def test_a_deleted_code_can_be_defined_anew(hanoi: Unit, own: Callable[..., object]) -> None:
    delete(HANOI, hanoi, ALL)
    own()
    assert Target.objects.get(owner=hanoi).indicator == Indicator.objects.get(code="patrols_per_case@T01")


@pytest.mark.parametrize(
    ("one", "says"),
    [
        (ELEMENT, "Chỉ tiêu thống kê riêng “Lượt tuần tra trên một vụ” dùng “Số lượt tuần tra”, không xóa được"),
        (INDICATOR, "Chỉ tiêu đã giao trong đơn vị “C4, 2025” dùng “Lượt tuần tra trên một vụ”, không xóa được"),
        (("breakdown", "by_shift"), "Mục số liệu riêng “Số lượt tuần tra” dùng “Ca”, không xóa được"),
    ],
)
def test_what_something_of_the_unit_rests_on_is_not_deleted(hanoi: Unit, one: tuple[str, str], says: str) -> None:
    assert refusal(lambda: delete(HANOI, hanoi, [one])).startswith(says)


def test_what_was_reported_even_as_a_draft_is_not_deleted(patrolled: Unit) -> None:
    for one in (FORM, ELEMENT):
        assert "đã có báo cáo kỳ 2025-08, không xóa được; ngừng dùng" in refusal(lambda one=one: delete(HANOI, patrolled, [one]))


def test_what_a_unit_below_builds_on_it_keeps_it_and_is_not_told(hanoi: Unit, own: Callable[..., object]) -> None:
    own("C4", '[indicators.nights]\nname = "Ca đêm"\nformula = "patrols@T01:night / patrols@T01"\nunit = "lần"\n', WARD)
    says = refusal(lambda: delete(HANOI, hanoi, ALL))
    assert says == "Đơn vị trực thuộc đang dùng “Số lượt tuần tra”, không xóa được; ngừng dùng từ một ngày thì được."
    end(HANOI, hanoi, ALL, LAST)


def test_what_an_earlier_formula_read_is_kept_for_the_periods_of_then(hanoi: Unit, own: Callable[..., object]) -> None:
    delete(HANOI, hanoi, [TARGET, FORM])
    own("T01", CHANGED.format("cases", "vụ"))
    assert "Chỉ tiêu thống kê riêng “X” dùng “Số lượt tuần tra”" in refusal(lambda: delete(HANOI, hanoi, [ELEMENT]))


def test_what_a_task_is_measured_by_is_not_deleted(hanoi: Unit, work: Callable[..., object]) -> None:
    task = work("Tuần tra", "T01", owner=hanoi, internal=True)
    TaskMeasure.objects.create(task=task, target=Target.objects.get(owner=hanoi))
    assert "không xóa được: đang gắn với nhiệm vụ" in refusal(lambda: delete(HANOI, hanoi, [TARGET]))


def test_a_target_of_a_document_is_ended_and_not_deleted(hanoi: Unit, paper: Callable[..., object]) -> None:
    Target.objects.filter(owner=hanoi).update(document=paper("Tuần tra."))
    assert "nhận từ văn bản, không xóa được" in refusal(lambda: delete(HANOI, hanoi, [TARGET]))
    end(HANOI, hanoi, [TARGET], LAST)


def test_a_choice_for_the_overview_goes_with_its_indicator(hanoi: Unit) -> None:
    choose(someone("BCA/T01", Role.LEADER), hanoi, ["patrols_per_case@T01"])
    delete(HANOI, hanoi, [TARGET, INDICATOR])
    seal()
    assert not verify().findings


def test_an_end_is_noted_with_its_day_and_can_be_taken_back(patrolled: Unit) -> None:
    end(HANOI, patrolled, ALL, LAST)
    assert {row["valid_to"] for row in listed(HANOI) if row["owner"]} == {LAST}
    take_back(HANOI, patrolled, ALL)
    assert {row["valid_to"] for row in listed(HANOI) if row["owner"]} == {None}
    seal()
    assert not verify().findings
    facts = Entry.objects.get(verb="catalogue.end").facts
    assert (facts["owner"], facts["last"], len(facts["definitions"])) == ("T01", "2025-12-31", 4)


def test_what_builds_on_it_ends_no_later(hanoi: Unit) -> None:
    says = refusal(lambda: end(HANOI, hanoi, [ELEMENT], LAST))
    assert (
        says == "Chỉ tiêu thống kê riêng “Lượt tuần tra trên một vụ” còn dùng “Số lượt tuần tra”; ngừng cùng lúc hoặc ngừng trước."
    )
    end(HANOI, hanoi, [FORM, INDICATOR, TARGET], LAST)
    assert "còn dùng" in refusal(lambda: end(HANOI, hanoi, [ELEMENT], date(2025, 11, 30)))
    end(HANOI, hanoi, [ELEMENT], LAST)
    says = refusal(lambda: take_back(HANOI, hanoi, [FORM]))
    assert "dùng mục số liệu riêng “Số lượt tuần tra” đã ngừng sau ngày 31/12/2025; dùng lại" in says.replace("Mục", "mục")
    take_back(HANOI, hanoi, [FORM, ELEMENT])


def test_an_end_lies_after_what_was_reported_and_after_the_first_day(patrolled: Unit) -> None:
    early = refusal(lambda: end(HANOI, patrolled, [FORM], date(2025, 8, 30)))
    assert early.endswith("đã có báo cáo kỳ 2025-08; chọn ngày cuối cùng từ ngày 31/08/2025 trở đi.")
    assert "đã có báo cáo kỳ 2025-08" in refusal(lambda: end(HANOI, patrolled, ALL, date(2025, 8, 30)))
    assert "áp dụng từ ngày 01/08/2025" in refusal(lambda: end(HANOI, patrolled, [FORM], date(2025, 7, 31)))
    end(HANOI, patrolled, [FORM], date(2025, 8, 31))


def test_what_came_from_above_is_not_a_units_to_end_or_delete(hanoi: Unit, catalogue: Actor) -> None:
    steps: list[Callable[[], None]] = [
        lambda: end(HANOI, hanoi, [("element", "cases")], LAST),
        lambda: take_back(HANOI, hanoi, [("indicator", "clear_up_rate")]),
        lambda: delete(HANOI, hanoi, [("form", "monthly")]),
    ]
    assert all("danh mục chung từ cấp trên; đơn vị không ngừng dùng hay xóa được" in refusal(step) for step in steps)


@pytest.mark.parametrize(
    "who",
    [someone("BCA"), someone(""), WARD, someone("BCA/T31A"), someone("BCA/T01", Role.LEADER), someone("BCA/T01", Role.REPORTER)],
)
def test_only_the_staff_of_the_unit_itself_ends_takes_back_and_deletes(hanoi: Unit, who: Actor) -> None:
    for step in (lambda: end(who, hanoi, ALL, LAST), lambda: take_back(who, hanoi, ALL), lambda: delete(who, hanoi, ALL)):
        before = Entry.objects.count()
        with pytest.raises(Refused):
            step()
        assert Entry.objects.count() == before
    assert not DataElement.objects.exclude(valid_to=None).exists()


def test_all_that_is_named_or_nothing(hanoi: Unit) -> None:
    with pytest.raises(NotFound, match="không có “boats”"):
        end(HANOI, hanoi, [*ALL, ("element", "boats")], LAST)
    assert not Target.objects.exclude(valid_to=None).exists()


def test_what_has_ended_is_not_changed_and_a_file_read_again_leaves_the_end(
    hanoi: Unit, own: Callable[..., object], own_text: str
) -> None:
    end(HANOI, hanoi, ALL, LAST)
    own()
    assert {row["valid_to"] for row in listed(HANOI) if row["owner"]} == {LAST}
    with pytest.raises(Mistake, match=r"patrols@T01\]: đã ngừng dùng sau ngày 31/12/2025; dùng lại rồi mới sửa"):
        own("T01", own_text.replace("Số lượt tuần tra", "Số ca tuần tra"))


def test_nothing_new_builds_on_what_has_ended(hanoi: Unit, own: Callable[..., object]) -> None:
    end(HANOI, hanoi, ALL, LAST)
    new = '[indicators.x]\nname = "X"\nformula = "patrols * 2"\nunit = "lượt"\n'
    with pytest.raises(Mistake, match="“patrols” đã ngừng dùng sau ngày 31/12/2025"):
        own("T01", new)
    late = '[[targets]]\nindicator = "patrols_per_case"\nunit = "C4"\nperiod = "{}"\nat_least = 4\n'
    with pytest.raises(Mistake, match="“patrols_per_case” đã ngừng dùng"):
        own("T01", late.format("2026"))
    own("T01", late.format("2025-Q4"))


def test_an_end_is_not_written_in_a_file(hanoi: Unit, tmp_path) -> None:
    (tmp_path / "x.toml").write_text('[elements.x]\nname = "X"\nunit = "lượt"\nvalid_to = 2025-12-31\n', "utf-8")
    with pytest.raises(Mistake, match="không có trường “valid_to”"):
        define(HANOI, tmp_path / "x.toml", hanoi)
