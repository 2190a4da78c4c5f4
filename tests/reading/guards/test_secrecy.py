"""Every case of `secrecy.toml`."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dutdiem.reading.files.legacy import Encoding, from_unicode
from dutdiem.reading.files.parts import Part, Role
from dutdiem.reading.guards import bears_marking, check_secrecy
from dutdiem.reading.refusals import Refusal

CASES = tomllib.loads((Path(__file__).parent / "secrecy.toml").read_text("utf-8"))
HEAD = "TỔNG CỤC THỦY SẢN\nVĂN PHÒNG\n\nSố: 45/BC-VP\n{}\nHà Nội, ngày 12 tháng 5 năm 2024\n\nBÁO CÁO\nKết quả công tác quý I\n"
SENTENCE = "Các đơn vị tiếp tục triển khai các nhiệm vụ được giao, báo cáo kết quả trước ngày 15 hằng tháng.\n"


def part(case: dict[str, Any]) -> Part:
    text = case["text"]
    if "legacy" in case:
        text = from_unicode(text, Encoding(case["legacy"]))
    if case.get("head"):
        text = HEAD.format(text)
    if case.get("head") or "where" not in case:
        text = (SENTENCE * 60 + text + "\n" if case.get("deep") else text + "\n") + SENTENCE * 60
    return Part(Role(case.get("where", "body")), text)


def names(cases: list[dict[str, Any]]) -> list[str]:
    return [case["name"] for case in cases]


@pytest.mark.parametrize("case", CASES["marking"], ids=names(CASES["marking"]))
def test_it_sees_the_marking(case: dict[str, Any]) -> None:
    assert bears_marking(part(case))


@pytest.mark.parametrize("case", CASES["no_marking"], ids=names(CASES["no_marking"]))
def test_it_sees_no_marking_in(case: dict[str, Any]) -> None:
    assert not bears_marking(part(case))


def test_there_are_enough_cases() -> None:
    assert len(CASES["marking"]) >= 60
    assert len(CASES["no_marking"]) >= 40


def test_the_refusal_tells_nothing_of_the_document() -> None:
    with pytest.raises(Refusal) as refused:
        check_secrecy([Part(Role.BODY, "TỐI MẬT\nKẾ HOẠCH DIỄN TẬP SÔNG LAM\n")])
    assert refused.value.code == "secret"
    assert "SÔNG LAM" not in refused.value.says
    assert "tối" not in refused.value.says.lower()
