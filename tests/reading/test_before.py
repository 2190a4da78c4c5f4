"""The word before a place."""

import pytest

from dutdiem.reading.before import last_word


@pytest.mark.parametrize(
    ("text", "word"), [("đạt trên 80%", "trên"), ("(từ 5", "từ"), ("a\nđến 3", "đến"), ("x5", ""), ("x" * 40 + " 5", "x" * 11)]
)
def test_the_word_before_a_number_is_told_and_no_more_than_a_word_is_looked_at(text: str, word: str) -> None:
    at = max(i for i, char in enumerate(text) if char.isdigit() and not text[i - 1].isdigit())
    assert last_word(text, at) == word
