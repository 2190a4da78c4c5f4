"""A parent's percent from its parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutdiem.plans.rules import counts_towards, effective, weighted

parts = st.lists(st.tuples(st.integers(1, 100), st.integers(0, 100)), max_size=20)


@pytest.mark.parametrize(
    ("some", "percent"),
    [
        ([], 0),
        ([(1, 100), (1, 0)], 50),
        ([(3, 100), (1, 0)], 75),
        ([(1, 33), (1, 34)], 34),
        ([(999, 100), (1, 99)], 99),
        ([(5, 100), (2, 100)], 100),
    ],
)
def test_parts_count_by_their_weight(some: list[tuple[int, int]], percent: int) -> None:
    assert weighted(some) == percent


@given(parts)
def test_only_whole_parts_make_a_whole(some: list[tuple[int, int]]) -> None:
    assert (weighted(some) == 100) == (bool(some) and all(percent == 100 for _, percent in some))


@given(parts)
def test_a_mean_lies_between_its_parts(some: list[tuple[int, int]]) -> None:
    if some:
        assert min(p for _, p in some) <= weighted(some) <= max(p for _, p in some)


def test_what_was_handed_in_is_whole_and_what_is_stated_goes_before_the_parts() -> None:
    assert effective("waiting", 40, [(1, 10)]) == 100
    assert effective("in_progress", 40, [(1, 10)]) == 40
    assert effective("in_progress", None, [(1, 10)]) == 10
    assert effective("returned", 0, [(1, 10)]) == 0


def test_the_same_plan_and_the_leads_own_breakdown_count_and_nobody_elses() -> None:
    assert counts_towards(1, 1, 2)
    assert counts_towards(2, 1, 2)
    assert counts_towards(None, None, 2)
    assert not counts_towards(3, 1, 2)
