"""Folded text and exact decimals."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from dutdiem.kit.databases import database
from dutdiem.kit.decimals import ExactDecimalField
from dutdiem.kit.folding import fold
from dutdiem.kit.templates import number


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Dứt Điểm", "dut diem"), ("  ĐỀ   ÁN\n06 ", "de an 06"), ("Thủ Đức", "thu duc"), ("Ủy ban", "uy ban"), ("", "")],
)
def test_folding_leaves_no_marks_and_no_case(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**20), max_value=10**20))
def test_a_decimal_comes_back_digit_by_digit(value: Decimal) -> None:
    field = ExactDecimalField()
    assert field.from_db_value(field.get_prep_value(value)) == value
    assert field.get_prep_value(Decimal("12345678901234.567891")) == "12345678901234.567891"


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValidationError, match="không phải là số"):
        ExactDecimalField().to_python("mười")


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [(Decimal("1234567.8"), None, "1.234.567,8"), (0, None, "0"), (None, None, "–"), (Decimal("80.5"), 2, "80,50")],
)
def test_numbers_are_shown_the_vietnamese_way(value: Decimal | None, decimals: int | None, shown: str) -> None:
    assert number(value, decimals) == shown


def test_a_database_that_is_not_supported_is_named(tmp_path) -> None:
    with pytest.raises(ValueError, match="mysql"):
        database("mysql://x/y", tmp_path / "x")


def test_sqlite_is_opened_so_that_an_acknowledged_commit_is_never_lost(tmp_path) -> None:
    options = database(None, tmp_path / "x")["OPTIONS"]
    assert "synchronous=FULL" in options["init_command"]
    assert options["transaction_mode"] == "IMMEDIATE"
