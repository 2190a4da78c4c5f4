"""Days of many rows, read as they are stored."""

from datetime import date

import pytest

from dutdiem.kit import days
from dutdiem.kit.days import Days, StoredDay
from dutdiem.units.models import UnitVersion


@pytest.mark.django_db
def test_a_stored_day_is_the_day_that_django_reads(tree):
    found, rows = Days(), UnitVersion.objects.order_by("pk")
    stored = [(found[first], found[last]) for first, last in rows.values_list(StoredDay("valid_from"), StoredDay("valid_to"))]
    assert stored == list(rows.values_list("valid_from", "valid_to"))
    assert any(last is None for _, last in stored)


def test_no_more_days_are_kept_than_so_many(monkeypatch):
    monkeypatch.setattr(days, "REMEMBERED", 2)
    found = Days()
    assert [found[day] for day in ("2025-01-01", None, "2025-01-02")] == [date(2025, 1, 1), None, date(2025, 1, 2)]
    assert len(found) == 2
