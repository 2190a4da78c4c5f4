"""Which indicator the words of a text mean."""

import pytest

from dutdiem.catalogue.rules import likely

INDICATORS = [
    ("Tỷ lệ điều tra, khám phá tội phạm", "%"),
    ("Tỷ lệ phường đạt đơn vị kiểu mẫu", "%"),
    ("Số vụ cháy", "vụ"),
]


@pytest.mark.parametrize(
    ("words", "unit", "place"),
    [
        ("tỷ lệ điều tra, khám phá các loại tội phạm đạt trên 80%", "%", 0),
        ("trên 40% phường đạt tiêu chuẩn đơn vị kiểu mẫu", "%", 1),
        ("giảm số vụ cháy", "vụ", 2),
        ("giảm số vụ cháy", "%", None),
        ("nâng cao chất lượng cán bộ", "%", None),
    ],
)
def test_the_words_mean(words: str, unit: str, place: int | None) -> None:
    assert likely(words, unit, INDICATORS) == place


def test_it_abstains_where_two_are_as_likely() -> None:
    assert likely("vụ cháy", "vụ", [("Số vụ cháy", "vụ"), ("Tổng số vụ cháy", "vụ")]) is None
