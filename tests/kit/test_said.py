"""Free text is looked at as files are."""

import pytest

from dutdiem.kit.errors import Mistake
from dutdiem.kit.forms import text_field
from dutdiem.kit.said import demand_keepable, demand_short, fault_of


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Đã trình dự thảo; còn 12.500 hồ sơ, kinh phí 3.200.000.000 đồng.",
        "Liên hệ Văn phòng: 024.3942.1234.",
        "Rà soát công tác bảo vệ bí mật nhà nước; tăng mật độ tuần tra.",
    ],
)
def test_the_words_of_an_office_pass(words):
    assert fault_of(words) == ""


@pytest.mark.parametrize("words", ["MẬT: kế hoạch A", "Kết quả.\n\nTUYỆT MẬT\nVề việc A"])
def test_a_marking_is_refused_and_nothing_of_it_is_repeated(words):
    assert "mang dấu chỉ độ mật" in fault_of(words)
    assert "A" not in fault_of(words)


def test_private_numbers_are_named_masked():
    fault = fault_of("0912345678, CCCD 001085012345")
    assert "xóa “********78”, “**********45” rồi gửi lại" in fault


def test_a_text_field_says_it_beside_itself():
    field = text_field("Lý do", rows=2)
    with pytest.raises(Exception, match="định danh, điện thoại, tài khoản của cá nhân"):
        field.clean("Gọi 0912345678")


def test_where_there_is_no_form_it_is_a_mistake():
    with pytest.raises(Mistake, match="độ mật"):
        demand_keepable("được", "TỐI MẬT")


def test_a_reason_has_a_bound_and_is_never_cut():
    demand_short("a" * 2000)
    with pytest.raises(Mistake, match="Lý do dài 10000 ký tự, tối đa 2000; viết gọn lại"):
        demand_short("a" * 10_000)
