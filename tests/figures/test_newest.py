"""At which month pages open: the newest whose reports were due, not the newest with any."""

from datetime import date

import pytest

from dutdiem.authority import Actor, Grant, Role
from dutdiem.catalogue.models import ReportForm
from dutdiem.figures.actions import refresh_mart
from dutdiem.figures.mart import mart
from dutdiem.figures.queries.newest import Months, months_for

pytestmark = [pytest.mark.django_db, pytest.mark.both]
MINISTRY = Actor("bộ", (Grant(Role.STAFF, "BCA"),))


def on(day: date) -> Months:
    found = months_for(MINISTRY, day, mart().months())
    assert found
    return found


def test_pages_open_at_the_newest_month_whose_reports_were_due(reported: Actor) -> None:
    days = {day: on(date(2025, 9, day)).opens for day in (1, 5, 6)}
    assert days == {1: "2025-06", 5: "2025-06", 6: "2025-08"}, "the reports of August are due on 5 September"


def test_who_has_reported_is_looked_at_from_the_end_of_the_period_on(reported: Actor) -> None:
    assert [on(date(2025, month, day)).ended for month, day in ((8, 31), (9, 1))] == ["2025-06", "2025-08"]


def test_what_is_sent_early_moves_nobodys_page_and_is_there_to_choose(reported: Actor, report, sign_in) -> None:
    report(f"{date.today():%Y-%m}", {"C4": {"cases": "1"}})
    refresh_mart(reported)
    found = on(date.today())
    assert (found.opens, found.ended, found.shown[-1]) == ("2025-08", "2025-08", f"{date.today():%Y-%m}")
    client = sign_in("BCA")
    page = client.get("/so-lieu/").content.decode()
    assert "8 tháng đầu năm 2025" in page and f'value="{date.today():%Y-%m}"' in page
    assert '<option value="2025-01/2025-08" selected>' in page
    told = client.get("/so-lieu/bao-cao/?unit=BCA").content.decode()
    assert "Tháng 8 năm 2025" in told


def test_where_nothing_was_due_yet_the_newest_is_shown(catalogue: Actor, report) -> None:
    report("2025-08", {"C4": {"cases": "1"}})
    refresh_mart(catalogue)
    assert on(date(2025, 8, 20)) == Months("2025-08", "2025-08", ("2025-08",))


def test_a_form_is_due_in_its_own_calendar(fire: ReportForm, catalogue: Actor) -> None:
    from dutdiem.collection.actions import Filled, submit

    submit(catalogue, fire, "2025-08", [Filled("C3", {"fires": "1"})])
    refresh_mart(catalogue)
    assert [on(date(2025, 8, day)).ended for day in (14, 15)] == ["2025-08", "2025-08"]
    assert on(date(2025, 8, 20)).opens == "2025-08", "its August ends on the 14th"
