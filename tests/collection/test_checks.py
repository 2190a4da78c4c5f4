"""What a submission's figures may be: limits, parts of a breakdown, rules of the form."""

from decimal import Decimal
from pathlib import Path

import pytest

from dutdiem.collection.rules import Checks
from dutdiem.measures.definitions import read_definitions

DEFINED = read_definitions(Path(__file__).parent.parent / "fire.toml").whole()


@pytest.fixture
def checks() -> Checks:
    return Checks(DEFINED.forms["fire"], DEFINED)


@pytest.mark.parametrize(
    ("code", "text", "says"),
    [
        ("fires", "-1", "không được âm"),
        ("fires:urban", "-1", "không được âm"),
        ("fires", "2.5", "phải là số nguyên"),
        ("burnt", "1.234", "phân cách hàng nghìn; viết liền là 1234"),
        ("burnt", "12.000", "viết liền là 12000"),
        ("damage", "1000000.01", "lớn hơn mức cao nhất 1000000 triệu đồng"),
        ("score", "9.99", "nhỏ hơn mức thấp nhất 10 điểm"),
        ("fires:north", "1", "không có trong biểu mẫu"),
        ("cases", "1", "không có trong biểu mẫu"),
        ("fires", "nhiều", "không phải là số"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_with_the_reason(checks: Checks, code: str, text: str, says: str) -> None:
    assert says in str(checks.value_fault(code, text))
    assert [found for found, _ in checks.look({code: text}).faults] == [code]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fires", "2"),
        ("fires", "2.0"),
        ("fires", "-0"),
        ("burnt", "10.50"),
        ("damage", "1.234"),
        ("balance", "-3"),
        ("score", "10"),
    ],
)
def test_a_figure_within_its_limits_is_taken(checks: Checks, code: str, text: str) -> None:
    assert checks.value_fault(code, text) is None


def test_the_parts_must_make_the_total_where_both_are_given(checks: Checks) -> None:
    (fault,) = checks.look({"fires": "10", "fires:urban": "7", "fires:rural": "4"}).faults
    assert fault[0] == "fires"
    assert "“Số vụ cháy” là 10, nhưng các phần phân tổ cộng lại là 7 + 4 = 11" in fault[1]
    assert checks.look({"fires": "11", "fires:urban": "7", "fires:rural": "4"}).faults == ()


def test_a_missing_part_is_asked_for_since_missing_is_not_zero(checks: Checks) -> None:
    ((code, says),) = checks.look({"fires:urban": "7"}).faults
    assert code == "fires:rural"
    assert "thiếu “Số vụ cháy (Nông thôn)”; nhập đủ, ghi 0 nơi không có" in says


def test_a_total_is_made_of_its_parts_where_only_they_are_given(checks: Checks) -> None:
    assert checks.completed({"fires:urban": "7", "fires:rural": "0.0"})["fires"] == "7"
    assert "fires" not in checks.completed({"fires:urban": "7"})
    assert checks.completed({"fires": "9", "fires:urban": "7", "fires:rural": "4"})["fires"] == "9"


def test_a_rule_refuses_and_a_warning_is_kept(checks: Checks) -> None:
    assert checks.look({"fires": "1", "burnt": "2"}).faults == (
        ("burnt", "“Số vụ cháy có thiệt hại” phải không lớn hơn “Số vụ cháy”; kiểm tra lại hai số."),
    )
    found = checks.look({"fires": "2", "burnt": "2", "damage": "2000.5"})
    assert (found.faults, len(found.warnings)) == ((), 1)
    assert "xem lại đơn vị tính" in found.warnings[0]


def test_a_rule_says_nothing_where_a_figure_is_missing(checks: Checks) -> None:
    assert checks.look({"burnt": "2", "fires": ""}).faults == ()


def test_a_draft_may_be_incomplete_but_its_figures_are_looked_at(checks: Checks) -> None:
    assert checks.look({"fires": "1", "burnt": "2", "fires:urban": "9"}, draft=True).faults == ()
    assert checks.look({"fires": "-1"}, draft=True).faults


def test_the_codes_of_a_form_have_the_parts_after_their_total(checks: Checks) -> None:
    assert checks.codes[:4] == ("fires", "fires:urban", "fires:rural", "burnt")


def test_a_sum_of_parts_is_exact(checks: Checks) -> None:
    assert Decimal(checks.completed({"fires:urban": "0.1", "fires:rural": "0.2"})["fires"]) == Decimal("0.3")
