"""Which words can be who leads a task."""

import pytest

from dutdiem.reading.leads import lead_of


@pytest.mark.parametrize(
    "name",
    [
        *("Ban chỉ đạo", "Chủ đầu tư", "Phòng tổng hợp", "Văn phòng đăng ký", "các tỉnh sắp sáp nhập", "UBND huyện Cần Thạnh"),
        *("PC06", "Đội 3", "34 tỉnh, thành phố", "Ban Quản lý dự án 2", "Trường THPT số 2 huyện Đông Anh", "Tổ chức tín dụng"),
    ],
)
def test_a_name_stays_as_it_is_written(name: str) -> None:
    assert lead_of(name) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Các đơn vị nghiệp vụ khẩn trương", "Các đơn vị nghiệp vụ"),
        ("Sở Y tế chủ trì, tham mưu", "Sở Y tế"),
        ("huyện nửa cuối năm 2024", "huyện"),
        ("đơn vị nào để tồn đọng trên 5% thì người đứng đầu", "người đứng đầu"),
    ],
)
def test_verbs_and_times_behind_a_name_are_left_out(words: str, name: str) -> None:
    assert lead_of(words) == name


@pytest.mark.parametrize(
    "words",
    [None, "", "2", "02 hội nghị", "1.200 triệu đồng", "Đã hoàn thành", "Thường xuyên", "Phối hợp các ngành", "9 dự án thuộc diện"],
)
def test_what_names_nobody_leads_nothing(words: str | None) -> None:
    assert lead_of(words) is None
