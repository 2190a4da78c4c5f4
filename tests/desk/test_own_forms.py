"""What a unit asks for on a form of its own stands on the desks of its own people alone."""

from collections.abc import Callable
from datetime import date

import pytest

from dutdiem.authority import Actor, Grant, Role
from dutdiem.catalogue.models import ReportForm
from dutdiem.collection.actions import Filled, submit
from dutdiem.desk.queries import submissions_due, submissions_to_decide

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TODAY = date(2025, 9, 20)


def someone(path: str) -> Actor:
    return Actor(path, (Grant(Role.STAFF, path),))


def test_who_fills_it_in_is_told_what_is_due_and_others_are_not(own: Callable[..., object]) -> None:
    own()
    ward = submissions_due(someone("BCA/T01/C4"), TODAY, {"C4": ("commune", "BCA/T01/C4")})
    assert [due.form for due in ward] == ["monthly", "patrol@T01"]
    other = submissions_due(someone("BCA/T31A/C3"), TODAY, {"C3": ("commune", "BCA/T31A/C3")})
    assert [due.form for due in other] == ["monthly"]


def test_a_form_of_nine_months_and_one_due_by_working_days_are_due_as_everywhere_else(own: Callable[..., object]) -> None:
    own()
    forms, ward = ReportForm.objects.filter(code="patrol@T01"), {"C4": ("commune", "BCA/T01/C4")}
    forms.update(frequency="nine_months")
    (due,) = (one for one in submissions_due(someone("BCA/T01/C4"), date(2025, 10, 2), ward) if one.form == "patrol@T01")
    assert (due.period.code, due.by) == ("2025-9M", date(2025, 10, 6))
    forms.update(frequency="month", due_workdays={"commune": 2})
    (due,) = (one for one in submissions_due(someone("BCA/T01/C4"), TODAY, ward) if one.form == "patrol@T01")
    assert (due.period.code, due.by) == ("2025-08", date(2025, 9, 4))


def test_what_was_sent_waits_for_its_own_province_alone(own: Callable[..., object], sign_in) -> None:
    own()
    ward = someone("BCA/T01/C4")
    submit(ward, ReportForm.objects.get(code="patrol@T01"), "2025-08", [Filled("C4", {"patrols@T01": "1"})])
    assert [row["form__code"] for row in submissions_to_decide(someone("BCA/T01"), TODAY)] == ["patrol@T01"]
    assert submissions_to_decide(someone("BCA"), TODAY) == submissions_to_decide(someone(""), TODAY) == []
    told = {unit: "Báo cáo tuần tra" in sign_in(unit).get("/co-gi-moi/").content.decode() for unit in ("T01", "BCA", "T31A")}
    assert told == {"T01": True, "BCA": False, "T31A": False}
