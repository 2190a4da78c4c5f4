"""The head of a clause: form, subject and where the action begins."""

import pytest

from dutdiem.reading.flat import flatten
from dutdiem.reading.statements.clauses import clause


@pytest.mark.parametrize(
    ("text", "form", "subject", "action"),
    [
        ("rà soát quy chế", "verb", None, "rà soát quy chế"),
        ("cần rà soát quy chế", "modal", None, "rà soát quy chế"),
        ("Các địa phương rà soát quy chế", "verb", "Các địa phương", "rà soát quy chế"),
        ("Trong quý III, các đơn vị phải rà soát quy chế", "modal", "các đơn vị", "rà soát quy chế"),
        ("Để nâng cao chất lượng, bảo đảm an toàn, Sở Y tế chủ trì rà soát", "verb", "Sở Y tế", "chủ trì rà soát"),
        ("Bộ Xây dựng chỉ đạo các cơ quan rà soát", "verb", "Bộ Xây dựng", "chỉ đạo các cơ quan rà soát"),
        ("Các cơ quan quản lý nhà nước có trách nhiệm rà soát", "duty", "Các cơ quan quản lý nhà nước", "rà soát"),
        ("Ban chỉ đạo các cấp tập trung rà soát", "verb", "Ban chỉ đạo các cấp", "tập trung rà soát"),
        ("Chính phủ, căn cứ Nghị quyết này, tổ chức rà soát", "verb", "Chính phủ", "tổ chức rà soát"),
        ("Phòng Hậu cần được giao rà soát quy chế", "given", "Phòng Hậu cần", "rà soát quy chế"),
        ("giao Sở Y tế rà soát quy chế", "ask", "Sở Y tế", "rà soát quy chế"),
        ("chậm nhất ngày 31/3/2024 báo cáo Bộ", "verb", None, "báo cáo Bộ"),
    ],
)
def test_it_finds_whose_action_begins_where(text: str, form: str, subject: str | None, action: str) -> None:
    flat = flatten(text)
    head = clause(flat, 0, len(text))
    assert head is not None
    assert (head.form, text[slice(*head.subject)] if head.subject else None, text[head.action :]) == (form, subject, action)


def test_what_was_done_is_told() -> None:
    text = "Công an tỉnh đã rà soát quy chế"
    head = clause(flatten(text), 0, len(text))
    assert head is not None and head.form == "told"


@pytest.mark.parametrize("text", ["Sở Y tế", "Quyết định số 12/QĐ-UBND", "Đơn vị chủ trì: Sở Y tế", "Kinh phí từ ngân sách"])
def test_what_has_no_verb_of_its_own_has_no_head(text: str) -> None:
    assert clause(flatten(text), 0, len(text)) is None
