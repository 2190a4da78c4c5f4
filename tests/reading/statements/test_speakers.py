"""Whose body a speaker's office names."""

import pytest

from dutdiem.reading.statements.speakers import body_of


@pytest.mark.parametrize(
    ("office", "body"),
    [
        ("Bí thư Huyện ủy", "Huyện ủy"),
        ("Trưởng phòng Tham mưu", "Phòng Tham mưu"),
        ("Phó Chủ tịch UBND tỉnh Vy Minh Tuấn", "UBND tỉnh"),
        ("Giám đốc Sở Y tế Giáp Xuân Bình", "Sở Y tế"),
        ("Giám đốc Ban Quản lý dự án Mỹ Thuận", "Ban Quản lý dự án Mỹ Thuận"),
        ("Giám đốc Công ty Than Hòn Gai", "Công ty Than Hòn Gai"),
        ("Bí thư Huyện ủy Mù Cang Chải", "Huyện ủy Mù Cang Chải"),
        ("Chủ tịch UBND tỉnh Thừa Thiên Huế", "UBND tỉnh Thừa Thiên Huế"),
        ("Chủ tịch Tập đoàn cam kết khởi công nhà máy", "Tập đoàn"),
    ],
)
def test_an_office_is_of_a_body_without_the_name_of_who_holds_it(office: str, body: str) -> None:
    assert body_of(office) == body
