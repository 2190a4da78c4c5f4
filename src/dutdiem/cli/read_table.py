"""A reading for people: what the document is, what was found in it, the tasks with their sentences, goals, documents named.

On a terminal a table; in a pipe plain lines, one task each, so that they can be searched and counted.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

_KINDS = {
    "reference": "viện dẫn",
    "period": "kỳ, thời hạn",
    "quantity": "số liệu",
    "directive": "nhiệm vụ giao",
    "commitment": "cam kết, phương hướng",
    "obstacle": "khó khăn, vướng mắc",
    "organisation": "đơn vị, cơ quan được nêu",
}
_PASSAGES = {
    "phan": "Phần",
    "chuong": "Chương",
    "muc": "Mục",
    "tieu_muc": "Tiểu mục",
    "dieu": "Điều",
    "khoan": "khoản",
    "diem": "điểm",
    "phu_luc": "Phụ lục",
    "ke_hoach": "Kế hoạch",
    "danh_muc": "Danh mục",
    "quy_che": "Quy chế",
    "quy_dinh": "Quy định",
    "bieu": "Biểu",
}
_ROMAN_NUMBERED = frozenset(("chuong", "muc"))
_TASKS = ("directive", "commitment", "task_row")
_TASK_COLUMN = "task"
_UNKNOWN = "chưa rõ"
_SHOWN_TASKS, _SHOWN_OTHERS, _SHOWN_WARNINGS = 30, 20, 5
_SPACE = re.compile(r"\s+")


def show(reading: Json, on_terminal: bool) -> Iterator[str]:
    """The text to print, piece by piece; on a terminal with its colours and frames."""
    yield from _on_terminal(reading) if on_terminal else _plain(reading)


def _plain(reading: Json) -> Iterator[str]:
    yield reading["source"]["file"]
    yield from (f"{name}: {value}" for name, value in _head(reading))
    for who, due, sentence, place in _tasks(reading):
        yield f"- {who or _UNKNOWN}{f' (hạn {due})' if due else ''}: {sentence} [{place}]"
    yield from _goals_and_documents(reading)
    yield from _warnings(reading)
    yield ""


def _on_terminal(reading: Json) -> Iterator[str]:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    head = Table(show_header=False, box=None, pad_edge=False, title=Text(reading["source"]["file"]), title_justify="left")
    head.add_column(style="dim", no_wrap=True)
    head.add_column(overflow="fold")
    for name, value in _head(reading):
        head.add_row(name, Text(value))
    tasks = list(_tasks(reading))
    table = Table(title="Nhiệm vụ, cam kết", title_justify="left")
    table.add_column("Ai", ratio=1, overflow="fold")
    table.add_column("Hạn", no_wrap=True)
    table.add_column("Câu trong văn bản", ratio=4, overflow="fold")
    table.add_column("Vị trí", ratio=1, overflow="fold", style="dim")
    for task in tasks[:_SHOWN_TASKS]:
        table.add_row(*map(Text, task))
    with console.capture() as captured:
        console.print(head)
        if tasks:
            console.print(table)
    yield captured.get().rstrip("\n")
    if len(tasks) > _SHOWN_TASKS:
        yield f"… và {len(tasks) - _SHOWN_TASKS} nhiệm vụ, cam kết nữa (xem đủ bằng --json)."
    yield from _goals_and_documents(reading, most=_SHOWN_OTHERS)
    yield from _warnings(reading)
    yield ""


def _head(reading: Json) -> list[tuple[str, str]]:
    header = reading["header"]
    rows = [
        ("Loại", _kind(header["type"])),
        ("Số, ký hiệu", header["symbol"] or header["number"]),
        ("Ngày", _day(header["date"])),
        ("Cơ quan", header["issuer"]),
        ("Trích yếu", header["title"]),
        ("Tìm thấy", _counts(reading)),
    ]
    return [(name, _one_line(value or _UNKNOWN)) for name, value in rows]


def _kind(abbreviation: str | None) -> str | None:
    """ "KH" as "Kế hoạch"."""
    from dutdiem.reading.vocabulary import vocabulary

    words: dict[str, str] = vocabulary("references")["types"]
    return next((word.capitalize() for word, short in words.items() if short == abbreviation), abbreviation)


def _counts(reading: Json) -> str:
    counts = Counter(mention["kind"] for mention in reading["mentions"])
    found = [f"{counts[kind]} {name}" for kind, name in _KINDS.items() if counts[kind]]
    rows = sum(len(table["rows"]) for table in reading["tables"] if _TASK_COLUMN in table["columns"])
    found += [f"{rows} dòng trong bảng nhiệm vụ"] if rows else []
    return "; ".join(found) or "không có nội dung nào"


def _tasks(reading: Json) -> Iterator[tuple[str, str, str, str]]:
    for mention in reading["mentions"]:
        if mention["kind"] in _TASKS:
            who = mention.get("assignee") or mention.get("who") or mention.get("lead") or ""
            due = _day(mention.get("due")) or _one_line(mention.get("due_text") or "")
            yield _one_line(who), due, _one_line(mention.get("task") or mention["text"]), _place(reading, mention["start"])


def _place(reading: Json, start: int) -> str:
    """Where something stands: the innermost passage, and the number of the character in the text that was read."""
    around = [p for p in reading["passages"] if p["start"] <= start < p["end"]]
    passage = max(around, key=lambda p: (p["start"], len(p["id"])), default=None)
    return f"{_named(passage['id'])}, ký tự {start}" if passage else f"ký tự {start}"


def _named(passage: str) -> str:
    """ "dieu_3.khoan_2.diem_a" as "Điều 3 khoản 2 điểm a", "muc_ii.1" as "Mục II.1"."""
    said: list[str] = []
    for part in passage.split("."):
        slug = part.partition("~")[0]
        kind = next((kind for kind in _PASSAGES if slug == kind or slug.startswith(f"{kind}_")), "")
        number = slug.removeprefix(kind).strip("_").replace("_", " ")
        if kind:
            said.append(f"{_PASSAGES[kind]} {number.upper() if kind in _ROMAN_NUMBERED else number}".strip())
        elif said and number[:1].isdigit():
            said[-1] += f".{number}"
        else:
            said.append(f"mục {number}")
    return " ".join(said)


def _goals_and_documents(reading: Json, most: int | None = None) -> Iterator[str]:
    """The values to be reached, and the documents that are named, each once; the first `most` of both."""
    goals = [m for m in reading["mentions"] if m["kind"] == "quantity" and m["role"] == "target"]
    said = [f"{_goal(goal)} [{_place(reading, goal['start'])}]" for goal in goals]
    named = {
        m["entity"] or m["text"]: f"{_one_line(m['text'])} [{_place(reading, m['start'])}]"
        for m in reversed(reading["mentions"])
        if m["kind"] == "reference"
    }
    for name, found in (("Chỉ tiêu nêu trong văn bản", said), ("Văn bản được viện dẫn", list(reversed(named.values())))):
        shown = found[:most]
        more = f"; … và {len(found) - len(shown)} nữa" if len(found) > len(shown) else ""
        if found:
            yield f"{name}: {'; '.join(shown)}{more}"


def _goal(goal: Json) -> str:
    """The quantity in its clause, as written: where what it measures stands on both sides, between them."""
    before, _, after = (goal["measure"] or "").partition("…")
    by = f" (đến {_day(goal['due'])})" if goal["due"] else ""
    return _one_line(f"{before} {goal['text']} {after}") + by


def _warnings(reading: Json) -> Iterator[str]:
    says = list(dict.fromkeys(warning["says"] for warning in reading["warnings"]))
    yield from (f"Lưu ý: {sentence}" for sentence in says[:_SHOWN_WARNINGS])
    if len(says) > _SHOWN_WARNINGS:
        yield f"… và {len(says) - _SHOWN_WARNINGS} lưu ý nữa (xem đủ bằng --json)."


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _day(iso: str | None) -> str:
    return "/".join(reversed(iso.split("-"))) if iso else ""
