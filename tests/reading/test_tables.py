"""Task tables: from the file's own tables, from Markdown, and from the web's cells on lines of their own."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dutdiem.reading.model import SourceTable, SourceText
from dutdiem.reading.reader import read_text
from dutdiem.reading.tables.bodies import bodies
from dutdiem.reading.tables.dues import due_of, recurrence_of
from dutdiem.reading.tables.find import find_tables
from dutdiem.reading.tables.roles import may_name_tasks, names_columns

CASES = tomllib.loads((Path(__file__).parent / "cases/tables.toml").read_text("utf-8"))["case"]
HEADING = ("TT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Kết quả", "Thời gian hoàn thành")
ROWS = (
    HEADING,
    ("I.", "Nâng cao nhận thức", "", "", "", ""),
    ("1.", "Xây dựng chương trình", "Bộ Khoa học và Công nghệ", "Các bộ, ngành; VTV, VOV", "Quyết định", "6/2025"),
    ("2.", "Tuyên truyền sâu rộng", "nt", "Như trên", "", "Thường xuyên"),
)
ROLES = {"task": 1, "lead": 2, "coordinating": 3, "deliverable": 4, "due": 5}


def given(*tables: tuple[tuple[str, ...], ...], between: str = "\n") -> SourceText:
    text, found = "", []
    for rows in tables:
        start = len(text)
        text += "\n".join("\t".join(row) for row in rows)
        found.append(SourceTable(start, len(text), rows))
        text += between
    return SourceText(text, tables=tuple(found))


@pytest.mark.parametrize("case", [pytest.param(case, id=case["why"][:50]) for case in CASES])
def test_the_tasks_of_a_table_are_read(case: dict[str, Any]) -> None:
    source = SourceText(case["text"])
    tables, tasks = find_tables(source, case.get("anchor"))
    assert tables
    assert [task.task for task in tasks] == [row["task"] for row in case["rows"]]
    for task, row in zip(tasks, case["rows"], strict=True):
        said = {name: list(value) if isinstance(value := getattr(task, name), tuple) else value for name in row}
        assert said == {name: None if value == "?" else value for name, value in row.items()}
        assert " ".join(source.text[task.start : task.end].split()) == task.task


def test_columns_are_known_by_their_headings() -> None:
    tables, _ = find_tables(given(ROWS), None)
    assert dict(tables[0].columns) == ROLES


def test_rows_become_tasks_with_their_group() -> None:
    source = given(ROWS)
    _, tasks = find_tables(source, None)
    first, second = tasks
    assert (first.task, first.lead, first.due, first.group) == (
        "Xây dựng chương trình",
        "Bộ Khoa học và Công nghệ",
        date(2025, 6, 30),
        "Nâng cao nhận thức",
    )
    assert first.coordinating == ("Các bộ, ngành", "VTV", "VOV")
    assert source.text[first.start : first.end] == first.task
    assert (second.lead, second.coordinating) == (first.lead, first.coordinating)
    assert (second.due, second.due_text) == (None, "Thường xuyên")


def test_a_table_goes_on_over_the_page_with_its_heading_repeated() -> None:
    more = (HEADING, ("", "và phổ biến rộng rãi", "", "", "", ""), ("3.", "Tổng kết", "Bộ Nội vụ", "", "", "2025 - 2026"))
    tables, tasks = find_tables(given(ROWS, more), None)
    assert len(tables) == 1
    assert [task.task for task in tasks] == ["Xây dựng chương trình", "Tuyên truyền sâu rộng và phổ biến rộng rãi", "Tổng kết"]
    assert tasks[-1].due == date(2026, 12, 31)


def test_a_markdown_table_gives_task_rows() -> None:
    text = "| STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn |\n|---|---|---|---|\n| 1 | Rà soát hồ sơ | Sở Y tế | Quý IV/2025 |\n"
    rows = [m for m in read_text(SourceText(text)).as_json()["mentions"] if m["kind"] == "task_row"]
    assert [(m["text"], m["lead"], m["due"], m["due_text"]) for m in rows] == [
        ("Rà soát hồ sơ", "Sở Y tế", "2025-12-31", "Quý IV/2025")
    ]


def test_cells_on_lines_of_their_own_give_task_rows() -> None:
    cells = [
        "**TT**",
        "**Nhiệm vụ**",
        "**Chủ trì**",
        None,
        "**I. Kinh\ntế số**",
        None,
        "1",
        "Phát triển hạ\ntầng số",
        "Sở Tài chính",
        None,
    ]
    text = "|\n" + "".join("|\n" if cell is None else f"{cell}\n|\n" for cell in cells)
    _, tasks = find_tables(SourceText(text), None)
    assert [(task.task, task.lead, task.group) for task in tasks] == [("Phát triển hạ tầng số", "Sở Tài chính", "I. Kinh tế số")]


SHEET = "STT\tNội dung công việc\tĐơn vị chủ trì\tThời hạn\n"


@pytest.mark.parametrize(
    ("rows", "tasks"),
    [
        ("I\tCÔNG TÁC THAM MƯU\n1\tBáo cáo\tSở Y tế\t3/2026\n", [("Báo cáo", "Sở Y tế", "3/2026", "CÔNG TÁC THAM MƯU")]),
        (
            "1\tBáo cáo\tSở Y tế\t3/2026\nII. KIỂM TRA\n2\tTập huấn\tSở Nội vụ\t4/2026\n",
            [("Báo cáo", "Sở Y tế", "3/2026", None), ("Tập huấn", "Sở Nội vụ", "4/2026", "II. KIỂM TRA")],
        ),
        (
            "1\tRà soát hồ sơ\nđã lập\tSở Y tế\t3/2026\n2\tTập huấn\tSở Nội vụ\tQuý II\n(đợt 1)\n3\tTổng kết\tSở Y tế\t5/2026\n",
            [
                ("Rà soát hồ sơ đã lập", "Sở Y tế", "3/2026", None),
                ("Tập huấn", "Sở Nội vụ", "Quý II (đợt 1)", None),
                ("Tổng kết", "Sở Y tế", "5/2026", None),
            ],
        ),
        ("1\tBáo cáo\t15/3/2026\t\n", [("Báo cáo", None, "15/3/2026", None)]),
        ("1\tBáo cáo\tQuý II/2026\t\n", [("Báo cáo", None, "Quý II/2026", None)]),
    ],
)
def test_rows_copied_from_a_sheet_keep_their_groups_and_broken_cells(rows: str, tasks: list[tuple[str | None, ...]]) -> None:
    _, found = find_tables(SourceText(f"{SHEET}{rows}\nCác đơn vị nghiêm túc thực hiện.\n"), None)
    assert [(task.task, task.lead, task.due_text, task.group) for task in found] == tasks


PLAN = "| STT | Nhiệm vụ | Chủ trì | Thời hạn |\n|---|---|---|---|\n"


@pytest.mark.parametrize("due", ["17h00, 15/3/2026", "17 giờ 00 ngày 15/3/2026", "17h00"])
def test_an_hour_among_the_days_of_a_plan_makes_it_no_programme(due: str) -> None:
    text = f"{PLAN}| 1 | Nộp báo cáo | Sở Y tế | {due} |\n| 2 | Rà soát hồ sơ | Sở Nội vụ | 20/3/2026 |\n"
    _, tasks = find_tables(SourceText(text), None)
    assert [(task.task, task.due_text) for task in tasks] == [("Nộp báo cáo", due), ("Rà soát hồ sơ", "20/3/2026")]


def test_the_programme_of_a_meeting_holds_no_tasks() -> None:
    text = f"{PLAN}| 1 | Đón tiếp đại biểu | Văn phòng | 7h30 - 8h00 |\n| 2 | Khai mạc hội nghị | Ban Tổ chức | 8h00 - 8h15 |\n"
    assert find_tables(SourceText(text), None)[1] == []


def test_a_table_without_tasks_has_no_task_rows() -> None:
    rows = (("TT", "Tên đơn vị", "Mức học phí"), ("1", "Trường A", "100.000"))
    tables, tasks = find_tables(given(rows), None)
    assert tables[0].rows == rows
    assert tasks == []


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("6/2025", date(2025, 6, 30)),
        ("Tháng 10/2025", date(2025, 10, 31)),
        ("2025", date(2025, 12, 31)),
        ("2025 - 2026", date(2026, 12, 31)),
        ("Quý IV/2025- Quý II/2026", date(2026, 6, 30)),
        ("Trước 30/6/2025", date(2025, 6, 30)),
        ("Thường xuyên", None),
        ("Hằng năm", None),
    ],
)
def test_a_cell_says_by_when(said: str, due: date | None) -> None:
    assert due_of(said, None) == due


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("29/6 - 10/7", date(2026, 7, 10)),
        ("Từ ngày 29/6 đến ngày 10/7", date(2026, 7, 10)),
        ("05-07/4/2026", date(2026, 4, 7)),
        ("15/6 và 15/12", date(2026, 12, 15)),
        ("Tháng 4, 9", date(2026, 9, 30)),
        ("Tháng 3, 6 và 9/2026", date(2026, 9, 30)),
        ("Tuần 1 tháng 3", date(2026, 3, 8)),
        ("Tuần 2 tháng 3", date(2026, 3, 15)),
        ("Tuần 1 tháng 5/2026", date(2026, 5, 10)),
        ("Tuần 4 tháng 2/2026", date(2026, 3, 1)),
        ("Tuần 5 tháng 2/2026", None),
    ],
)
def test_of_several_times_in_a_cell_the_last_is_due(said: str, due: date | None) -> None:
    assert due_of(said, date(2026, 1, 10)) == due


def test_short_headings_name_their_columns() -> None:
    text = "| STT | Nhiệm vụ | Phòng thực hiện | Hạn |\n|---|---|---|---|\n| 1 | Nộp báo cáo | PV01 | 15/3/2026 |\n"
    (task,) = find_tables(SourceText(text), None)[1]
    assert (task.lead, task.due) == ("PV01", date(2026, 3, 15))


@pytest.mark.parametrize(
    ("cell", "lead"),
    [
        ("- Phòng PV01\n- Phòng PX03", "Phòng PV01; Phòng PX03"),
        ("Sở Y tế;\nSở Nội vụ", "Sở Y tế; Sở Nội vụ"),
        ("Sở Giáo dục\nvà Đào tạo", "Sở Giáo dục và Đào tạo"),
        ("Phòng Văn hóa - Xã hội", "Phòng Văn hóa - Xã hội"),
    ],
)
def test_the_leads_of_a_cell_stand_in_one_line(cell: str, lead: str) -> None:
    source = given((("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"), ("1", "Nộp báo cáo", cell, "3/2026")))
    assert [task.lead for task in find_tables(source, None)[1]] == [lead]


def test_bodies_are_told_apart_at_the_names_of_further_bodies() -> None:
    assert bodies("Bộ Văn hóa, Thể thao và Du lịch, Bộ Y tế; các địa phương") == (
        "Bộ Văn hóa, Thể thao và Du lịch",
        "Bộ Y tế",
        "các địa phương",
    )


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("PA05, Báo Hải Phòng", ("PA05", "Báo Hải Phòng")),
        ("PV01/PX03", ("PV01", "PX03")),
        ("Sở Tài chính/Sở Nội vụ", ("Sở Tài chính", "Sở Nội vụ")),
        ("PV01 – PX03", ("PV01", "PX03")),
        ("Công an xã, Trạm Y tế\nĐội 1, Đội 2", ("Công an xã", "Trạm Y tế", "Đội 1", "Đội 2")),
        ("Công an tỉnh, Báo và Phát thanh, Truyền hình tỉnh", ("Công an tỉnh", "Báo và Phát thanh, Truyền hình tỉnh")),
        ("Ban Tuyên giáo và Dân vận Tỉnh ủy, Tỉnh đoàn", ("Ban Tuyên giáo và Dân vận Tỉnh ủy", "Tỉnh đoàn")),
        ("Sở Nông nghiệp và Môi trường và Sở Công Thương", ("Sở Nông nghiệp và Môi trường", "Sở Công Thương")),
        ("Phòng Văn hóa - Xã hội", ("Phòng Văn hóa - Xã hội",)),
        ("các tổ chức chính trị - xã hội", ("các tổ chức chính trị - xã hội",)),
        ("- Sở Y tế - Sở Nội vụ", ("Sở Y tế", "Sở Nội vụ")),
    ],
)
def test_a_cell_is_parted_between_bodies_and_never_within_a_name(cell: str, found: tuple[str, ...]) -> None:
    assert bodies(cell) == found


def test_no_number_is_read_over_the_border_of_cells_copied_from_a_sheet() -> None:
    text = f"{SHEET}5\tBáo cáo kết quả\tSở Y tế\t3/2026\n6\tTập huấn 60 cán bộ\tSở Nội vụ\t4/2026\n"
    found = [m.text for m in read_text(SourceText(text), date(2026, 1, 5)).mentions if m.kind == "quantity"]
    assert found == ["60 cán bộ"]


@pytest.mark.parametrize("said", ["31/4/2026", "Trước 15/13/2026", "Tuần 5 tháng 2/2026"])
def test_a_time_of_a_row_that_gives_no_day_is_told_with_its_place(said: str) -> None:
    text = f"{PLAN}| 1 | Nộp báo cáo | Sở Y tế | {said} |\n| 2 | Trực ban | Sở Nội vụ | Thường xuyên |\n"
    reading = read_text(SourceText(text), date(2026, 1, 5))
    (notice,) = reading.notices
    assert notice.code == "period_unresolved"
    assert notice.at is not None
    assert text.index(said) <= notice.at < text.index(said) + len(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Sở Y tế báo cáo trước ngày 31/4/2026.", ["31/4/2026"]),
        ("Sở Y tế báo cáo trước 30/02/2026 và 15/13/2026.", ["30/02/2026", "15/13/2026"]),
        ("Họp ngày 31/6, báo cáo ngày 31 tháng 9 năm 2026.", ["31/6", "31 tháng 9 năm 2026"]),
        ("Báo cáo ngày 29/02, ngày 29/02/2028, tỷ lệ 31/4, Nghị quyết số 15/13/2026/NQ-HĐND.", []),
    ],
)
def test_a_day_that_no_calendar_has_is_told_with_its_place(text: str, said: list[str]) -> None:
    found = [n for n in read_text(SourceText(text), date(2026, 1, 5)).notices if n.code == "period_unresolved"]
    assert [notice.at for notice in found] == [text.index(part) for part in said]


def test_a_target_in_a_tables_task_is_due_when_its_row_is() -> None:
    text = (
        "| STT | Nhiệm vụ | Chủ trì | Thời gian |\n|---|---|---|---|\n"
        "| 1 | Mở đợt cao điểm | PC02 | Hết tháng 01/2026 |\n"
        "| 2 | Tập huấn 60 cán bộ | PC02 | Hết tháng 02/2026 |\n"
        "| 3 | Kiểm tra 20 cơ sở trước ngày 15/3/2026 | PC07 | Quý II/2026 |\n"
        "| 4 | Tuyên truyền 12 buổi | PC03 | |\n"
    )
    found = read_text(SourceText(text), date(2025, 11, 20)).as_json()["mentions"]
    due = {mention["value"]: mention["due"] for mention in found if mention["kind"] == "quantity"}
    assert due == {"60": "2026-02-28", "20": "2026-03-15", "12": None}


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("Hằng tuần", "FREQ=WEEKLY"),
        ("Hàng quý", "FREQ=MONTHLY;INTERVAL=3"),
        ("Hằng năm", "FREQ=YEARLY"),
        ("Định kỳ 06 tháng, 01 năm", "FREQ=MONTHLY;INTERVAL=6"),
        ("Trước ngày 20 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=20"),
        ("Thường xuyên", ""),
        ("Quý II/2025", ""),
    ],
)
def test_a_cell_says_how_often(said: str, rule: str) -> None:
    assert recurrence_of(said) == rule


def test_a_row_that_comes_back_has_its_rule_and_no_day() -> None:
    text = "| TT | Nhiệm vụ | Chủ trì | Thời gian |\n|---|---|---|---|\n| 1 | Giao ban tiến độ | Sở Y tế | Hằng tuần |\n"
    (row,) = (m for m in read_text(SourceText(text)).mentions if m.kind == "task_row")
    assert (row.facts["recurrence"], row.facts["due"], row.facts["due_text"]) == ("FREQ=WEEKLY", None, "Hằng tuần")


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("TT\nNội dung\nĐơn vị chủ trì", True),
        ("Nhiệm Đơn vị Thời\nvụ chủ trì gian", True),
        ("NHIỆM VỤ", True),
        ("Đơn vị chủ trì phối hợp báo cáo kết quả đúng thời hạn", False),
        ("", False),
    ],
)
def test_a_page_that_names_no_task_has_no_heading_of_a_table_of_tasks(text: str, may: bool) -> None:
    assert may_name_tasks(text) is may


def test_words_of_columns_are_told_in_any_text_even_a_damaged_one() -> None:
    assert names_columns("TT Nhiệm vụ Chủ trì Thời gian \ud800")
    assert not names_columns("Nhiệm vụ được giao " + "x" * 300 + " chủ trì" + "x" * 300 + " thời gian")
