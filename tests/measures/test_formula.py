"""Formulas: what can be written, and what a wrong one gets told. The cases are in formulas.toml."""

import tomllib
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutdiem.measures.errors import FormulaError
from dutdiem.measures.evaluation import evaluate, exact, ratio_parts, rounded
from dutdiem.measures.formula import names, parse_formula, reaches

CASES = tomllib.loads(Path(__file__).with_name("formulas.toml").read_text("utf-8"))


class Here:
    """A place with fixed values; another period or the parent is another such place."""

    def __init__(self, values: dict[str, str], elsewhere: dict[str, dict[str, str]] | None = None) -> None:
        self.values, self.elsewhere = values, elsewhere or {}

    def value(self, code: str) -> Fraction | None:
        return Fraction(self.values[code]) if code in self.values else None

    def moved(self, move: str) -> "Here | None":
        return Here(self.elsewhere[move]) if move in self.elsewhere else None


@pytest.mark.parametrize("case", CASES["value"], ids=lambda case: case["formula"])
def test_a_formula_has_its_value(case: dict) -> None:
    place = Here(case.get("values", {}), case.get("elsewhere"))
    value = evaluate(parse_formula(case["formula"]), place)
    assert value == (Fraction(case["is"]) if case["is"] else None)


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["formula"])
def test_a_wrong_formula_says_where_and_why(case: dict) -> None:
    with pytest.raises(FormulaError, match=case["says"]):
        parse_formula(case["formula"])


def test_a_ratio_shows_its_parts_without_the_constants() -> None:
    place = Here({"a": "10", "b": "20", "c": "3"})
    over, under = ratio_parts(parse_formula("(a + c) / b * 100")) or (None, None)
    assert (evaluate(over, place), evaluate(under, place)) == (13, 20)
    over, under = ratio_parts(parse_formula("100 * a / (b / c)")) or (None, None)
    assert (evaluate(over, place), evaluate(under, place)) == (30, 20)
    assert ratio_parts(parse_formula("a + b")) is None
    assert ratio_parts(parse_formula("a * 100")) is None


def test_what_a_formula_reads_is_known_with_its_moves() -> None:
    node = parse_formula("previous(year_to_date(a)) + share_of_parent(b)")
    assert list(reaches(node)) == [("a", ("previous", "year_to_date")), ("b", ()), ("b", ("parent",))]
    assert list(names(node)) == ["a", "b"]


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [("1/3", 2, "0.33"), ("5/1000", 2, "0.01"), ("-5/1000", 2, "-0.01"), ("25/10", 0, "3"), ("2", 2, "2.00")],
)
def test_rounding_is_half_up_away_from_zero(value: str, decimals: int, shown: str) -> None:
    assert str(rounded(Fraction(value), decimals)) == shown


@pytest.mark.parametrize(("value", "shown"), [("1200", "1200"), ("5/10", "0.5"), ("1/3", "0.333333333333333"), ("0", "0")])
def test_an_exact_value_has_no_zeros_at_its_end(value: str, shown: str) -> None:
    assert str(exact(Fraction(value))) == shown


@given(st.integers(0, 10**12), st.integers(1, 10**12), st.integers(-6, 6))
@settings(max_examples=50, deadline=None)
def test_a_value_of_any_size_is_computed_exactly(over: int, under: int, scale: int) -> None:
    place = Here({"a": str(Fraction(over) * Fraction(10) ** scale), "b": str(under)})
    value = evaluate(parse_formula("a / b * b"), place)
    assert value == Fraction(over) * Fraction(10) ** scale
