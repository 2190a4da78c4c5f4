"""Bringing submissions into the mart."""

from collections.abc import Callable
from decimal import Decimal

import duckdb
import pytest

from dutdiem.authority import Actor, Refused, operator
from dutdiem.catalogue.models import DataElement
from dutdiem.collection.actions import decide
from dutdiem.collection.models import MonthChange, Submission
from dutdiem.figures import queries
from dutdiem.figures.actions import refresh_mart, stale_months, tidy
from dutdiem.figures.mart import mart

pytestmark = [pytest.mark.django_db, pytest.mark.both]
Report = Callable[..., None]


def figures() -> list[tuple]:
    with duckdb.connect() as database:
        text = "SELECT unit, element, period, value, status FROM read_parquet($files) ORDER BY ALL"
        return database.execute(text, {"files": mart().files()}).fetchall()


def test_every_reported_figure_is_in_the_mart_exactly(report: Report, catalogue: Actor) -> None:
    DataElement.objects.update(negative=True)
    report("2025-06", {"C1": {"cases": "123456789012345678.123456", "cleared": "0.1"}, "C2": {"cases": "-3"}})
    done = refresh_mart(catalogue)
    assert (done.months, done.figures, done.version) == (("2025-06",), 3, 0)
    assert figures() == [
        ("C1", "cases", "2025-06", Decimal("123456789012345678.123456"), "submitted"),
        ("C1", "cleared", "2025-06", Decimal("0.1"), "submitted"),
        ("C2", "cases", "2025-06", Decimal("-3"), "submitted"),
    ]


def test_only_months_that_changed_are_written_again(report: Report, reported: Actor) -> None:
    assert not stale_months()
    assert str(refresh_mart(reported)).startswith("Kho số liệu đã mới nhất")
    report("2025-08", {"C3": {"cases": "41"}})
    assert list(stale_months()) == ["2025-08"]
    assert refresh_mart(reported).months == ("2025-08",)


def test_a_correction_and_the_same_value_typed_first_give_the_same_totals(report: Report, catalogue: Actor) -> None:
    report("2025-06", {"C1": {"cases": "99"}})
    refresh_mart(catalogue)
    report("2025-06", {"C1": {"cases": "10"}})
    refresh_mart(catalogue)
    assert figures() == [("C1", "cases", "2025-06", Decimal(10), "submitted")]


def test_drafts_and_returned_submissions_are_not_in_it(report: Report, catalogue: Actor) -> None:
    report("2025-06", {"C1": {"cases": "1"}}, "draft")
    report("2025-06", {"C2": {"cases": "2"}})
    refresh_mart(catalogue)
    assert [row[0] for row in figures()] == ["C2"]
    Submission.objects.update(status="returned")
    MonthChange.objects.update(changes=99)
    refresh_mart(catalogue)
    assert mart().files() == []


def test_an_empty_value_is_missing(report: Report, catalogue: Actor) -> None:
    report("2025-06", {"C1": {"cases": "1"}})
    Submission.objects.update(values={"cases": "", "cleared": None, "staff": "4"})
    refresh_mart(catalogue)
    assert [row[1] for row in figures()] == ["staff"]


def test_rebuilt_from_the_record_it_has_the_same_digest(reported: Actor) -> None:
    before = mart().digest()
    done = refresh_mart(reported, everything=True)
    assert len(done.months) == 3
    assert mart().digest() == before


def test_a_mart_without_any_submission_is_there_and_empty(catalogue: Actor) -> None:
    assert refresh_mart(catalogue).version == 0
    assert mart().files() == []


def test_tidying_leaves_the_current_figures(reported: Actor) -> None:
    before = mart().digest()
    tidy()
    assert mart().digest() == before


def test_an_account_without_any_role_may_not_call_for_it(reported: Actor) -> None:
    with pytest.raises(Refused):
        refresh_mart(Actor("ai đó"))


@pytest.fixture
def by_submission(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every change is taken in submission by submission, however much of its month it is."""
    monkeypatch.setattr("dutdiem.figures.actions.MUCH", 100)


@pytest.mark.usefixtures("by_submission")
def test_changes_taken_in_one_by_one_leave_the_same_mart_and_totals_as_all_at_once(report: Report, reported: Actor) -> None:
    def approve(unit: str) -> None:
        decide(operator("cấp trên"), Submission.objects.get(unit__code=unit, period="2025-06", latest=True), "approved")

    def give_back() -> None:
        decide(
            operator("cấp trên"), Submission.objects.get(unit__code="C2", period="2025-06", latest=True), "returned", "sai đơn vị"
        )

    changes: list[Callable[[], None]] = [
        lambda: report("2025-06", {"C1": {"cases": "11", "cleared": "4", "staff": "5"}}),
        lambda: approve("C1"),
        lambda: report("2025-06", {"C4": {"cases": "7.5"}}),
        give_back,
        lambda: report("2025-06", {"C1": {"cases": "12"}, "C2": {"cases": "1"}}),
    ]
    totals = [Decimal(16), Decimal(16), Decimal("23.5"), Decimal("18.5"), Decimal("20.5")]
    for change, total in zip(changes, totals, strict=True):
        change()
        version = mart().version
        assert refresh_mart(reported).version == (version or 0) + 1
        assert national(reported) == total
    digest = mart().digest()
    refresh_mart(reported, everything=True)
    assert (mart().digest(), national(reported)) == (digest, totals[-1])


def national(actor: Actor) -> Decimal | None:
    (row,) = queries.roll_up(actor, ["cases"], "BCA", ["2025-06"])
    return row.value
