"""What a difficulty is about."""

import pytest

from dutdiem.oversight.rules import kind_of


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
