"""Submissions: revisions, refusals that change nothing, the count of changes that wakes the mart."""

import pytest

from dutdiem.authority import Actor, Grant, Refused, Role
from dutdiem.catalogue.models import ReportForm
from dutdiem.collection.actions import Filled, decide, reopen, submit
from dutdiem.collection.models import MonthChange, Submission
from dutdiem.kit.errors import Mistake
from dutdiem.trail.models import Entry
from dutdiem.trail.queries import verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(catalogue: Actor) -> ReportForm:
    return ReportForm.objects.get(code="monthly")


def test_a_submission_is_kept_with_its_values_as_they_were_typed(form: ReportForm, actor: Actor) -> None:
    submit(actor, form, "2025-01", [Filled("C1", {"cases": "12", "cleared": "10.50"})])
    kept = Submission.objects.get()
    assert (kept.values, kept.revision, kept.month, kept.status) == ({"cases": "12", "cleared": "10.50"}, 1, "2025-01", "submitted")


def test_submitting_again_is_a_new_revision_and_the_old_one_stays(form: ReportForm, actor: Actor) -> None:
    for value in ("12", "13"):
        submit(actor, form, "2025-01", [Filled("C1", {"cases": value})])
    rows = Submission.objects.order_by("revision").values_list("revision", "latest", "values")
    assert list(rows) == [(1, False, {"cases": "12"}), (2, True, {"cases": "13"})]


def test_every_change_is_counted_for_the_month_in_which_the_period_ends(form: ReportForm, actor: Actor) -> None:
    submit(actor, form, "2025-01", [Filled("C1", {"cases": "1"}), Filled("C2", {"cases": "2"})])
    submit(actor, form, "2025-01", [Filled("C1", {"cases": "3"})])
    assert list(MonthChange.objects.values_list("month", "changes")) == [("2025-01", 2)]


@pytest.mark.parametrize(
    ("period", "filled", "says"),
    [
        ("2025-01", [Filled("C3", {"cases": "1"})], "không có đơn vị cấp commune mang mã C3"),
        ("2025-08", [Filled("C1", {"cases": "1"})], "mang mã C1"),
        ("2025-01", [Filled("T01", {"cases": "1"})], "mang mã T01"),
        ("2025-01", [Filled("C1", {"cases": "1.234.567"})], "phân cách hàng nghìn"),
        ("2025-01", [Filled("C1", {"fires": "1"})], "“fires” không có trong biểu mẫu"),
        ("2025-01", [Filled("C1", {"cases": "1"}), Filled("C1", {"cases": "2"})], "C1 có hai báo cáo"),
    ],
)
def test_it_refuses_and_records_nothing(form: ReportForm, actor: Actor, period: str, filled: list[Filled], says: str) -> None:
    with pytest.raises(Mistake, match=says):
        submit(actor, form, period, [Filled("C2" if period == "2025-01" else "C4", {"cases": "5"}), *filled])
    assert not Submission.objects.exists()
    assert not MonthChange.objects.exists()


def test_a_unit_reports_for_the_period_in_which_it_still_existed(form: ReportForm, actor: Actor) -> None:
    assert submit(actor, form, "2025-06", [Filled("C1", {"cases": "1"})]) == 1


def test_a_reporter_submits_only_for_its_own_subtree(form: ReportForm) -> None:
    reporter = Actor("r", (Grant(Role.REPORTER, "BCA/T30"),))
    assert submit(reporter, form, "2025-03", [Filled("C1", {"cases": "1"})]) == 1
    with pytest.raises(Refused):
        submit(reporter, form, "2025-03", [Filled("C2", {"cases": "1"})])
    assert Submission.objects.count() == 1


def test_what_is_locked_cannot_be_submitted_again(form: ReportForm, actor: Actor) -> None:
    submit(actor, form, "2025-01", [Filled("C1", {"cases": "1"})])
    kept = Submission.objects.get()
    decide(actor, kept, "approved")
    decide(actor, kept, "locked")
    with pytest.raises(Mistake, match="đã chốt"):
        submit(actor, form, "2025-01", [Filled("C1", {"cases": "2"})])
    assert Submission.objects.get().values == {"cases": "1"}


def test_what_is_locked_can_be_opened_again_with_a_reason_and_then_corrected(form: ReportForm, actor: Actor) -> None:
    submit(actor, form, "2025-01", [Filled("C1", {"cases": "1"})])
    kept = Submission.objects.get()
    with pytest.raises(Mistake, match="chỉ mở lại báo cáo đã chốt"):
        reopen(actor, kept, "Đếm thiếu.")
    decide(actor, kept, "approved")
    decide(actor, kept, "locked")
    with pytest.raises(Mistake, match="cần ghi lý do"):
        reopen(actor, kept, " ")
    with pytest.raises(Refused):
        reopen(Actor("t", (Grant(Role.STAFF, "BCA/T30/C1"),)), kept, "Đếm thiếu.")
    assert Submission.objects.get().status == "locked"
    reopen(actor, kept, " Đếm thiếu. ")
    kept = Submission.objects.get()
    assert (kept.status, kept.reason) == ("submitted", "Đếm thiếu.")
    assert Entry.objects.filter(verb="collection.reopen").count() == 1
    submit(actor, form, "2025-01", [Filled("C1", {"cases": "2"})])
    latest = Submission.objects.get(latest=True)
    assert (latest.values, latest.revision, latest.reason) == ({"cases": "2"}, 2, "")
    assert MonthChange.objects.get().changes == 5


def test_a_reason_with_a_private_number_is_refused_from_wherever_it_comes(form: ReportForm, actor: Actor) -> None:
    submit(actor, form, "2025-01", [Filled("C1", {"cases": "1"})])
    kept = Submission.objects.get()
    with pytest.raises(Mistake, match="số định danh"):
        decide(actor, kept, "returned", "Hỏi ông A, CCCD 001085012345.")
    decide(actor, kept, "approved")
    decide(actor, kept, "locked")
    with pytest.raises(Mistake, match="số định danh"):
        reopen(actor, kept, "Hỏi ông A, CCCD 001085012345.")
    assert Submission.objects.get().status == "locked"


def test_a_reason_that_is_too_long_is_refused_whole_and_nothing_changes(form: ReportForm, actor: Actor) -> None:
    submit(actor, form, "2025-01", [Filled("C1", {"cases": "1"})])
    kept, long = Submission.objects.get(), "Sai. " * 2_000
    with pytest.raises(Mistake, match="tối đa 500; viết gọn lại"):
        decide(actor, kept, "returned", long)
    decide(actor, kept, "approved")
    decide(actor, kept, "locked")
    with pytest.raises(Mistake, match="tối đa 500; viết gọn lại"):
        reopen(actor, kept, long)
    assert (Submission.objects.get().status, Submission.objects.get().reason) == ("locked", "")


def test_a_month_under_the_decree_is_that_of_the_days_before_the_fifteenth(fire: ReportForm, actor: Actor) -> None:
    assert submit(actor, fire, "2025-07", [Filled("C3", {"fires": "1"})]) == 1  # 15 June to 14 July: C3 exists since 1 July
    with pytest.raises(Mistake, match="mang mã C1"):
        submit(actor, fire, "2025-07", [Filled("C1", {"fires": "1"})])
    assert submit(actor, fire, "2025-06", [Filled("C1", {"fires": "1"})]) == 1
    assert list(MonthChange.objects.order_by("month").values_list("month", flat=True)) == ["2025-06", "2025-07"]


def test_a_period_that_has_not_begun_is_refused(form: ReportForm, actor: Actor) -> None:
    with pytest.raises(Mistake, match="chưa bắt đầu"):
        submit(actor, form, "2199-01", [Filled("C4", {"cases": "1"})])


def test_a_draft_does_not_take_back_what_was_sent(form: ReportForm, actor: Actor) -> None:
    submit(actor, form, "2025-01", [Filled("C1", {"cases": "1"}, "draft")])
    submit(actor, form, "2025-01", [Filled("C1", {"cases": "2"})])
    with pytest.raises(Mistake, match="không lưu nháp đè"):
        submit(actor, form, "2025-01", [Filled("C1", {"cases": "3"}, "draft")])


def test_a_report_is_returned_with_a_reason_and_by_the_side_above(form: ReportForm, actor: Actor) -> None:
    submit(actor, form, "2025-03", [Filled("C1", {"cases": "1"})])
    kept = Submission.objects.get()
    with pytest.raises(Mistake, match="cần ghi lý do"):
        decide(actor, kept, "returned", " ")
    with pytest.raises(Refused):
        decide(Actor("xã", (Grant(Role.STAFF, "BCA/T30/C1"),)), kept, "approved")
    decide(Actor("tỉnh", (Grant(Role.STAFF, "BCA/T30"),)), kept, "returned", "Số vụ thấp hơn sổ thụ lý.")
    assert (kept.status, kept.reason) == ("returned", "Số vụ thấp hơn sổ thụ lý.")
    submit(actor, form, "2025-03", [Filled("C1", {"cases": "2"})])
    with pytest.raises(Mistake, match="bản mới hơn"):
        decide(actor, kept, "returned", "x")


def test_a_status_cannot_be_skipped(form: ReportForm, actor: Actor) -> None:
    submit(actor, form, "2025-01", [Filled("C1", {"cases": "1"})])
    with pytest.raises(Mistake, match="không chuyển"):
        decide(actor, Submission.objects.get(), "locked")


@pytest.mark.django_db(transaction=True)
def test_all_of_it_is_on_the_trail(form: ReportForm, actor: Actor) -> None:
    for value in ("12", "13"):
        submit(actor, form, "2025-01", [Filled("C1", {"cases": value}), Filled("C2", {"cases": value})])
    decide(actor, Submission.objects.filter(latest=True).first(), "approved")
    assert verify().findings == ()
