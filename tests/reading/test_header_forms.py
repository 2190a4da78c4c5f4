"""Documents of every kind in Decree 30/2020/NĐ-CP, annex III, set as its forms are: letterhead and signature in two columns."""

from datetime import date
from typing import Any

import pytest

from dutdiem.reading.files.docx import open_docx
from dutdiem.reading.files.package import Package
from dutdiem.reading.flat import flatten
from dutdiem.reading.header.find import find_header
from dutdiem.reading.header.news import posted_on
from dutdiem.reading.model import Header

KINDS = [
    ("NGHỊ QUYẾT", "NQ"),
    ("QUYẾT ĐỊNH", "QĐ"),
    ("CHỈ THỊ", "CT"),
    ("QUY CHẾ", "QC"),
    ("QUY ĐỊNH", "QyĐ"),
    ("THÔNG CÁO", "TC"),
    ("THÔNG BÁO", "TB"),
    ("HƯỚNG DẪN", "HD"),
    ("CHƯƠNG TRÌNH", "CTr"),
    ("KẾ HOẠCH", "KH"),
    ("PHƯƠNG ÁN", "PA"),
    ("ĐỀ ÁN", "ĐA"),
    ("DỰ ÁN", "DA"),
    ("BÁO CÁO", "BC"),
    ("BIÊN BẢN", "BB"),
    ("TỜ TRÌNH", "TTr"),
    ("HỢP ĐỒNG", "HĐ"),
    ("CÔNG ĐIỆN", "CĐ"),
    ("BẢN GHI NHỚ", "BGN"),
    ("BẢN THỎA THUẬN", "BTT"),
    ("GIẤY ỦY QUYỀN", "GUQ"),
    ("GIẤY MỜI", "GM"),
    ("GIẤY GIỚI THIỆU", "GGT"),
    ("GIẤY NGHỈ PHÉP", "GNP"),
    ("PHIẾU GỬI", "PG"),
    ("PHIẾU CHUYỂN", "PC"),
    ("PHIẾU BÁO", "PB"),
]
SYMBOL = "57/{}-SNV"
NATION = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "_____________"]
LEFT = ["ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH", "SỞ NỘI VỤ", "_______"]
DATELINE = "Hà Tĩnh, ngày 06 tháng 5 năm 2025"
LISTED = ["Nơi nhận:", "- Ủy ban nhân dân tỉnh;", "- Các sở, ban, ngành;", "- Lưu: VT, TCBC (3b)."]
SIGNED = ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "", "(Đã ký)", "", "Đoàn Thị Thu Hằng"]


def table(make: Any, *rows: tuple[list[str], ...]) -> str:
    """A table without borders; each cell holds paragraphs."""
    cells = ["".join(f"<w:tc>{''.join(map(make.paragraph, cell))}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def header(make: Any, body: str) -> Header:
    opened = open_docx(Package(make.docx(body)))
    return find_header(flatten(opened.text, [(t.start, t.end) for t in opened.tables], paragraphs=opened.paragraphs))


def form(make: Any, kind: str | None, symbol: str, *lines: str, subject: str = "", ends: str | None = None) -> str:
    left = [*LEFT, f"Số: {symbol}", *([subject] if subject else [])]
    top = table(make, (left, [*NATION, DATELINE]))
    middle = "".join(map(make.paragraph, [*([kind] if kind else []), *lines]))
    return top + middle + (table(make, (LISTED, SIGNED)) if ends is None else ends)


@pytest.mark.parametrize(("kind", "short"), KINDS)
def test_it_reads_every_field_of_every_kind(make: Any, kind: str, short: str) -> None:
    found = header(make, form(make, kind, SYMBOL.format(short), "Về công tác văn thư năm 2025", "Sở Nội vụ trình bày như sau:"))
    assert (found.type, found.number, found.symbol) == (short, "57", SYMBOL.format(short))
    assert (found.issuer, found.place, found.date) == ("Sở Nội vụ", "Hà Tĩnh", date(2025, 5, 6))
    assert (found.title, found.signer) == ("Về công tác văn thư năm 2025", "Đoàn Thị Thu Hằng")
    assert found.recipients == ("Ủy ban nhân dân tỉnh", "Các sở, ban, ngành", "Lưu: VT, TCBC (3b)")
    assert (found.urgency, found.term) == (None, None)


def test_an_official_letter_has_its_subject_under_the_symbol(make: Any) -> None:
    lines = ("Kính gửi: Các sở, ban, ngành.", "Thực hiện Kế hoạch số 12/KH-UBND, Sở Nội vụ đề nghị báo cáo.")
    found = header(make, form(make, None, "57/SNV-TCBC", *lines, subject="V/v báo cáo biên chế"))
    assert (found.type, found.title, found.signer) == ("CV", "báo cáo biên chế", "Đoàn Thị Thu Hằng")
    assert found.recipients[0] == "Ủy ban nhân dân tỉnh"


def test_columns_may_be_rows_of_two_cells(make: Any) -> None:
    top = table(make, (LEFT, NATION), (["Số: 57/KH-SNV"], [DATELINE]))
    found = header(make, top + make.paragraph("KẾ HOẠCH") + make.paragraph("Tuyển dụng công chức"))
    assert (found.issuer, found.symbol, found.place) == ("Sở Nội vụ", "57/KH-SNV", "Hà Tĩnh")
    assert (found.type, found.title) == ("KH", "Tuyển dụng công chức")


def test_a_decision_names_who_decides_below_its_title(make: Any) -> None:
    lines = ("Về việc ban hành Quy chế làm việc", "GIÁM ĐỐC SỞ NỘI VỤ", "Căn cứ Luật Cán bộ, công chức;", "QUYẾT ĐỊNH:", "Điều 1.")
    found = header(make, form(make, "QUYẾT ĐỊNH", "57/QĐ-SNV", *lines))
    assert (found.type, found.title, found.issuer) == ("QĐ", "Về việc ban hành Quy chế làm việc", "Sở Nội vụ")


def test_a_letter_of_introduction_has_no_title(make: Any) -> None:
    found = header(make, form(make, "GIẤY GIỚI THIỆU", "57/GGT-SNV", "Sở Nội vụ trân trọng giới thiệu:", "Ông (bà): Lê Văn An"))
    assert (found.type, found.title) == ("GGT", None)


def test_minutes_are_answered_for_by_the_chair(make: Any) -> None:
    ends = table(make, (["THƯ KÝ", "(Chữ ký)", "Lê Văn An"], ["CHỦ TỌA", "(Chữ ký)", "Bùi Thị Nga"]), (LISTED, [""]))
    found = header(make, form(make, "BIÊN BẢN", "57/BB-SNV", "Họp giao ban tháng 5", "Thời gian bắt đầu: 8 giờ.", ends=ends))
    assert (found.type, found.title, found.signer) == ("BB", "Họp giao ban tháng 5", "Bùi Thị Nga")
    ends = table(make, (["THƯ KÝ"], ["CHỦ TỌA"]), (["(Chữ ký)"], ["(Chữ ký)"]), (["Lê Văn An"], ["Bùi Thị Nga"]))
    assert header(make, form(make, "BIÊN BẢN", "57/BB-SNV", "Họp", ends=ends)).signer == "Bùi Thị Nga"


def test_a_title_may_be_two_lines_of_a_word_processor(make: Any) -> None:
    lines = (
        "Kiểm tra công tác cải cách hành chính",
        "Thành phố Hà Tĩnh năm 2025",
        "Thực hiện Kế hoạch của tỉnh, Sở ban hành Kế hoạch.",
    )
    found = header(make, form(make, "KẾ HOẠCH", "57/KH-SNV", *lines))
    assert found.title == "Kiểm tra công tác cải cách hành chính Thành phố Hà Tĩnh năm 2025"


def test_recipients_and_signature_may_be_rows_of_their_own(make: Any) -> None:
    ends = table(make, (["Nơi nhận:"], ["GIÁM ĐỐC"]), (LISTED[1:], ["(Chữ ký, dấu)"]), ([""], ["Đoàn Thị Thu Hằng"]))
    found = header(make, form(make, "BÁO CÁO", "57/BC-SNV", "Kết quả quý II", ends=ends))
    assert found.signer == "Đoàn Thị Thu Hằng"
    assert found.recipients == ("Ủy ban nhân dân tỉnh", "Các sở, ban, ngành", "Lưu: VT, TCBC (3b)")


def test_an_urgency_stamp_in_a_text_box_is_read(make: Any) -> None:
    found = header(make, make.text_box("THƯỢNG KHẨN") + form(make, "CÔNG ĐIỆN", "57/CĐ-SNV", "Về việc trực ban"))
    assert (found.urgency, found.type, found.issuer) == ("Thượng khẩn", "CĐ", "Sở Nội vụ")


def test_a_party_form_has_the_party_heading_on_the_right(make: Any) -> None:
    left = ["ĐẢNG BỘ TỈNH HÀ TĨNH", "ĐẢNG ỦY SỞ NỘI VỤ", "*", "Số 21-KH/ĐU"]
    body = table(make, (left, ["ĐẢNG CỘNG SẢN VIỆT NAM", "", DATELINE]))
    body += "".join(map(make.paragraph, ["KẾ HOẠCH", "kiểm tra, giám sát năm 2025", "-----", "Thực hiện Quy định của Trung ương:"]))
    body += table(
        make, (["Nơi nhận:", "- Đảng ủy UBND tỉnh,", "- Các chi bộ,", "- Lưu Đảng ủy."], ["T/M ĐẢNG ỦY", "BÍ THƯ", "", "Lê Văn An"])
    )
    found = header(make, body)
    assert (found.type, found.symbol, found.issuer) == ("KH", "21-KH/ĐU", "Đảng ủy Sở Nội vụ")
    assert (found.title, found.signer) == ("kiểm tra, giám sát năm 2025", "Lê Văn An")
    assert found.recipients == ("Đảng ủy UBND tỉnh", "Các chi bộ", "Lưu Đảng ủy")


def test_a_copy_on_paper_keeps_the_header_of_what_was_copied(make: Any) -> None:
    copied = table(make, (["VĂN PHÒNG UBND TỈNH", "Số: 8/SY-VP"], ["SAO Y", "Hà Tĩnh, ngày 20 tháng 6 năm 2025"]))
    copied += table(make, (["Nơi nhận:", "- Các phòng;", "- Lưu: VT."], ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Trần Văn Bảy"]))
    found = header(make, form(make, "KẾ HOẠCH", "57/KH-SNV", "Tuyển dụng", "Sở ban hành Kế hoạch như sau:") + copied)
    assert (found.symbol, found.date, found.signer) == ("57/KH-SNV", date(2025, 5, 6), "Đoàn Thị Thu Hằng")
    assert found.recipients[-1] == "Lưu: VT, TCBC (3b)"


@pytest.mark.parametrize(
    ("line", "posted"),
    [
        ("Thứ Sáu, 06/01/2023 - 16:42", date(2023, 1, 6)),
        ("[14/12/2023 10:05 AM]", date(2023, 12, 14)),
        ("(Báo Long Thành điện tử, đăng ngày 30-9-2024)", date(2024, 9, 30)),
        ("Cập nhật lúc 15:20, Thứ Tư, 17/12/2025 (GMT+7)", date(2025, 12, 17)),
        ("Thứ 4, ngày 06/07/2022", date(2022, 7, 6)),
        ("Đăng bởi: Văn phòng Điều phối NTM tỉnh - 21.6.2023", date(2023, 6, 21)),
        ("Xuất bản: 10/02/2025 | Lượt xem: 1.284", date(2025, 2, 10)),
        ("22/08/2025 09:10:00  Cỡ chữ: A- A A+", date(2025, 8, 22)),
        ("05/07/2023 - Chuyên mục: Xây dựng Đảng", date(2023, 7, 5)),
        ("Thời sự - Chính trị | Thứ Tư, 15/03/2023, 8h30'", date(2023, 3, 15)),
        ("Trang chủ > Tin tức > 15/03/2023", date(2023, 3, 15)),
        ("Thứ 4, 15/03/2023, 10:00 [GMT+7] A+ A-", date(2023, 3, 15)),
        ("15 Tháng 3 Năm 2023 / 120 lượt xem", date(2023, 3, 15)),
        ("15.03.2023 | 14:30 PM", date(2023, 3, 15)),
        ("Tháng Bảy 12, 2024", date(2024, 7, 12)),
        ("12 Tháng Mười Hai, 2023", date(2023, 12, 12)),
        ("Thứ Hai, 12/8/24", date(2024, 8, 12)),
        ("Nguyễn Văn An 12/11/2023 21:14", date(2023, 11, 12)),
        ("15/03/2023, Hà Nội", date(2023, 3, 15)),
        ("Số liệu đến 15/03/2023", None),
        ("Ngày thành lập 15/03/1976", None),
        ("Hội nghị khai mạc ngày 10/02/2025 tại Hà Nội.", None),
        ("Kế hoạch được ban hành ngày 10/02/2025.", None),
        ("Thứ Sáu, 31/02/2023", None),
    ],
)
def test_the_line_that_says_when_a_page_was_posted_is_told_from_a_sentence(line: str, posted: date | None) -> None:
    assert posted_on(line.lower()) == posted
