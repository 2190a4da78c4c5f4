"""The header of State and Party documents, of letters, and of bare texts."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dutdiem.reading.flat import flatten
from dutdiem.reading.header.find import find_anchor, find_header
from dutdiem.reading.header.names import in_sentence, issuer_of
from dutdiem.reading.model import Header

CASES = tomllib.loads((Path(__file__).parent / "cases/headers.toml").read_text("utf-8"))["case"]
PLAN = """ỦY BAN NHÂN DÂN
TỈNH BẮC NINH
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 144/KH-UBND
Bắc Ninh, ngày 24 tháng 11 năm 2025

KẾ HOẠCH

PHÁT TRIỂN KINH TẾ SỐ GIAI ĐOẠN 2026-2030

Thực hiện Nghị quyết số 57-NQ/TW, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

Nơi nhận:
- Bộ Công an;
- Lưu: VT.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Mai Văn Sơn
"""

PARTY = """BAN CHẤP HÀNH TRUNG ƯƠNG
*
Số 127-QĐ/TW

ĐẢNG CỘNG SẢN VIỆT NAM
Hà Nội, ngày 28 tháng 02 năm 2025

QUY ĐỊNH

về công tác kiểm tra

T/M BỘ CHÍNH TRỊ
Trần Văn Tú
"""

MARKDOWN = """| BỘ CÔNG AN CỤC TRUYỀN THÔNG ------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc |
|---|---|
| Số: 552/CTT-P2 V/v báo cáo kết quả thi đua | *Hà Nội, ngày 05 tháng 3 năm 2025* |

Kính gửi: Công an các đơn vị.
"""


def header(text: str) -> Header:
    return find_header(flatten(text))


@pytest.mark.parametrize("case", [pytest.param(case, id=case["why"][:50]) for case in CASES])
def test_the_header_of_a_case_is_read(case: dict[str, Any]) -> None:
    flat = flatten(case["text"])
    found = find_header(flat)
    said = {name: getattr(found, name) for name in Header.__dataclass_fields__} | {"recipients": list(found.recipients)}
    told = {name: value for name, value in case.items() if name in said}
    assert {name: said[name] for name in told} == told
    assert {name: said[name] for name in case.get("none", ())} == dict.fromkeys(case.get("none", ()))
    if "anchor" in case:
        assert find_anchor(flat, found) == case["anchor"]


def test_a_plan_of_a_province_is_read_field_by_field() -> None:
    found = header(PLAN)
    assert (found.type, found.number, found.symbol) == ("KH", "144", "144/KH-UBND")
    assert (found.issuer, found.place, found.date) == ("Ủy ban nhân dân tỉnh Bắc Ninh", "Bắc Ninh", date(2025, 11, 24))
    assert found.title == "PHÁT TRIỂN KINH TẾ SỐ GIAI ĐOẠN 2026-2030"
    assert (found.signer, found.recipients) == ("Mai Văn Sơn", ("Bộ Công an", "Lưu: VT"))


def test_a_party_document_has_no_national_heading() -> None:
    found = header(PARTY)
    assert (found.type, found.symbol, found.issuer) == ("QyĐ", "127-QĐ/TW", "Ban Chấp hành Trung ương")
    assert (found.date, found.signer) == (date(2025, 2, 28), "Trần Văn Tú")


def test_a_letter_without_a_kind_is_an_official_letter() -> None:
    text = PLAN.replace("KẾ HOẠCH\n", "V/v báo cáo kết quả\n").replace("144/KH-UBND", "5642/CT-CS")
    assert (header(text).type, header(text).symbol) == ("CV", "5642/CT-CS")


def test_a_header_in_a_markdown_table_is_found() -> None:
    found = header(MARKDOWN)
    assert found.symbol == "552/CTT-P2"
    assert found.issuer == "Cục Truyền thông"
    assert found.date == date(2025, 3, 5)


def test_a_line_broken_in_two_by_the_page_is_one_name() -> None:
    text = PLAN.replace("Bắc Ninh, ngày 24 tháng", "*Bắc\nNinh, ngày\n24 tháng")
    assert header(text).place == "Bắc Ninh"


def test_the_last_body_named_above_is_the_issuer() -> None:
    assert issuer_of(["BỘ TÀI CHÍNH", "CỤC THUẾ"]) == "Cục Thuế"
    assert issuer_of(["ỦY BAN NHÂN DÂN", "THÀNH PHỐ HẢI PHÒNG"]) == "Ủy ban nhân dân thành phố Hải Phòng"
    assert issuer_of([]) is None


def test_names_in_capitals_become_names_in_a_sentence() -> None:
    assert in_sentence("BỘ KHOA HỌC VÀ CÔNG NGHỆ") == "Bộ Khoa học và Công nghệ"
    assert in_sentence("Bộ Công an") == "Bộ Công an"


def test_a_news_text_is_anchored_by_its_dateline() -> None:
    flat = flatten("Nêu cao trách nhiệm\n\nThứ Hai, 19/12/2022, 17:02\n\nĐó là quyết tâm chung.")
    assert find_anchor(flat, find_header(flat)) == date(2022, 12, 19)


def test_of_several_dates_above_a_text_the_one_with_the_clock_or_a_word_of_posting_is_the_day() -> None:
    for above in ("Thứ 3, Ngày 16/07/2024 -\n\nKết quả\nNgày đăng: 08/07/2024  11:38", "16/07/2024\n\nThứ Hai, 08/07/2024 | 11:38"):
        flat = flatten(f"{above}\n\nSáng ngày 08/7, HĐND tỉnh họp.")
        assert find_anchor(flat, find_header(flat)) == date(2024, 7, 8)


def test_a_front_matter_month_anchors_at_its_last_day() -> None:
    flat = flatten(" date 2023-06 Ngày 29-6, hội nghị khai mạc.")
    assert find_anchor(flat, find_header(flat)) == date(2023, 6, 30)


@pytest.mark.parametrize(
    ("opening", "anchor"),
    [
        ("(ĐNO) - Chiều 3-10-2023, Tổ công tác họp đánh giá kết quả.", date(2023, 10, 3)),
        ("Ngày 02/8/2024 - Tại Điện Biên, hội nghị đã khai mạc.", date(2024, 8, 2)),
        ("Thứ ba - 04/04/2023 10:12\n\nQuý I/2023 giảm 4 vụ.", date(2023, 4, 4)),
        ("Đăng ngày: 11/01/2023 - Lượt đọc: 356\n\nHội nghị tổng kết.", date(2023, 1, 11)),
        ("Hội nghị bàn việc thực hiện Nghị quyết số 12-NQ/TW ngày 16/3/2022.", None),
        ("(TGO) - Sáng 12.1, Ban Chỉ đạo tổ chức hội nghị tổng kết năm 2021, triển khai nhiệm vụ năm 2022.", date(2022, 1, 12)),
        ("Ngày 22/12, Công an tỉnh tổng kết công tác năm 2021.", date(2021, 12, 22)),
        ("Sáng nay (8/10), Đảng ủy họp.\n\nQuý III/2022, Đảng ủy đã ban hành 6 nghị quyết.", date(2022, 10, 8)),
        ("Chiều 5-7, UBND tỉnh họp đánh giá kết quả 6 tháng đầu năm 2024.", date(2024, 7, 5)),
        ("Ngày 4/4, huyện sơ kết tình hình 3 tháng/2025; tháng 3/2025 tăng 5%.", date(2025, 4, 4)),
        ("Ngày 15/5, Công an tỉnh tổng kết công tác năm 2021.", date(2022, 5, 15)),
        ("Ngày 15/9, Công an tỉnh tổng kết công tác năm 2021.", None),
        ("Sáng 12.1, Công an tỉnh triển khai nhiệm vụ năm 2022.", date(2022, 1, 12)),
        ("Chiều 5/4, Ban Chấp hành đánh giá quý I, triển khai nhiệm vụ quý II/2024.", date(2024, 4, 5)),
        ("Ngày 20/12, Công an tỉnh triển khai nhiệm vụ năm 2022.", date(2021, 12, 20)),
        ("Ngày 20/8, Công an tỉnh triển khai nhiệm vụ năm 2022.", None),
        ("Sáng 12.1, Công an tỉnh họp bàn giai đoạn 2021 - 2025.", None),
        ("Thực hiện Kế hoạch số 82/KH-BCA của Bộ Công an, sáng 20/3/2024, tại Hội trường, tỉnh tổng kết.", date(2024, 3, 20)),
        ("Đồng Tháp, ngày 22 tháng 01 năm 2025 - Sở Nông nghiệp tổ chức Hội nghị sơ kết.", date(2025, 1, 22)),
        ("Hà Nội, 20/3/2024. Bộ họp giao ban.", date(2024, 3, 20)),
        ("Nhằm đánh giá cải cách hành chính, ngày 20/3/2024, tại Hà Nội, Bộ Nội vụ họp.", date(2024, 3, 20)),
        ("Sáng thứ Tư (20/3/2024), UBND tỉnh họp.", date(2024, 3, 20)),
        ("Trong hai ngày 20 và 21/3/2024, UBND tỉnh họp.", date(2024, 3, 21)),
        ("Hôm nay (20/3/2024), UBND tỉnh họp.", date(2024, 3, 20)),
        ("Tại trụ sở UBND tỉnh, chiều ngày 20/3/2024 đã diễn ra hội nghị.", date(2024, 3, 20)),
        ("UBND tỉnh vừa tổ chức sáng 20/3/2024 hội nghị giao ban.", date(2024, 3, 20)),
        ("Triển khai nhiệm vụ quý II năm 2024, chiều 5/4, tại Hà Nội, UBND tỉnh họp.", date(2024, 4, 5)),
        ("Thực hiện Quyết định số 5/QĐ-TTg, ngày 20/3/2024, Công an tỉnh họp.", None),
        ("Thực hiện Kế hoạch công tác, ngày 20/3/2024 của UBND tỉnh, các xã họp.", None),
        ("Trước đòi hỏi đó, ngày 22/12/2024, Bộ Chính trị ban hành Nghị quyết số 57-NQ/TW.", None),
    ],
)
def test_a_report_is_anchored_by_the_day_it_opens_with(opening: str, anchor: date | None) -> None:
    flat = flatten(f"Tổng kết công tác\n\n{opening}")
    assert find_anchor(flat, find_header(flat)) == anchor


def test_a_text_without_any_date_has_no_anchor() -> None:
    flat = flatten("Đẩy mạnh xây dựng lực lượng.")
    assert find_anchor(flat, find_header(flat)) is None
