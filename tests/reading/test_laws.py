"""Laws that hold for every text."""

import unicodedata
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from dutdiem.reading.flat import flatten
from dutdiem.reading.model import SourceText
from dutdiem.reading.numerals import read_digits, read_words, write_words
from dutdiem.reading.reader import read_text

SENTENCES = st.sampled_from(
    [
        "Nghị quyết số 12-NQ/TW ngày 16/3/2022 của Bộ Chính trị về xây dựng lực lượng được quán triệt.",
        "Trong 6 tháng đầu năm 2023, đã phát hiện 953 vụ, 1.088 đối tượng.",
        "Đồng chí Giám đốc yêu cầu Công an các phường tập trung rà soát; báo cáo trước ngày 15/12/2023.",
        "Thời gian tới, Công an tỉnh sẽ triển khai Đề án 06.",
        "Phấn đấu đến năm 2025 có trên 40% phường đạt chuẩn.",
        "Thực hiện Nghị quyết 12, còn nhiều khó khăn, vướng mắc về kinh phí.",
        "| TT | Nhiệm vụ | Chủ trì |\n|---|---|---|\n| 1 | Xây dựng kế hoạch | Sở Y tế |",
        "Cùng kỳ năm trước giảm 5,2%; hơn 7 tháng qua ổn định.",
        "1. Sở Y tế\n- Chủ trì, phối hợp triển khai.",
        "Giám đốc Công an tỉnh Nghệ An: Quyết tâm",
        "UBND thành phố giao CATP và Cục C06 (sau đây gọi là Cục); Uỷ ban nhân dân các xã thực hiện.",
        "Bộ Công an (BCA) và Công an TP Hà Nội; BCA đánh giá. Lãnh đạo Bộ yêu cầu Cục báo cáo.",
    ]
)
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=8)
ANY_TEXT = st.text(st.sampled_from('aăâđêôơư ĐN1290./-–%|*#“”"();:,\n\t\xa0số ngày năm Nghị quyết'), max_size=300)


def mentions(text: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = read_text(SourceText(text)).as_json()["mentions"]
    return found


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**18 - 1))
def test_a_number_written_in_words_reads_back(number: int) -> None:
    assert read_words(write_words(number)) == number


@given(st.integers(2, 9), st.integers(1, 9))
def test_tens_read_without_their_word(tens: int, unit: int) -> None:
    said = f"{write_words(tens)} {write_words(tens * 10 + unit).split()[-1]}"
    assert read_words(said) == tens * 10 + unit


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**12), st.integers(0, 99))
def test_a_number_written_in_digits_reads_back(whole: int, part: int) -> None:
    written = f"{whole:,}".replace(",", ".") + f",{part:02d}"
    assert read_digits(written) == Decimal(f"{whole}.{part:02d}")


@settings(max_examples=40, deadline=None)
@given(PARAGRAPHS)
def test_composed_and_decomposed_text_give_the_same_mentions(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    assert mentions(unicodedata.normalize("NFD", text)) == mentions(text)


@settings(max_examples=60, deadline=None)
@given(PARAGRAPHS, SENTENCES)
def test_a_further_paragraph_leaves_the_mentions_before_it_alone(paragraphs: list[str], more: str) -> None:
    text = "\n\n".join(paragraphs)
    before = [m for m in mentions(text + "\n\n" + more) if int(str(m["start"])) < len(text)]
    assert before == mentions(text)


@settings(max_examples=200, deadline=None)
@given(ANY_TEXT)
def test_every_mention_is_a_piece_of_the_text_it_was_read_in(text: str) -> None:
    reading = read_text(SourceText(text)).as_json()
    for mention in reading["mentions"]:
        assert mention["text"] == reading["text"][mention["start"] : mention["end"]] != ""
    for passage in reading["passages"]:
        assert 0 <= passage["start"] < passage["end"] <= len(reading["text"])


@settings(max_examples=200, deadline=None)
@given(ANY_TEXT)
def test_every_flat_character_is_the_source_character_it_maps_to(text: str) -> None:
    flat = flatten(text)
    for at, char in enumerate(flat.text):
        if not char.isspace():
            assert text[flat.origin(at)] == char


def test_the_same_text_gives_the_same_reading_each_time() -> None:
    text = "Nghị quyết 12 và Đề án 06 đến năm 2030 đạt 100% số xã.\n" * 5
    assert read_text(SourceText(text)).as_json() == read_text(SourceText(text)).as_json()
