"""Plain ratios in whole numbers against the same formulas as fractions."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutdiem.measures.columns import Column
from dutdiem.measures.evaluation import rounded, rounded_pair
from dutdiem.measures.ratios import Pairs, Ratio, fits, ratio_of


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
