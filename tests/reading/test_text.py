"""The flat text, sentences, passages, remains of the web, notices."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dutdiem.reading.flat import flatten
from dutdiem.reading.model import SourceText
from dutdiem.reading.passages.find import find_passages
from dutdiem.reading.reader import read_text
from dutdiem.reading.sentences import sentences
from dutdiem.reading.triggers import STOP, triggers

STRUCTURE = tomllib.loads((Path(__file__).parent / "cases/structure.toml").read_text("utf-8"))["case"]


def pieces(text: str) -> list[str]:
    flat = flatten(text)
    return [flat.text[start:end] for start, end in sentences(flat, triggers(flat.low)[STOP])]


def test_a_full_line_does_not_break_a_sentence() -> None:
    assert pieces("Kế hoạch phát triển\nkinh tế số đến năm 2030 được ban\nhành.") == [
        "Kế hoạch phát triển kinh tế số đến năm 2030 được ban hành."
    ]


def test_items_of_a_list_stand_apart() -> None:
    assert pieces("Yêu cầu:\n- Rà soát;\n- Báo cáo;\n1. Sở Y tế\na) Chủ trì.") == [
        "Yêu cầu:",
        "- Rà soát;",
        "- Báo cáo;",
        "1. Sở Y tế",
        "a) Chủ trì.",
    ]


def test_emphasis_marks_are_not_part_of_the_text() -> None:
    assert flatten("phấn đấu đạt **20%\n**xã").text == "phấn đấu đạt 20% xã"


def test_a_number_in_a_mark_or_a_name_does_not_end_a_sentence() -> None:
    assert pieces("Tại TP. Hồ Chí Minh, có 1.088 vụ. Sau đó ổn định.") == ["Tại TP. Hồ Chí Minh, có 1.088 vụ.", "Sau đó ổn định."]


def test_a_mention_over_a_line_break_keeps_the_place_in_the_text_read() -> None:
    text = "Thực hiện **Nghị quyết\nsố 12-NQ/TW** ngày\n16/3/2022, đơn vị đã triển khai."
    (mention,) = [m for m in read_text(SourceText(text)).as_json()["mentions"] if m["kind"] == "reference"]
    assert mention["text"] == "Nghị quyết\nsố 12-NQ/TW** ngày\n16/3/2022"


def test_articles_clauses_and_points_are_addressable() -> None:
    text = "Điều 3. Trách nhiệm\n1. Sở Y tế:\na) Chủ trì;\nb) Báo cáo.\n2. Sở Nội vụ.\nĐiều 4. Hiệu lực"
    found = {passage.id: text[passage.start : passage.end] for passage in find_passages(flatten(text))}
    assert found["dieu_3.khoan_1.diem_b"] == "b) Báo cáo."
    assert found["dieu_3.khoan_2"] == "2. Sở Nội vụ."
    assert found["dieu_3"].endswith("2. Sở Nội vụ.")
    assert found["dieu_4"] == "Điều 4. Hiệu lực"


@pytest.mark.parametrize("case", [pytest.param(case, id=case["why"][:50]) for case in STRUCTURE])
def test_the_passages_of_a_case_are_found(case: dict[str, Any]) -> None:
    text = case["text"]
    found = read_text(SourceText(text)).passages
    assert [passage.id for passage in found] == [name for name, _ in case["passages"]]
    for passage, (_, beginning) in zip(found, case["passages"], strict=True):
        assert text[passage.start : passage.end].startswith(beginning)


def test_the_parts_of_a_plan_are_addressable() -> None:
    text = "I. MỤC TIÊU\n1. Mục tiêu chung\nII. NHIỆM VỤ\n1. Nhiệm vụ thứ nhất\na) Nội dung"
    assert [p.id for p in find_passages(flatten(text))] == ["muc_i", "muc_i.1", "muc_ii", "muc_ii.1", "muc_ii.1.diem_a"]


def test_what_hangs_below_a_web_page_is_not_read() -> None:
    text = "Đơn vị đã bắt giữ 12 đối tượng.\n\nTin cùng chuyên mục\n\nTháng này: 27.857 lượt, ngày 01/02/2023"
    kinds = [m["text"] for m in read_text(SourceText(text), date(2023, 5, 1)).as_json()["mentions"]]
    assert kinds == ["12 đối tượng"]


def test_a_caption_that_comes_back_is_read_once() -> None:
    caption = "Ý kiến của đại biểu gửi tới Hội nghị năm 2022 -0"
    text = f"{caption}\n\nĐoạn một.\n\n{caption}\n\nĐoạn hai."
    assert len(read_text(SourceText(text), date(2022, 12, 1)).mentions) == 1


def test_it_says_that_relative_times_are_not_resolved_without_a_date() -> None:
    reading = read_text(SourceText("Tháng 6, đơn vị họp.")).as_json()
    assert [warning["code"] for warning in reading["warnings"]] == ["anchor_unknown", "period_unresolved"]
    assert reading["source"]["anchor_date"] is None


def test_an_empty_text_has_an_empty_reading() -> None:
    reading = read_text(SourceText("")).as_json()
    assert reading["mentions"] == reading["passages"] == reading["tables"] == []
