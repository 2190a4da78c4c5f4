"""What a difficulty is about."""

from datetime import date

import pytest

from dutdiem.oversight.rules import days_open, kind_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("nguồn vốn và quỹ đất", "money"),
        ("thủ tục giao đất làm trụ sở chậm", "law"),
        ("thiếu biên chế", "people"),
        ("đường truyền yếu", "equipment"),
        ("công tác phối hợp chưa chặt chẽ", "coordination"),
        ("thời tiết", "other"),
    ],
)
def test_the_first_words_that_tell_give_the_kind(text: str, kind: str) -> None:
    assert kind_of(text) == kind


def test_an_open_difficulty_ages_by_the_day_and_an_answered_one_no_more() -> None:
    assert days_open(date(2025, 1, 1), None, date(2025, 1, 31)) == 30
    assert days_open(date(2025, 1, 1), date(2025, 1, 11), date(2025, 12, 31)) == 10
