"""What a reading proposes, each with its sentence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutdiem.documents.rules import Sentences, propose, title_of, year_of
from dutdiem.reading.model import Header

TEXT = "Phần một. Công an tỉnh A còn khó khăn, vướng mắc về kinh phí. Đồng chí B yêu cầu Công an tỉnh A rà soát kế hoạch.\n\nHết."


def mention(kind: str, words: str, **facts: object) -> dict[str, object]:
    start = TEXT.index(words)
    return {"kind": kind, "start": start, "end": start + len(words), **facts}


def test_a_directive_becomes_a_task_for_whom_it_names() -> None:
    (draft,) = propose(TEXT, [mention("directive", "rà soát kế hoạch", assignee="Công an tỉnh A", requester="Đồng chí B")])
    assert (draft.kind, draft.facts["title"], draft.facts["lead"]) == ("task", "Rà soát kế hoạch", "Công an tỉnh A")
    start, end = draft.facts["sentence"]
    assert TEXT[start:end] == "Đồng chí B yêu cầu Công an tỉnh A rà soát kế hoạch."


def test_a_clause_that_is_only_a_deadline_belongs_to_the_order_before_it() -> None:
    text = "Giao Cục A rà soát kế hoạch; hoàn thành trước ngày 30/9/2022."
    first, second = "rà soát kế hoạch", "hoàn thành trước ngày 30/9/2022"
    orders = [{"kind": "directive", "start": text.index(w), "end": text.index(w) + len(w)} for w in (first, second)]
    (draft,) = propose(text, [orders[0], {**orders[1], "due": "2022-09-30"}])
    assert (draft.facts["title"], draft.facts["due"]) == ("Rà soát kế hoạch", "2022-09-30")


def test_a_target_between_an_order_and_its_deadline_does_not_part_them() -> None:
    text = "Giao Cục A lập bản đồ cho 60 xã; hoàn thành trước ngày 30/9/2022."
    spans = {words: (text.index(words), text.index(words) + len(words)) for words in ("lập bản đồ cho 60 xã", "60 xã")}
    order = {"kind": "directive", "start": spans["lập bản đồ cho 60 xã"][0], "end": spans["lập bản đồ cho 60 xã"][1]}
    target = {"kind": "quantity", "role": "target", "value": "60", "start": spans["60 xã"][0], "end": spans["60 xã"][1]}
    by = {"kind": "directive", "start": text.index("hoàn thành"), "end": len(text) - 1, "due": "2022-09-30"}
    drafts = propose(text, [order, target, by])
    assert [(draft.kind, draft.facts.get("due")) for draft in drafts] == [("task", "2022-09-30"), ("target", None)]


def test_an_obstacle_is_proposed_with_its_whole_sentence() -> None:
    (draft,) = propose(TEXT, [mention("obstacle", "khó khăn, vướng mắc", about="kinh phí")])
    assert TEXT[draft.start : draft.end] == "Công an tỉnh A còn khó khăn, vướng mắc về kinh phí."


def test_two_mentions_of_one_obstacle_in_a_sentence_are_one_proposal() -> None:
    assert len(propose(TEXT, [mention("obstacle", "khó khăn"), mention("obstacle", "vướng mắc")])) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Các đơn vị kịp thời tháo gỡ khó khăn ngay từ cơ sở.",
        "Trong quá trình thực hiện nếu có khó khăn đề nghị báo cáo về Bộ.",
        "III. KHÓ KHĂN, VƯỚNG MẮC",
    ],
)
def test_a_difficulty_to_be_removed_or_a_heading_is_no_obstacle(sentence: str) -> None:
    start = sentence.casefold().index("khó khăn")
    assert propose(sentence, [{"kind": "obstacle", "start": start, "end": start + 8}]) == []


def test_only_quantities_that_are_targets_are_proposed() -> None:
    found = [mention("quantity", "Hết", value="40", role=role, comparator=">", unit="%") for role in ("target", "result", "other")]
    assert [draft.kind for draft in propose(TEXT, found)] == ["target"]


def test_a_row_of_a_task_table_keeps_lead_coordinators_deliverable_and_deadline() -> None:
    row = mention(
        "task_row", "rà soát kế hoạch", task="Rà soát\nkế hoạch", lead="H01", coordinating=["V01", "X01"], due="2025-06-30"
    )
    (draft,) = propose(TEXT, [row])
    assert draft.facts["title"] == "Rà soát kế hoạch"
    assert (draft.facts["lead"], draft.facts["coordinating"], draft.facts["due"]) == ("H01", ["V01", "X01"], "2025-06-30")


def test_what_is_no_order_target_or_obstacle_is_not_proposed() -> None:
    assert propose(TEXT, [mention("reference", "kế hoạch"), mention("period", "Hết")]) == []


@given(st.text("ab. \nĐ;", max_size=60), st.data())
def test_a_sentence_holds_its_span_and_lies_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(start, len(text)))
    first, last = Sentences(text).around(start, end)
    assert 0 <= first <= len(text)
    assert last <= len(text)
    span = text[start:end].strip()
    if span:
        assert span in text[first:last]


REPORT = "Đề nghị Công an tỉnh cấp 05 máy tính. Giao Tổ một trực ban. Đề nghị Bộ Công an hướng dẫn."
WARD = Header(issuer="Công an phường Kim Tân")


def test_an_order_that_is_told_as_given_already_is_not_proposed() -> None:
    said = "khắc phục trước 30/5/2026"
    told = {"kind": "directive", "start": 0, "end": len(said), "assignee": "chủ đầu tư", "due": "2026-05-30"}
    assert [draft.kind for draft in propose(said, [told])] == ["task"]
    assert propose(said, [told | {"past": True}]) == []


def asked(words: str, assignee: str, **facts: object) -> dict[str, object]:
    start = REPORT.index(words)
    return {"kind": "directive", "start": start, "end": start + len(words), "assignee": assignee, **facts}


def test_what_is_asked_of_a_body_above_is_a_petition_and_no_task() -> None:
    drafts = propose(REPORT, [asked("cấp 05 máy tính", "Công an tỉnh"), asked("trực ban", "Tổ một")], WARD)
    assert [(d.kind, d.facts.get("addressee"), d.facts.get("lead")) for d in drafts] == [
        ("petition", "Công an tỉnh", None),
        ("task", None, "Tổ một"),
    ]


def test_how_much_a_petition_asks_for_is_no_target() -> None:
    start = REPORT.index("05 máy")
    wanted = {"kind": "quantity", "role": "target", "value": "5", "start": start, "end": start + len("05 máy tính")}
    assert [d.kind for d in propose(REPORT, [asked("cấp 05 máy tính", "Công an tỉnh"), wanted], WARD)] == ["petition"]


@pytest.mark.parametrize(
    ("issuer", "assignee", "petition"),
    [
        ("Sở Y tế", "UBND tỉnh", True),
        ("UBND tỉnh Bắc Ninh", "Bộ Y tế", True),
        ("UBND tỉnh Bắc Ninh", "HĐND tỉnh", True),
        ("UBND tỉnh Bắc Ninh", "Công an tỉnh", False),
        ("UBND tỉnh Bắc Ninh", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", False),
        ("Bộ Y tế", "Bộ Tài chính", False),
        ("Công an tỉnh Bắc Ninh", "Công an các phường", False),
    ],
)
def test_a_request_that_goes_up_is_a_petition_whatever_the_word(issuer: str, assignee: str, petition: bool) -> None:
    (draft,) = propose(REPORT, [asked("hướng dẫn", assignee)], Header(issuer=issuer))
    assert (draft.kind == "petition") is petition


def test_what_the_reader_takes_for_a_petition_stays_a_task_where_it_goes_down() -> None:
    (draft,) = propose(REPORT, [asked("hướng dẫn", "Công an các xã", petition=True)], Header(issuer="Công an tỉnh Bắc Ninh"))
    assert draft.kind == "task"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("rà soát\n danh mục", "Rà soát danh mục"),
        ("thực hiện **Tiểu dự án 1: **Truyền thông", "Thực hiện Tiểu dự án 1: Truyền thông"),
        ("sửa đổi** 485** văn bản (*mục III *)", "Sửa đổi 485 văn bản (mục III)"),
        ("khắc phục bất cập trong tháng 11, cụ thể như sau:", "Khắc phục bất cập trong tháng 11"),
        ("thực hiện các nội dung cụ thể sau đây:", "Thực hiện các nội dung"),
        ("thực hiện các việc cụ thể:", "Thực hiện các việc"),
        ("cụ thể hóa nội dung và có mục tiêu cụ thể.", "Cụ thể hóa nội dung và có mục tiêu cụ thể"),
        ("mua sắm thiết bị, gồm:", "Mua sắm thiết bị"),
        ("xây dựng Đề án (giai đoạn 2).", "Xây dựng Đề án (giai đoạn 2)"),
    ],
)
def test_a_title_is_a_line_that_an_office_would_write(words: str, title: str) -> None:
    assert title_of(words) == title


@pytest.mark.parametrize("words", ["Thường xuyên", "tập trung vào"])
def test_words_that_say_nothing_to_do_are_no_task(words: str) -> None:
    order = {"kind": "directive", "start": 0, "end": len(words)}
    assert propose(words + " các việc sau.", [order]) == []


def test_a_range_is_one_target_whose_lower_end_must_be_reached() -> None:
    text = "Tỷ lệ hồ sơ trực tuyến đạt từ 40 đến 50%."
    target = {
        "kind": "quantity",
        "role": "target",
        "measure": "Tỷ lệ hồ sơ trực tuyến đạt từ",
        "comparator": "=",
        "unit": "%",
        "range": 1,
    }
    low, high = (
        {**target, "value": n, "start": text.index(w), "end": text.index(w) + len(w)} for n, w in (("40", "40"), ("50", "50%"))
    )
    (draft,) = propose(text, [low, high])
    assert text[draft.start : draft.end] == "40 đến 50%"
    assert (draft.facts["measure"], draft.facts["comparator"], draft.facts["value"]) == (
        "Tỷ lệ hồ sơ trực tuyến đạt (từ 40 đến 50%)",
        ">=",
        "40",
    )


def test_a_bare_verb_is_given_the_object_that_leads_in_to_it() -> None:
    (draft,) = propose(TEXT, [mention("directive", "rà soát", object="các dự án đầu tư công")])
    assert draft.facts["title"] == "Rà soát các dự án đầu tư công"


def test_a_bare_verb_without_an_object_is_no_task() -> None:
    assert propose(TEXT, [mention("directive", "rà soát", object="")]) == []


def test_a_line_below_a_heading_of_difficulties_is_proposed_as_it_is() -> None:
    text = "II. KHÓ KHĂN\n1. Biên chế còn thiếu.\n"
    (draft,) = propose(text, [{"kind": "obstacle", "start": 16, "end": 34, "about": None, "headed": True}])
    assert (draft.kind, draft.facts["title"]) == ("obstacle", "Biên chế còn thiếu")


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Công tác phòng cháy, chữa cháy năm 2026", 2026),
        ("KẾ HOẠCH CÔNG TÁC NĂM 2025", 2025),
        ("Thực hiện Nghị quyết ngày 16 tháng 3 năm 2022 trong năm 2026", 2026),
        ("Thực hiện Nghị quyết ngày 16 tháng 3 năm 2025", None),
        ("Kết quả năm 2025, nhiệm vụ năm 2026", None),
        ("Chiến lược đến năm 2026", None),
        ("Chương trình giai đoạn 2025 - 2030", None),
        ("Tổng kết năm 2022", None),
    ],
)
def test_a_plan_of_one_year_is_told_by_its_title(title: str, year: int | None) -> None:
    assert year_of(title, date(2025, 12, 1)) == year
    assert year_of(title, None) is None
