"""A reading as a short table for people: what the document is, what was found in it, the tasks with their sentences."""

import re
from collections import Counter
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

Json = dict[str, Any]

_KINDS = {
    "reference": "viện dẫn",
    "period": "kỳ, thời hạn",
    "quantity": "số liệu",
    "directive": "nhiệm vụ giao",
    "commitment": "cam kết, phương hướng",
    "obstacle": "khó khăn, vướng mắc",
}
_TASKS = ("directive", "commitment")
_MOST_TASKS = 30
_SPACE = re.compile(r"\s+")


def show(reading: Json) -> None:
    """Prints to standard output; without colours and boxes where that is no terminal."""
    console = Console(soft_wrap=not Console().is_terminal, highlight=False)
    console.print(_head(reading))
    tasks = [mention for mention in reading["mentions"] if mention["kind"] in _TASKS]
    if tasks:
        console.print(_tasks(tasks[:_MOST_TASKS]))
    if len(tasks) > _MOST_TASKS:
        console.print(f"… và {len(tasks) - _MOST_TASKS} nhiệm vụ, cam kết nữa (xem đủ bằng --json).")
    for warning in reading["warnings"]:
        console.print(f"Lưu ý: {escape(warning['says'])}")
    console.print()


def _head(reading: Json) -> Table:
    table = Table(show_header=False, box=None, pad_edge=False, title=escape(reading["source"]["file"]), title_justify="left")
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    header = reading["header"]
    counts = Counter(mention["kind"] for mention in reading["mentions"])
    found = ", ".join(f"{counts[kind]} {name}" for kind, name in _KINDS.items() if counts[kind])
    for name, value in (
        ("Loại", header["type"]),
        ("Số, ký hiệu", header["symbol"] or header["number"]),
        ("Ngày", _day(header["date"])),
        ("Cơ quan", header["issuer"]),
        ("Trích yếu", header["title"]),
        ("Tìm thấy", found or "không có nội dung nào"),
    ):
        table.add_row(name, escape(_SPACE.sub(" ", value or "chưa rõ")))
    return table


def _tasks(tasks: list[Json]) -> Table:
    table = Table(title="Nhiệm vụ, cam kết", title_justify="left", show_lines=False)
    table.add_column("Ai", ratio=1, overflow="fold")
    table.add_column("Hạn", no_wrap=True)
    table.add_column("Câu trong văn bản", ratio=4, overflow="fold")
    for task in tasks:
        who = task.get("assignee") or task.get("who") or ""
        table.add_row(escape(who), _day(task.get("due")), escape(_SPACE.sub(" ", task["text"])))
    return table


def _day(iso: str | None) -> str:
    return "/".join(reversed(iso.split("-"))) if iso else ""
