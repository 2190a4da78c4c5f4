"""A subject and its operator: whose action it is, and where it begins."""

import pytest

from dutdiem.reading.flat import flatten
from dutdiem.reading.statements.heads import behind_time, subject_and


@pytest.mark.parametrize(
    ("text", "form", "action"),
    [
        ("Công an tỉnh trong nhiệm kỳ tới tập trung rà soát", "verb", "tập trung rà soát"),
        ("Giám đốc các ban quản lý dự án ký phụ lục", "verb", "ký phụ lục"),
        ('các giám đốc không "khoán" chỉ tiêu', "verb", 'không "khoán" chỉ tiêu'),
        ("Công an huyện đặt quyết tâm đến hết quý III rà soát xong", "pledge", "rà soát xong"),
    ],
)
def test_it_finds_the_operator_behind_a_subject(text: str, form: str, action: str) -> None:
    head = subject_and(flatten(text), 0, text.index(" "), len(text))
    assert head is not None
    assert (head.form, text[head.action :]) == (form, action)


@pytest.mark.parametrize("text", ["Chúng ta không thể để người dân phải chờ", "cơ sở do các trường đại học thành lập"])
def test_what_cannot_be_or_is_done_by_others_is_no_order(text: str) -> None:
    assert subject_and(flatten(text), 0, text.index(" "), len(text)) is None


def test_whoever_acts_may_stand_behind_a_time_without_a_comma() -> None:
    text = "Từ nay đến cuối năm các đơn vị rà soát hồ sơ"
    head = behind_time(flatten(text), 0, len(text))
    assert head is not None and head.subject is not None
    assert (text[slice(*head.subject)], text[head.action :]) == ("các đơn vị", "rà soát hồ sơ")


def test_a_number_of_bodies_is_no_time() -> None:
    assert behind_time(flatten("Đối với 12 đơn vị nêu trên"), 0, 26) is None
