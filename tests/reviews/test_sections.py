"""A review in words: what it says, and that every figure in it has a numbered source."""

import re
from dataclasses import replace
from datetime import datetime

from dutdiem.reviews.sections.composed import compose
from dutdiem.writing.content import Cited, Heading, Origin, Paragraph, Picture, Table, all_blocks, inlines, plain, tables
from dutdiem.writing.word import write_docx


def text_of(document):
    parts = [plain(block.text) for block in all_blocks(document) if isinstance(block, Paragraph)]
    parts += [block.text for block in all_blocks(document) if isinstance(block, Heading)]
    parts += [plain(cell) for table in tables(document) for row in table.rows for cell in row.cells]
    return "\n".join(parts)


def cited(document):
    for block in all_blocks(document):
        if isinstance(block, Paragraph):
            yield from (piece for piece in inlines(block.text) if isinstance(piece, Cited))
        elif isinstance(block, Table):
            yield from (p for row in block.rows for cell in row.cells for p in inlines(cell) if isinstance(p, Cited))


def test_it_has_the_five_sections_of_a_national_review(facts):
    document, _ = compose(facts)
    sections = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    assert [section.split(".")[0] for section in sections] == ["I", "II", "III", "IV", "V"]


def test_it_is_a_draft_whose_number_the_registry_gives(facts):
    document, _ = compose(facts)
    assert document.stamp == "DỰ THẢO"
    assert document.letterhead.number.strip() == "/BC-BCA"
    assert document.title == "Kết quả năm 2025 thực hiện Nghị quyết số 12-NQ/TW ngày 16/3/2022 của Bộ Chính trị"


def test_every_cited_figure_has_a_line_in_the_annex_and_every_line_is_cited(facts):
    document, lines = compose(facts)
    numbers = {piece.source for piece in cited(document)}
    origins = {
        p.source
        for table in tables(document)
        for row in table.rows
        for cell in row.cells
        for p in inlines(cell)
        if isinstance(p, Origin)
    }
    assert numbers == origins == {line.number for line in lines} == set(range(1, len(lines) + 1))


def test_every_number_in_a_number_column_is_cited(facts):
    document, _ = compose(facts)
    bare = [
        (table.caption, plain(cell))
        for block in document.blocks
        if isinstance(table := block, Table)
        for row in table.rows
        if row.kind != "group"
        for cell, column in zip(row.cells, table.columns, strict=True)
        if column.align == "right" and re.search(r"\d", plain(cell)) and not isinstance(cell, Cited)
    ]
    assert not bare


def test_a_figure_that_is_printed_again_keeps_its_number(facts):
    document, lines = compose(facts)
    (line,) = [one for one in lines if one.measure == "model_ward_share" and one.unit == "BCA" and one.period == "2025"]
    assert sum(piece.source == line.number for piece in cited(document)) >= 3


def test_a_reached_and_a_missed_target_are_judged(facts):
    text = text_of(compose(facts)[0])
    assert "Đạt: Tỷ lệ phường điển hình, kiểu mẫu đạt 41,25% (được giao trên 40%), tăng so với năm 2024 (33,80%)." in text
    assert "còn cách mục tiêu 1,90 điểm %" in text
    assert "Trong 2 chỉ tiêu được giao cho năm 2025: 1 chỉ tiêu đạt; 1 chỉ tiêu chưa đạt" in text


def test_a_missing_value_is_a_dash_and_is_not_ranked(facts):
    document, _ = compose(facts)
    (table,) = [table for table in tables(document) if (table.caption or "").find("Xếp hạng") > 0]
    rows = [[plain(cell) for cell in row.cells[:3]] for row in table.rows]
    assert rows == [
        ["1", "Công an thành phố Hà Nội", "52,10"],
        ["1", "Công an tỉnh Cà Mau", "52,10"],
        ["3", "Công an tỉnh Điện Biên", "38,00"],
        ["-", "Công an thành phố Huế", "-"],
    ]


def test_the_two_by_two_adds_up(facts):
    document, _ = compose(facts)
    (table,) = [table for table in tables(document) if "Tình hình thực hiện nhiệm vụ" in (table.caption or "")]
    done, still, stopped, total = [[plain(cell) for cell in row.cells[1:5]] for row in table.rows]
    assert done == ["40", "5", "3", "48"]
    assert still == ["20", "10", "2", "32"]
    assert stopped[-1] == "1"
    assert total == ["60", "15", "5", "81"]


def test_both_official_rates_are_named_with_what_they_are_shares_of(facts):
    text = text_of(compose(facts)[0])
    assert "tính trên số nhiệm vụ đã hoàn thành và quá hạn là 82,76%" in text
    assert "tính trên tổng số nhiệm vụ (không kể tạm dừng, đã hủy) là 60,00%" in text


def test_a_task_of_many_units_says_how_many_are_not_done(facts):
    assert "còn 12/46 đơn vị" in text_of(compose(facts)[0])


def test_open_questions_are_listed_and_answered_ones_counted(facts):
    text = text_of(compose(facts)[0])
    assert "Đã trả lời, giải quyết 1 khó khăn, vướng mắc; còn 1 chưa được trả lời, giải quyết, lâu nhất đã 915 ngày." in text
    assert "Đề nghị bổ sung kinh phí" in text


def test_the_outlook_names_the_goal_that_lies_ahead(facts):
    assert "Chuẩn bị lộ trình đến năm 2029: tỷ lệ phường điển hình, kiểu mẫu đạt 100%." in text_of(compose(facts)[0])


def test_there_are_two_charts_and_each_is_said_in_words(facts):
    pictures = [block for block in compose(facts)[0].blocks if isinstance(block, Picture)]
    assert [one.caption.split(".")[0] for one in pictures] == ["Biểu đồ 1", "Biểu đồ 2"]
    assert "Huế: không có số liệu" in pictures[1].says


def test_tables_are_numbered_in_order(facts):
    captions = [table.caption for table in tables(compose(facts)[0]) if table.caption]
    assert [int(caption.split()[1].rstrip(".")) for caption in captions] == list(range(1, len(captions) + 1))


def test_the_same_facts_give_the_same_document(facts):
    at = datetime(2025, 12, 31)
    assert write_docx(compose(facts)[0], at) == write_docx(compose(facts)[0], at)


def test_an_empty_home_still_gives_a_review_that_says_what_is_missing(facts):
    bare = replace(
        facts, subject="", papers=(), reporting=(), results=(), trend=None, ranking=None, leads=(), overdue=(), coming=(),
        obstacles=(), petitions=(), later_goals=(), mart_version=None,
    )  # fmt: skip
    text = text_of(compose(bare)[0])
    assert "Chưa có văn bản chỉ đạo nào" in text
    assert "Không có chỉ tiêu nào được giao cho Bộ Công an" in text
    assert "Không có nhiệm vụ nào quá hạn." in text


def test_a_level_of_many_units_shows_its_first_and_last(facts):
    many = tuple(
        tuple(replace(one, unit=f"X{at}", unit_name=f"Công an xã {at:03}") for one in facts.ranking.lines[0]) for at in range(95)
    )
    document, _ = compose(replace(facts, ranking=replace(facts.ranking, lines=many, level_name="xã")))
    (table,) = [table for table in tables(document) if "Xếp hạng" in (table.caption or "")]
    assert len(table.rows) == 20
    assert "75 đơn vị khác" in text_of(document)
