"""How an office names itself on its letters."""

import pytest

from dutdiem.writing.offices import place_of, post_of, short_of


@pytest.mark.parametrize(
    ("level", "code", "name", "short", "place", "post"),
    [
        ("ministry", "BCA", "Bộ Công an", "BCA", "Hà Nội", "Bộ trưởng"),
        ("department", "X01", "Cục Tổ chức cán bộ", "X01", "Hà Nội", "Cục trưởng"),
        ("department", "V01", "Văn phòng Bộ Công an", "V01", "Hà Nội", "Chánh Văn phòng"),
        ("province", "T11", "Công an tỉnh Điện Biên", "CAT", "Điện Biên", "Giám đốc"),
        ("province", "T48A", "Công an thành phố Đà Nẵng", "CATP", "Đà Nẵng", "Giám đốc"),
        ("province", "T79A", "Công an Thành phố Hồ Chí Minh", "CATP", "Thành phố Hồ Chí Minh", "Giám đốc"),
        ("commune", "X1", "Công an xã Mường Phăng", "CAX", "Mường Phăng", "Trưởng Công an"),
    ],
)
def test_a_unit_signs_with_its_own_short_place_and_post(level, code, name, short, place, post):
    assert (short_of(level, code, name), place_of(level, name), post_of(level, name)) == (short, place, post)
