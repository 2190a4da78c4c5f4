"""Plain ratios in whole numbers against the same formulas as fractions."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutdiem.measures.columns import Column
from dutdiem.measures.evaluation import rounded, rounded_pair
from dutdiem.measures.ratios import Pairs, Ratio, Rounding, all_rounded, fits, ratio_of


@pytest.mark.parametrize(
    ("formula", "ratio"),
    [
        ("a / b", Ratio("a", "b", Fraction(1))),
        ("a / b * 100", Ratio("a", "b", Fraction(100))),
        ("1000 * a / (b * 2.5) / 4", Ratio("a", "b", Fraction(100))),
        ("a * 100", None),
        ("a * b", None),
        ("a / b / c", None),
        ("a / b / 0", None),
        ("(a + 1) / b", None),
        ("a / previous(a)", None),
        ("100 / b", None),
        ("5", None),
    ],
)
def test_only_a_ratio_of_two_elements_times_a_constant_is_one(formula: str, ratio: Ratio | None) -> None:
    assert ratio_of(formula) == ratio


def column(amounts: list[int | None], decimals: int) -> Column:
    known = np.array([amount is not None for amount in amounts], np.bool_)
    return Column(np.array([amount or 0 for amount in amounts], np.int64), decimals, None, 0, known, known.astype(np.int64))


amounts = st.lists(st.one_of(st.none(), st.integers(-9, 9), st.integers(-(2**62), 2**62)), min_size=8, max_size=8)


@given(amounts, amounts, st.integers(0, 6), st.integers(0, 6), st.sampled_from([Fraction(1), Fraction(100), Fraction(-3, 7)]))
@settings(max_examples=200, deadline=None)
def test_pairs_are_the_exact_ratio_and_round_alike(
    over: list[int | None], under: list[int | None], first: int, second: int, constant: Fraction
) -> None:
    pairs = Pairs(column(over, first), column(under, second), constant)
    for row, (a, b) in enumerate(zip(over, under, strict=True)):
        pair = pairs[row]
        if a is None or not b:
            assert pair is None
        else:
            value = Fraction(a, 10**first) / Fraction(b, 10**second) * constant
            assert pair is not None
            assert pair[1] > 0
            assert Fraction(*pair) == value
            assert rounded_pair(*pair, 2) == rounded(value, 2)


def test_a_column_of_averages_or_very_large_amounts_is_none_of_these() -> None:
    plain = column([1], 0)
    assert fits(plain)
    assert not fits(Column(plain.over.astype(object), 0, None, 0, plain.known, plain.reported))
    assert not fits(Column(plain.over, 0, plain.over, 0, plain.known, plain.reported))


some = st.lists(
    st.one_of(st.none(), st.integers(-9, 9), st.integers(-(10**9), 10**9), st.integers(0, 2**62)), min_size=5, max_size=5
)
asked = st.builds(
    lambda over, under, first, second, constant, decimals: Rounding(column(over, first), column(under, second), constant, decimals),
    some,
    some,
    st.integers(0, 6),
    st.integers(0, 6),
    st.sampled_from([Fraction(1), Fraction(100), Fraction(-3, 7), Fraction(0)]),
    st.integers(0, 4),
)


@given(st.lists(asked, min_size=1, max_size=4))
@settings(max_examples=300, deadline=None)
def test_ratios_rounded_together_are_each_rounded_half_up_exactly(asked: list[Rounding]) -> None:
    for one, found in zip(asked, all_rounded(asked), strict=True):
        pairs = Pairs(one.over, one.under, one.constant)
        for row in range(5) if found else ():
            pair = pairs[row]
            assert bool(found[1][row]) == (pair is not None)
            shown = Decimal(int(found[0][row])).scaleb(-one.decimals)
            assert pair is None or shown == rounded_pair(*pair, one.decimals)


def test_only_numbers_that_could_leave_64_bits_are_not_rounded_together() -> None:
    small, large = column([1, 2], 0), column([2**60, 1], 0)
    found = all_rounded([Rounding(small, large, Fraction(100), 2), Rounding(large, small, Fraction(100), 2)])
    assert found[0] is not None
    assert found[1] is None
