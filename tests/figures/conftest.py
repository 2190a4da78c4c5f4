"""Submissions over the small tree that all tests share."""

from collections.abc import Callable, Mapping

import pytest

from dutdiem.authority import Actor

Values = Mapping[str, Mapping[str, str]]


@pytest.fixture
def report(catalogue: Actor) -> Callable[..., None]:
    """`report("2025-06", {"C1": {"cases": "10"}})` submits the monthly form of these units."""
    from dutdiem.catalogue.models import ReportForm
    from dutdiem.collection.actions import Filled, submit

    def submitted(period: str, values: Values, status: str = "submitted") -> None:
        form = ReportForm.objects.get(code="monthly")
        submit(catalogue, form, period, [Filled(unit, of_unit, status) for unit, of_unit in values.items()])

    return submitted


@pytest.fixture
def reported(report: Callable[..., None], catalogue: Actor) -> Actor:
    """June and August of 2025, and August of 2024, in the mart."""
    from dutdiem.figures.actions import refresh_mart

    report("2024-08", {"C1": {"cases": "20", "cleared": "10"}, "C4": {"cases": "30", "cleared": "10", "staff": "7"}})
    report("2025-06", {"C1": {"cases": "10", "cleared": "4", "staff": "5"}, "C2": {"cases": "5", "cleared": "5"}})
    report("2025-08", {"C3": {"cases": "40", "cleared": "30"}}, "approved")
    refresh_mart(catalogue)
    return catalogue
