"""What may stand in a submission."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutdiem.collection.rules import NEXT, from_decimal_comma, may_become, plain, value_fault

decimals = st.decimals(-(10**17), 10**17, allow_nan=False, places=6)


@pytest.mark.parametrize("text", ["0", "12", "-3", "1234567.123456", "999999999999999999"])
def test_an_exact_decimal_is_taken(text: str) -> None:
    assert value_fault(text) is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1.234.567", "phân cách hàng nghìn"),
        ("1,234", "phân cách hàng nghìn"),
        ("1.234,5", "phân cách hàng nghìn"),
        ("12,5", "--decimal-comma"),
        ("mười", "không phải là số"),
        ("", "không phải là số"),
        ("1e5", "không phải là số"),
        ("NaN", "không phải là số"),
        ("１２", "không phải là số"),
        ("9999999999999999999", "quá lớn"),
        ("1.1234567", "quá lớn hoặc quá 6 chữ số"),
        (" 5", "không phải là số"),
    ],
)
def test_what_could_be_misread_is_refused_with_the_reason(text: str, says: str) -> None:
    assert says in str(value_fault(text))


@given(decimals)
def test_one_value_has_one_spelling(value: Decimal) -> None:
    spelled = plain(format(value, "f"))
    assert Decimal(spelled) == value
    assert plain(spelled) == spelled
    assert value_fault(spelled) is None


@given(decimals)
def test_a_decimal_comma_means_the_same_value(value: Decimal) -> None:
    text = format(value, "f")
    assert Decimal(from_decimal_comma(text.replace(".", ","))) == value


def test_what_is_locked_stays_as_it_is() -> None:
    assert not any(may_become("locked", status) for status in NEXT)
