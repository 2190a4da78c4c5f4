"""The mart follows what is submitted, by a job that is asked for with the change."""

import pytest
from django_tasks_db.models import DBTaskResult

from dutdiem.catalogue.models import ReportForm
from dutdiem.collection.actions import Filled, submit
from dutdiem.figures.actions import stale_months
from dutdiem.figures.jobs import refresh_mart

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_submission_asks_for_the_mart_once_and_the_job_brings_it_up_to_date(catalogue):
    form = ReportForm.objects.get(code="monthly")
    for unit in ("C3", "C4"):
        submit(catalogue, form, "2025-08", [Filled(unit, {"cases": "3"})])
    assert list(DBTaskResult.objects.values_list("task_path", flat=True)) == ["dutdiem.figures.jobs.refresh_mart"]
    assert list(stale_months()) == ["2025-08"]
    assert "của 1 tháng vào kho" in refresh_mart.call()
    assert not stale_months()
