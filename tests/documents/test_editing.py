"""What a person may change of a proposal, and how several become one."""

import pytest

from dutdiem.documents.editing import edited, joined

TASK = {
    "title": "Lập đề án",
    "lead": "V01",
    "coordinating": [],
    "due": "2025-06-30",
    "due_text": "trước ngày 30/6/2025",
    "origin": "directive",
}


def test_what_is_not_named_stays():
    assert edited("task", TASK, {"title": "  Lập   kế hoạch "}) == TASK | {"title": "Lập kế hoạch"}


def test_coordinating_units_are_told_apart_by_semicolons():
    assert edited("task", TASK, {"coordinating": "Cục A; Cục B ;"})["coordinating"] == ["Cục A", "Cục B"]


def test_another_day_no_longer_stands_on_the_documents_words():
    made = edited("task", TASK, {"due": "2025-07-31"})
    assert (made["due"], made["due_text"]) == ("2025-07-31", "")
    assert edited("task", TASK, {"due": ""})["due"] is None
    assert edited("task", TASK, {"due": "2025-06-30"})["due_text"] == TASK["due_text"]


@pytest.mark.parametrize(
    ("written", "value"), [("95", "95"), ("12,5", "12.5"), ("1.234,5", "1234.5"), ("0.5", "0.5"), ("1 000", "1000")]
)
def test_a_number_is_read_as_an_office_writes_it(written, value):
    assert edited("target", {"measure": "Tỷ lệ"}, {"value": written})["value"] == value


@pytest.mark.parametrize(
    ("kind", "changes", "says"),
    [
        ("task", {"title": "  "}, "còn trống"),
        ("task", {"due": "31/06"}, "không phải ngày"),
        ("target", {"measure": ""}, "đo gì"),
        ("target", {"value": "nhiều"}, "không phải số"),
        ("target", {"value": "Infinity"}, "không phải số"),
        ("target", {"comparator": "~"}, "so sánh"),
        ("obstacle", {"title": ""}, "còn trống"),
    ],
)
def test_what_cannot_be_is_one_sentence(kind, changes, says):
    with pytest.raises(ValueError, match=says):
        edited(kind, {"title": "x", "measure": "y"}, changes)


def test_several_become_the_first_filled_up_from_the_others():
    others = {"title": "Nhắc lại", "lead": "V02", "coordinating": ["Cục B", "V01"], "deliverable": "Đề án", "due": "2026-01-01"}
    made = joined("task", [TASK, others], [(0, 9), (50, 60)])
    assert (made["title"], made["lead"], made["coordinating"], made["deliverable"]) == ("Lập đề án", "V01", ["Cục B"], "Đề án")
    assert (made["due"], made["also"]) == ("2025-06-30", [[50, 60]])
    again = joined("task", [made, {"title": "z"}], [(0, 9), (70, 80)])
    assert again["also"] == [[50, 60], [70, 80]]
