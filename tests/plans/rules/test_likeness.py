"""How alike two titles are, and that one can see why."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from dutdiem.kit.folding import fold
from dutdiem.plans.rules import alike_from, likeness

titles = st.lists(st.sampled_from("xay dung de an hien dai hoa cong an xa phuong".split()), max_size=12).map(" ".join)


def test_the_same_words_with_other_marks_and_signs_are_one_title() -> None:
    found = likeness(fold("Xây dựng Đề án “hiện đại hóa”"), fold("xây dựng đề án hiện đại hóa."))
    assert (found.score, found.shared) == (Decimal("1.00"), ("xay dung de an hien dai hoa",))
    written = "Xây dựng Đề án “hiện đại hóa”"
    assert likeness(fold(written), fold(written), written).shared == ("Xây dựng Đề án hiện đại hóa",)


def test_a_title_with_a_few_words_more_is_alike_and_says_what_is_shared() -> None:
    found = likeness(
        fold("Xây dựng Đề án hiện đại hóa Công an xã"), fold("Tập trung xây dựng Đề án hiện đại hóa Công an xã, phường")
    )
    assert found.score >= alike_from(1, 1)
    assert found.shared == ("xay dung de an hien dai hoa cong an xa",)


def test_two_tasks_that_only_begin_alike_are_not() -> None:
    assert likeness(fold("Xây dựng Đề án hiện đại hóa"), fold("Xây dựng trụ sở Công an xã")).score < alike_from(1, 1)


@given(titles, titles)
def test_it_is_the_same_from_both_sides_and_between_0_and_1(one: str, other: str) -> None:
    assert likeness(one, other).score == likeness(other, one).score
    assert 0 <= likeness(one, other).score <= 1


@given(titles)
def test_a_title_is_wholly_like_itself(one: str) -> None:
    assert likeness(one, one).score == (1 if one else 0)
