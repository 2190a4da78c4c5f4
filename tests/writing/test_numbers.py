"""Numbers and dates as Vietnamese offices print them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutdiem.writing.numbers import (
    cited_date,
    document_number,
    number,
    number_or_dash,
    parse_number,
    short_date,
    signed,
    written_date,
)

EXACT = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**15), max_value=10**15)


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        ("1234567.89", None, "1.234.567,89"),
        ("0", None, "0"),
        ("-1234.5", 2, "-1.234,50"),
        ("999", None, "999"),
        ("12345678901234.567891", None, "12.345.678.901.234,567891"),
        ("2.345", 2, "2,35"),
        ("-0.004", 2, "0,00"),
    ],
)
def test_it_prints_a_point_between_thousands_and_a_comma_before_decimals(value, decimals, printed):
    assert number(Decimal(value), decimals) == printed


@given(EXACT)
@settings(max_examples=60)
def test_a_printed_number_reads_back_as_itself(value):
    assert parse_number(number(value)) == value


@given(EXACT)
@settings(max_examples=60)
def test_a_change_reads_back_as_itself_with_its_sign(value):
    assert parse_number(signed(value)) == value


def test_a_change_of_nothing_has_no_sign():
    assert [signed(Decimal(v), 2) for v in ("0", "-0.001", "1.5", "-1.5")] == ["0,00", "0,00", "+1,50", "-1,50"]


def test_a_missing_value_is_a_dash_and_not_zero():
    assert number_or_dash(None, 2) == "-"
    assert number_or_dash(Decimal(0), 2) == "0,00"


@pytest.mark.parametrize("text", ["1.23.456", "12.34", "1,2,3", "một", "", "1234.567", "1.234,", "--1", "+-1"])
def test_it_refuses_what_is_not_a_vietnamese_number(text):
    with pytest.raises(ValueError, match="không phải là một số"):
        parse_number(text)


def test_it_refuses_to_print_what_is_not_finite():
    with pytest.raises(ValueError, match="hữu hạn"):
        number(Decimal("NaN"))


def test_a_dateline_has_a_zero_before_days_under_ten_and_before_january_and_february_only():
    assert written_date(date(2020, 1, 5)) == "ngày 05 tháng 01 năm 2020"
    assert written_date(date(2019, 6, 29)) == "ngày 29 tháng 6 năm 2019"
    assert short_date(date(2025, 3, 1)) == "01/03/2025"
    assert [cited_date(date(2022, month, 6)) for month in (2, 3)] == ["06/02/2022", "06/3/2022"]


def test_a_document_number_below_ten_gets_a_zero():
    assert [document_number(n) for n in ("5/BC-BCA", "15/QĐ-BNV", "105B/107")] == ["05/BC-BCA", "15/QĐ-BNV", "105B/107"]
