"""The cases that anyone can add to: tests/reading/cases/*.toml."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dutdiem.reading.model import SourceText
from dutdiem.reading.reader import read_text

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    found = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]
    return [pytest.param(case, id=case["text"][:50]) for case in found]


def mentions(case: dict[str, Any], *kinds: str) -> list[dict[str, Any]]:
    text = case["text"]
    if issuer := case.get("issuer"):
        symbol = f"01/{case.get('kind_of_document', 'KH')}-X"
        dateline = f"{case['place']}, ngày 05 tháng 5 năm 2025\n\n" if "place" in case else ""
        text = f"{issuer.upper()}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: {symbol}\n\n{dateline}{text}"
    reading = read_text(SourceText(text), case.get("anchor")).as_json()
    return [mention for mention in reading["mentions"] if mention["kind"] in kinds]


def iso(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value


@pytest.mark.parametrize("case", cases("periods") + cases("periods_written") + cases("periods_forms"))
def test_times_of_a_sentence_are_read(case: dict[str, Any]) -> None:
    found = [
        {key: m[key] for key in ("text", "from", "to", "role", "recurrence") if m.get(key) is not None}
        for m in mentions(case, "period")
    ]
    assert found == [{key: iso(value) for key, value in label.items()} for label in case["periods"]]


@pytest.mark.parametrize("case", cases("references") + cases("references_written"))
def test_references_of_a_text_are_read_and_told_apart(case: dict[str, Any]) -> None:
    found = mentions(case, "reference")
    assert [m["text"] for m in found] == [label["text"] for label in case["references"]]
    names: dict[str, str] = {}
    for mention, label in zip(found, case["references"], strict=True):
        facts = {key: mention[key] for key in label if key not in ("entity", "text")}
        assert facts == {key: iso(value) for key, value in label.items() if key not in ("entity", "text")}
        if label.get("entity") == "?":
            assert mention["entity"] is None
        elif "entity" in label:
            assert names.setdefault(label["entity"], mention["entity"]) == mention["entity"] is not None
    assert len(set(names.values())) == len(names)


@pytest.mark.parametrize("case", cases("quantities") + cases("quantities_written"))
def test_quantities_of_a_sentence_are_read(case: dict[str, Any]) -> None:
    found = mentions(case, "quantity")
    assert [m["text"] for m in found] == [label["text"] for label in case["quantities"]]
    for mention, label in zip(found, case["quantities"], strict=True):
        assert {key: mention[key] for key in label} == label


@pytest.mark.parametrize("case", cases("statements") + cases("statements_office"))
def test_statements_of_a_text_are_read(case: dict[str, Any]) -> None:
    if "obstacles" in case:
        found = mentions(case, "obstacle")
        assert [{"text": m["text"], "about": m["about"]} for m in found] == [{"about": None} | label for label in case["obstacles"]]
        return
    found = mentions(case, "directive", "commitment")
    assert [m["text"] for m in found] == [label["text"] for label in case["statements"]]
    for mention, label in zip(found, case["statements"], strict=True):
        said = mention | {"who": mention.get("who") or mention.get("requester")}
        assert {key: said.get(key) for key in label} == {key: None if value == "?" else iso(value) for key, value in label.items()}


@pytest.mark.parametrize("case", cases("organisations"))
def test_bodies_and_offices_of_a_text_are_read_and_told_apart(case: dict[str, Any]) -> None:
    found = mentions(case, "organisation")
    assert [m["text"] for m in found] == [label["text"] for label in case["organisations"]]
    names: dict[str, str] = {}
    for mention, label in zip(found, case["organisations"], strict=True):
        assert {key: mention.get(key) for key in label if key != "entity"} == {k: v for k, v in label.items() if k != "entity"}
        if label.get("entity") == "?" or label.get("group"):
            assert mention["entity"] is None
        elif "entity" in label:
            assert names.setdefault(label["entity"], mention["entity"]) == mention["entity"] is not None
    assert len(set(names.values())) == len(names)
