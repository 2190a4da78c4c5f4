"""Defining what is measured: all of it or nothing."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dutdiem.authority import Actor
from dutdiem.catalogue.actions import define
from dutdiem.catalogue.models import DataElement, Indicator, ReportForm, Superseded, Target
from dutdiem.catalogue.queries import definitions, listed
from dutdiem.kit.errors import Mistake
from dutdiem.trail.models import Entry
from dutdiem.trail.queries import verify

pytestmark = pytest.mark.django_db


def put(folder: Path, text: str) -> Path:
    file = folder / "more.toml"
    file.write_text(text, "utf-8")
    return file


def test_what_was_defined_is_read_again_as_it_was(catalogue: Actor) -> None:
    found = definitions(catalogue)
    assert set(found.elements) == {"cases", "cleared", "staff"}
    assert found.indicators["clear_up_rate"].formula == "cleared / cases * 100"
    assert found.forms["monthly"].elements == ("cases", "cleared", "staff")
    assert [(t.comparator, t.value) for t in found.targets] == [(">=", Decimal(80))]


def test_defining_a_code_again_changes_it(catalogue: Actor, tmp_path: Path) -> None:
    define(catalogue, put(tmp_path, '[elements.cases]\nname = "Số vụ án"\nunit = "vụ"\n'))
    assert DataElement.objects.get(code="cases").name == "Số vụ án"


def test_a_formula_may_name_what_was_defined_before(catalogue: Actor, tmp_path: Path) -> None:
    define(catalogue, put(tmp_path, '[indicators.open]\nname = "Chưa khám phá"\nformula = "cases - cleared"\nunit = "vụ"\n'))
    assert Indicator.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[indicators.x]\nname = "X"\nformula = "nothing / cases"\nunit = "%"\n', "nothing"),
        ('[[targets]]\nindicator = "clear_up_rate"\nunit = "Z9"\nperiod = "2025"\nat_least = 1\nsource = "s"\n', "Z9"),
        ('[[targets]]\nindicator = "clear_up_rate"\nperiod = "2025"\nat_least = 1\nsource = "s"\n', "unit"),
        ("[elements.x\n", "TOML"),
    ],
)
def test_it_refuses_and_defines_nothing(catalogue: Actor, tmp_path: Path, text: str, says: str) -> None:
    good = '[elements.fires]\nname = "Số vụ cháy"\nunit = "vụ"\n'
    with pytest.raises(Mistake, match=says):
        define(catalogue, put(tmp_path, good + text))
    assert not DataElement.objects.filter(code="fires").exists()
    assert Target.objects.count() == 1


OTHER = '[elements.cases]\nname = "Số vụ án"\nunit = "vụ"\nover_units = "max"\n'
DATED = OTHER + "valid_from = 2026-01-01\n"


def test_another_way_of_computing_needs_the_day_from_which_it_holds(catalogue: Actor, tmp_path: Path) -> None:
    with pytest.raises(Mistake) as refused:
        define(catalogue, put(tmp_path, OTHER))
    assert "more.toml, [elements.cases]: over_units đổi từ “sum” sang “max”; thêm valid_from = 2026-01-01" in str(refused.value)
    assert DataElement.objects.get(code="cases").over_units == "sum"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[indicators.clear_up_rate]\nname = "X"\nformula = "cases"\nunit = "vụ"\n', "[indicators.clear_up_rate]: formula đổi từ"),
        (
            '[[targets]]\nindicator = "clear_up_rate"\nunit = "BCA"\nperiod = "2025"\nat_least = 85\n',
            "[[targets]] clear_up_rate|BCA|2025|>=: value đổi từ “80” sang “85”",
        ),
        ('[forms.monthly]\nname = "X"\nelements = ["cases"]\ncalendar = "decree-09-2019"\n', "calendar của biểu mẫu đã có"),
        (
            '[forms.other]\nname = "X"\nelements = ["fires"]\ncalendar = "lunar"\n[elements.fires]\nname = "x"\nunit = "vụ"\n',
            "lunar",
        ),
    ],
)
def test_a_change_that_would_compute_the_past_anew_is_refused(catalogue: Actor, tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(Mistake) as refused:
        define(catalogue, put(tmp_path, text))
    assert says in str(refused.value)


@pytest.mark.django_db(transaction=True)
def test_a_dated_change_is_a_new_entry_and_the_old_one_stays(catalogue: Actor, tmp_path: Path) -> None:
    define(catalogue, put(tmp_path, DATED))
    found = definitions(catalogue)
    assert found.at(date(2025, 12, 31)).elements["cases"].over_units == "sum"
    assert found.at(date(2026, 1, 1)).elements["cases"].over_units == "max"
    assert [
        (row["code"], row["says"], row["valid_from"], row["valid_to"]) for row in listed(catalogue) if row["code"] == "cases"
    ] == [
        ("cases", "month, over_units sum, over_time sum", None, date(2025, 12, 31)),
        ("cases", "month, over_units max, over_time sum", date(2026, 1, 1), None),
    ]
    assert Entry.objects.filter(verb="catalogue.define").latest("pk").facts["dated"] == ["element cases 2026-01-01"]
    assert verify().findings == ()


def test_reading_the_same_file_again_changes_nothing(catalogue: Actor, tmp_path: Path) -> None:
    for _ in range(2):
        define(catalogue, put(tmp_path, DATED))
    assert Superseded.objects.count() == 1
    define(catalogue, put(tmp_path, DATED.replace("max", "min")))
    assert (Superseded.objects.count(), DataElement.objects.get(code="cases").over_units) == (1, "min")
    with pytest.raises(Mistake, match="trước ngày 2026-01-01"):
        define(catalogue, put(tmp_path, DATED.replace("max", "last").replace("2026", "2025")))


def test_a_target_that_was_raised_keeps_its_value_of_before(catalogue: Actor, tmp_path: Path) -> None:
    raised = '[[targets]]\nindicator = "clear_up_rate"\nunit = "BCA"\nperiod = "2025"\nat_least = 85\nvalid_from = 2025-07-01\n'
    define(catalogue, put(tmp_path, raised))
    assert [t.value for t in definitions(catalogue).at(date(2025, 6, 30)).targets] == [80]
    assert [t.value for t in definitions(catalogue).at(date(2025, 12, 31)).targets] == [85]
    assert Target.objects.count() == 1


def test_what_is_defined_of_a_form_is_read_again_as_it_was(fire: ReportForm, catalogue: Actor) -> None:
    found = definitions(catalogue)
    form = found.forms["fire"]
    assert (form.calendar, form.due_workdays) == ("decree-09-2019", (("commune", 2), ("province", 5)))
    assert [rule.level for rule in form.rules] == ["error", "warning"]
    assert found.elements["fires:rural"].name == "Số vụ cháy (Nông thôn)"
    assert found.elements["fires"].whole
    assert (found.elements["damage"].maximum, found.elements["score"].minimum) == (1000000, 10)
