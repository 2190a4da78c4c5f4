"""What a person may change of a proposal, and how several become one. Plain values."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from dutdiem.calendar.bounds import day_fault

EDITABLE: dict[str, tuple[str, ...]] = {
    "task": ("title", "lead", "coordinating", "deliverable", "due", "group"),
    "target": ("measure", "comparator", "value", "unit", "due"),
    "petition": ("title", "addressee", "due"),
    "obstacle": ("title", "about"),
}
COMPARATORS = (">=", "<=", "=", ">", "<")


def edited(kind: str, facts: Mapping[str, Any], changes: Mapping[str, str]) -> dict[str, Any]:
    """The facts with a person's changes; ValueError with one sentence where they cannot be."""
    made = dict(facts)
    for name in EDITABLE[kind]:
        if name in changes:
            made[name] = _value(name, " ".join(changes[name].split()))
    if kind != "target" and not made.get("title"):
        raise ValueError("Tên còn trống; ghi nội dung rồi gửi lại.")
    if kind == "target" and not made.get("measure"):
        raise ValueError("Chưa rõ chỉ tiêu đo gì; ghi tên chỉ tiêu rồi gửi lại.")
    if made.get("due") != facts.get("due"):
        made["due_text"] = ""
    return made


def _value(name: str, written: str) -> Any:
    if name == "coordinating":
        return [part.strip() for part in written.split(";") if part.strip()]
    if name == "due":
        return _due(written)
    if name == "value":
        return _number(written)
    if name == "comparator" and written not in COMPARATORS:
        raise ValueError("Dấu so sánh phải là một trong ≥, ≤, =, >, <; chọn lại.")
    return written


def _due(written: str) -> str | None:
    if not written:
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise ValueError(f"“{written}” không phải ngày; chọn ngày trên lịch hoặc để trống.") from None
    if fault := day_fault(day):
        raise ValueError(fault[0].upper() + fault[1:])
    return day.isoformat()


def _number(written: str) -> str:
    plain = written.replace(" ", "")
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise ValueError(f"“{written}” không phải số; viết như 95 hoặc 12,5.")
    return plain


def joined(kind: str, all_facts: Sequence[Mapping[str, Any]], spans: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """Several proposals as one: what the first says, filled up from the others; `also` are the places of the others."""
    made = dict(all_facts[0])
    for facts in all_facts[1:]:
        for name in EDITABLE[kind]:
            if name == "coordinating":
                made[name] = list(dict.fromkeys([*(made.get(name) or []), *(facts.get(name) or [])]))
            elif not made.get(name) and facts.get(name):
                made[name] = facts[name]
                if name == "due":
                    made["due_text"] = facts.get("due_text") or ""
    lead = made.get("lead")
    if lead and lead in (made.get("coordinating") or []):
        made["coordinating"] = [unit for unit in made["coordinating"] if unit != lead]
    earlier = [tuple(span) for span in made.get("also") or []]
    made["also"] = [list(span) for span in dict.fromkeys([*earlier, *spans[1:]])]
    return made
