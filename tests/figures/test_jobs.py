"""The mart follows a submission by itself while the pages are served."""

import time

import pytest

from dutdiem.authority import Actor
from dutdiem.catalogue.models import ReportForm
from dutdiem.collection import changes
from dutdiem.collection.actions import Filled, submit
from dutdiem.figures import jobs, queries


@pytest.mark.django_db(transaction=True)
def test_a_change_wakes_what_keeps_the_mart_up_once_it_is_committed(catalogue: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    changes.happened.clear()
    form = ReportForm.objects.get(code="monthly")
    submit(catalogue, form, "2025-08", [Filled("C3", {"cases": "4"})])
    assert changes.happened.is_set()
    calls: list[str] = []

    class Enough(BaseException):
        """Ends the endless work."""

    def refreshed(actor: Actor) -> None:
        calls.append(actor.name)
        if len(calls) == 2:
            raise Enough
        changes.happened.set()
        raise RuntimeError("a refresh that fails does not end the work")

    monkeypatch.setattr(jobs, "refresh_mart", refreshed)
    with pytest.raises(Enough):
        jobs.work()
    assert calls == ["kho số liệu"] * 2


@pytest.mark.django_db(transaction=True)
def test_what_it_brings_in_is_in_the_total(catalogue: Actor) -> None:
    form = ReportForm.objects.get(code="monthly")
    submit(catalogue, form, "2025-08", [Filled("C3", {"cases": "4"})])
    began = time.monotonic()
    jobs.bring_in()
    (row,) = queries.roll_up(catalogue, ["cases"], "BCA", ["2025-08"])
    assert row.value == 4
    assert time.monotonic() - began < 20
