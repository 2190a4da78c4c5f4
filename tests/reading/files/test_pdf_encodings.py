"""Fonts of before Unicode beside Unicode in one PDF."""

from typing import Any

import pytest

from dutdiem.reading.files.legacy import Encoding
from dutdiem.reading.files.ocr import Recogniser
from dutdiem.reading.files.parts import Opened
from dutdiem.reading.files.pdf import open_pdf
from dutdiem.reading.guards import check_secrecy
from dutdiem.reading.refusals import Refusal

BOTH = pytest.mark.parametrize("encoding", list(Encoding))
UNICODE = ("Ủy ban nhân dân các huyện, thị xã, thành phố", "tổ chức thực hiện nghiêm túc kế hoạch này", "và báo cáo kết quả")
OLD = ("công an các đơn vị và địa phương phối hợp", "chặt chẽ trong việc giải quyết hồ sơ", "đúng thời hạn")


def opened(data: bytes) -> Opened:
    return open_pdf(data, Recogniser(lambda _: None))


def lines(make: Any, top: float, texts: tuple[str, ...], encoding: Encoding | None = None) -> str:
    places = [top - 14 * at for at in range(len(texts))]
    if encoding is None:
        return "".join(make.letters(60, y, text.replace("Ủ", "ủ")) for y, text in zip(places, texts, strict=True))
    return "".join(make.old_letters(60, y, text, encoding) for y, text in zip(places, texts, strict=True))


def shown(*texts: tuple[str, ...]) -> str:
    return "".join(f"{line}\n" for group in texts for line in group).replace("Ủ", "ủ")


@BOTH
def test_lines_of_an_old_font_among_lines_of_unicode_are_converted(make: Any, encoding: Encoding) -> None:
    page = lines(make, 700, UNICODE) + lines(make, 600, OLD, encoding) + lines(make, 500, UNICODE)
    assert opened(make.pdf(page)).text == shown(UNICODE, OLD, UNICODE)


@BOTH
def test_a_page_in_an_old_font_is_converted_whole(make: Any, encoding: Encoding) -> None:
    many = UNICODE * 8
    heading = ("Phụ lục", "kế hoạch")
    old = lines(make, 760, heading, encoding) + lines(make, 700, OLD, encoding)
    found = opened(make.pdf(lines(make, 760, many), old))
    assert found.text == shown(many, heading, OLD)


@BOTH
def test_a_marking_in_an_old_font_is_seen_beside_unicode(make: Any, encoding: Encoding) -> None:
    first = make.old_letters(60, 780, "TUYỆT MẬT" if encoding is Encoding.VNI else "tuyệt mật", encoding)
    found = opened(make.pdf(first + lines(make, 700, UNICODE * 4)))
    with pytest.raises(Refusal):
        check_secrecy(found.parts)


@BOTH
def test_a_table_in_an_old_font_is_converted(make: Any, encoding: Encoding) -> None:
    ruled = "".join(f"60 {y} m 500 {y} l S\n" for y in (600, 570, 540, 510)) + "".join(
        f"{x} 510 m {x} 600 l S\n" for x in (60, 160, 330, 500)
    )
    cells = (("kết quả", "chủ trì", "thời hạn"), ("báo cáo", "công an tỉnh", "quý một"), ("đề án", "sở nội vụ", "tháng chín"))
    words = "".join(
        make.old_letters(x + 4, y - 18, cell, encoding)
        for y, row in zip((600, 570, 540), cells, strict=True)
        for x, cell in zip((60, 160, 330), row, strict=True)
    )
    found = opened(make.pdf(lines(make, 780, UNICODE * 4) + ruled + words))
    assert found.tables[0].rows == cells


def test_names_of_other_languages_stay(make: Any) -> None:
    page = (
        lines(make, 700, UNICODE)
        + "BT /F3 10 Tf 60 600 Td (M\xfcller S\xf6hne, Caf\xe9 Stra\xdfe, Bj\xf8rn \xc5ngstr\xf6m) Tj ET\n"
    )
    assert "Müller Söhne, Café Straße, Bjørn Ångström" in opened(make.pdf(page)).text


def test_hyphens_beside_an_old_font_stay(make: Any) -> None:
    old = make.old_letters(60, 600, "thực hiện Quyết định số 12/QĐ-UBND và phương án phòng-chống 2021-2025", Encoding.TCVN3)
    found = opened(make.pdf(lines(make, 700, UNICODE * 2) + old)).text
    assert "thực hiện Quyết định số 12/QĐ-UBND và phương án phòng-chống 2021-2025" in found
