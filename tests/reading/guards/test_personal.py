"""Every case of `personal.toml`, and what the refusal shows."""

import pickle
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dutdiem.reading.files.parts import Part, Role
from dutdiem.reading.guards import PersonalNumbers, check_personal_numbers
from dutdiem.reading.guards.numbers import personal_numbers
from dutdiem.reading.guards.personal import masked
from dutdiem.reading.model import Page

CASES = tomllib.loads((Path(__file__).parent / "personal.toml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES["personal"], ids=[case["text"][:40] for case in CASES["personal"]])
def test_it_finds_the_number(case: dict[str, Any]) -> None:
    assert [number.kind for number in personal_numbers(case["text"])] == [case["kind"]]


@pytest.mark.parametrize("case", CASES["ordinary"], ids=[case["name"] for case in CASES["ordinary"]])
def test_it_passes_over(case: dict[str, Any]) -> None:
    assert personal_numbers(case["text"]) == []


def test_a_number_is_masked_but_for_its_end() -> None:
    assert masked("0912.345.678") == "****.***.*78"


def test_the_refusal_lists_page_and_line_of_each_number() -> None:
    text = "Trang một\nĐT 0912345678\nTrang hai\nCCCD 079085012345\n"
    pages = [Page(0, 24), Page(24, len(text))]
    with pytest.raises(PersonalNumbers) as refused:
        check_personal_numbers(text, pages, [], "danh-sach.docx")
    assert [(place.page, place.line) for place in refused.value.places] == [(1, 2), (2, 4)]
    assert "danh-sach.docx" in refused.value.says
    assert "0912345678" not in refused.value.says
    assert "079085012345" not in refused.value.says


def test_numbers_in_boxes_are_found_too() -> None:
    with pytest.raises(PersonalNumbers) as refused:
        check_personal_numbers("Không có gì.", [], [Part(Role.BOX, "Gọi 0987654321")], "a.docx")
    assert refused.value.places[0].line is None


def test_an_office_document_passes() -> None:
    check_personal_numbers("Điện thoại: 024.38234567", [], [], "a.docx")


def test_the_refusal_survives_pickling() -> None:
    with pytest.raises(PersonalNumbers) as refused:
        check_personal_numbers("ĐT 0912345678", [], [], "a.txt")
    again = pickle.loads(pickle.dumps(refused.value))
    assert again.places == refused.value.places
    assert again.says == refused.value.says
