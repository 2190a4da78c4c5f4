"""What a document's words mean for the plan."""

import pytest

from dutdiem.plans.rules import fan_out_levels, kind_of


@pytest.mark.parametrize(
    ("lead", "levels"),
    [
        ("Công an các đơn vị, địa phương", ("department", "province")),
        ("Công an đơn vị, địa phương", ("department", "province")),
        ("Một số đơn vị, địa phương", ()),
        ("Các đơn vị, địa phương", ("department", "province")),
        ("Công an các tỉnh, thành phố", ("province",)),
        ("Công an các tỉnh, thành phố trực thuộc Trung ương", ("province",)),
        ("Các đơn vị thuộc Bộ", ("department",)),
        ("Công an các xã, phường", ("commune",)),
        ("Các phường, xã", ("commune",)),
        ("UBND các xã, phường", ("commune",)),
        ("Ủy ban nhân dân các phường, xã, đặc khu", ("commune",)),
        ("Công an xã, phường, thị trấn trên địa bàn", ("commune",)),
        ("Công an cấp xã", ("commune",)),
        ("Công an các xã, phường liên quan", ()),
        ("Công an các xã, phường Ba Đình, Ngọc Hà", ()),
        ("Công an phường Ba Đình", ()),
        ("Phòng Tham mưu", ()),
        ("Công an thành phố Hà Nội", ()),
        ("Cục Đào tạo", ()),
    ],
)
def test_a_lead_that_means_many_fans_out(lead: str, levels: tuple[str, ...]) -> None:
    assert fan_out_levels(lead) == levels


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Đề án xây dựng công an xã", "scheme"),
        ("Xây dựng Đề án hiện đại hóa", "scheme"),
        ("Xây dựng và trình Đề án hiện đại hóa", "scheme"),
        ("Xây dựng, trình phê duyệt và triển khai Đề án thành phần số 15", "scheme"),
        ("Dự án trụ sở", "project"),
        ("Xây dựng đề cương", "task"),
        ("Tổ chức quán triệt Nghị quyết", "task"),
    ],
)
def test_the_opening_words_tell_a_scheme_from_a_task(title: str, kind: str) -> None:
    assert kind_of(title) == kind
