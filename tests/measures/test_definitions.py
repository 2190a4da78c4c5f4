"""Reading `define` files: values, and every fault named with file and table. The faulty files are in faults.toml."""

import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dutdiem.measures.definitions import Definitions, Element, Form, Indicator, Target, parse_definitions, read_definitions
from dutdiem.measures.errors import DefinitionError
from dutdiem.measures.lint import lint

FAULTS = tomllib.loads(Path(__file__).with_name("faults.toml").read_text("utf-8"))
GOOD = """
[elements.cases]
name = "Số vụ phạm pháp hình sự"
unit = "vụ"
frequency = "month"
over_units = "sum"
over_time = "sum"

[elements.cleared]
name = "Số vụ đã điều tra, khám phá"
unit = "vụ"

[elements.staff]
name = "Quân số có mặt"
unit = "người"
over_time = "last"

[indicators.clear_up_rate]
name = "Tỷ lệ điều tra, khám phá"
formula = "cleared / cases * 100"
unit = "%"
direction = "up"
decimals = 2

[[targets]]
indicator = "clear_up_rate"
unit = "BCA"
period = "2025"
at_least = 80.5
source = "12-NQ/TW"

[forms.monthly]
name = "Báo cáo tháng"
frequency = "month"
elements = ["cases", "cleared", "staff"]
level = "commune"
due_day = 5
"""


def test_a_file_becomes_plain_values() -> None:
    found = parse_definitions(GOOD, "mau.toml")
    assert found.elements["cleared"] == Element("cleared", "Số vụ đã điều tra, khám phá", "vụ", "month", "sum", "sum")
    assert found.indicators["clear_up_rate"] == Indicator(
        "clear_up_rate", "Tỷ lệ điều tra, khám phá", "cleared / cases * 100", "%", "up", 2
    )
    assert found.targets == (Target("clear_up_rate", "BCA", "2025", ">=", Decimal("80.5"), "12-NQ/TW"),)
    assert found.forms["monthly"] == Form("monthly", "Báo cáo tháng", "month", "commune", ("cases", "cleared", "staff"), 5)
    assert lint(found) == []


def test_a_target_keeps_its_decimals_exactly() -> None:
    found = parse_definitions(GOOD.replace("80.5", "80.10"), "mau.toml")
    assert str(found.targets[0].value) == "80.10"


def test_a_formula_may_name_what_was_defined_before() -> None:
    earlier = parse_definitions(GOOD, "mau.toml")
    text = '[indicators.twice]\nname = "Hai lần"\nformula = "clear_up_rate * 2"\nunit = "%"\n'
    found = parse_definitions(text, "them.toml", earlier)
    assert set(found.over(earlier).indicators) == {"clear_up_rate", "twice"}


@pytest.mark.parametrize("case", FAULTS["fault"], ids=lambda case: case["why"])
def test_it_refuses_and_names_file_and_table(case: dict[str, str]) -> None:
    text = GOOD.replace(case["from"], case["to"]) if "from" in case else GOOD + case["add"]
    with pytest.raises(DefinitionError) as caught:
        parse_definitions(text, "sai.toml")
    assert all(fault.startswith("sai.toml") for fault in caught.value.faults)
    assert case["says"] in str(caught.value)


def test_all_faults_of_a_file_are_told_at_once() -> None:
    text = GOOD.replace('unit = "%"\n', "").replace("at_least = 80.5", 'at_least = "nhiều"').replace('"month"', '"moon"')
    with pytest.raises(DefinitionError) as caught:
        parse_definitions(text, "sai.toml")
    assert len(caught.value.faults) >= 4


def test_a_file_that_is_not_there_or_not_text_says_so(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match=r"khong-co\.toml: không mở được"):
        read_definitions(tmp_path / "khong-co.toml")
    (tmp_path / "anh.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DefinitionError, match="UTF-8"):
        read_definitions(tmp_path / "anh.toml")


@pytest.mark.parametrize("case", FAULTS["lint"], ids=lambda case: case["why"])
def test_it_warns_of_what_is_unwise_with_the_reason(case: dict[str, str]) -> None:
    found: Definitions = parse_definitions(GOOD.replace(case.get("from", ""), case.get("to", "")) + case.get("add", ""), "m")
    assert any(case["says"] in warning for warning in lint(found)), lint(found)


def test_a_denominator_that_an_if_looks_at_is_not_warned_of() -> None:
    guarded = GOOD.replace("cleared / cases * 100", "if(cases != cleared, cleared / (cases - cleared) * 100, 0)")
    assert lint(parse_definitions(guarded, "m")) == []


@pytest.mark.parametrize(
    ("formula", "unit"),
    [
        ("cleared / cases * 1000", "‰"),
        ("cleared / cases", "lần"),
        ("cases / staff * 100000", "vụ/100.000 người"),
        ("0.3 * clear_up_rate + 0.7 * (cases / previous(cases) * 100)", "%"),
        ("share_of_parent(cases) * 100", "%"),
        ("coalesce(cases, 0) + year_to_date(cleared)", "vụ"),
        ("clear_up_rate / 2 + 10", "điểm"),
        ("(1 - cleared / cases) * 100", "%"),
        ("-cases + 3", "vụ"),
    ],
)
def test_units_that_go_together_are_taken(formula: str, unit: str) -> None:
    text = f'{GOOD}[indicators.x]\nname = "X"\nformula = "{formula}"\nunit = "{unit}"\n'
    assert "x" in parse_definitions(text, "m").indicators


DATED = """
[elements.cases]
name = "Số vụ"
unit = "vụ"
over_units = "max"
disaggregations = ["by_area"]
valid_from = 2025-07-01

[disaggregations.by_area]
name = "Địa bàn"
options = { urban = "Đô thị", rural = "Nông thôn" }

[forms.f]
name = "F"
elements = ["cases"]
calendar = "decree-09-2019"
due_workdays = { commune = 2, province = 5 }
"""


def test_an_option_is_an_element_in_the_calendar_of_its_form() -> None:
    found = parse_definitions(DATED, "m").whole()
    assert list(found.elements) == ["cases", "cases:urban", "cases:rural"]
    part = found.elements["cases:urban"]
    assert (part.name, part.unit, part.calendar) == ("Số vụ (Đô thị)", "vụ", "decree-09-2019")
    assert found.whole() == found
    assert found.forms["f"].due_workdays == (("commune", 2), ("province", 5))


def test_a_period_has_the_definition_that_held_on_its_last_day() -> None:
    now = parse_definitions(DATED, "m")
    found = replace(now, earlier=(Element("cases", "Số vụ", "vụ"), Element("gone", "x", "vụ", valid_from=date(2020, 1, 1)))).whole()
    assert found.at(date(2025, 6, 30)).elements["cases"].over_units == "sum"
    assert found.at(date(2025, 7, 1)).elements["cases"].over_units == "max"
    assert found.at(date(2025, 7, 1)).elements["cases:urban"].over_units == "max"
    assert found.at(date(2000, 1, 1)) is found.at(date(2019, 1, 1))
    assert now.at(date(2000, 1, 1)) is now
