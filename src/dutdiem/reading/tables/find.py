"""Which tables hold tasks, what each column is, and the task of every row."""

import re
from dataclasses import dataclass, replace
from datetime import date

from dutdiem.reading.leads import lead_of
from dutdiem.reading.model import SourceText, Table
from dutdiem.reading.organisations import name_pattern
from dutdiem.reading.tables.bodies import bodies, listed
from dutdiem.reading.tables.cells import Cell, Grid, lines_of
from dutdiem.reading.tables.dues import due_of, recurrence_of
from dutdiem.reading.tables.grid import ORDINAL, grids
from dutdiem.reading.tables.roles import column_role
from dutdiem.reading.tables.shared import lead_and_rest
from dutdiem.reading.vocabulary import vocabulary

_SHORT = 30
_OF_BODIES = frozenset(("lead", "coordinating"))
_WORD = re.compile(r"[^\W\d_]{2}")
_CLOCK = re.compile(r"\W*(?:từ )?\d{1,2} ?(?:h|g|giờ|:) ?\d{0,2}\b(?! (?:ngày )?\d{1,2}/\d)", re.I)
_DAY = re.compile(r"\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{4}|\d{1,2}/\d|\bngày \d|\btháng \d")
_TIME = re.compile(r"(?:trước|đến|trong|quý|quí|tháng|năm|thường xuyên|h[àằ]ng |định kỳ|giai đoạn)\b|\d{1,2}/\d{4}|20\d\d\b", re.I)
_ONLY_TIME = re.compile(
    r"(?:(?:trước|đến|hết|trong|chậm nhất) )*"
    r"(?:(?:ngày|tháng|quý|quí|năm|tuần) ?(?:\d{1,4}|[ivx]{1,4})|\d{1,2} ?[/.-] ?\d{1,4})(?: ?[/.–-] ?\d{1,4})*[ .;]*",
    re.I,
)
"""A cell that is nothing but a time, which leads nothing."""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """The task of one row, with the source span of its text."""

    start: int
    end: int
    task: str
    lead: str | None
    coordinating: tuple[str, ...]
    deliverable: str | None
    due: date | None
    due_text: str | None
    group: str | None
    recurrence: str = ""
    due_at: int = 0
    """Where the time stands, or the task where the time's own cell is empty."""


def find_tables(source: SourceText, anchor: date | None) -> tuple[list[Table], list[TaskRow]]:
    """All tables of the text (one that goes on over pages is one), and the tasks of those that hold tasks."""
    tables, tasks = [], []
    for grid, columns, body in _joined(source.text, grids(source)):
        tables.append(Table(grid.start, grid.end, columns, tuple(tuple(cell.text for cell in row) for row in grid.rows)))
        if _holds_tasks(columns):
            tasks += _tasks(source.text, grid.rows[body:], columns, anchor)
    return tables, tasks


def _holds_tasks(columns: dict[str, int]) -> bool:
    return "task" in columns and bool(columns.keys() & {"lead", "due", "coordinating"})


def _joined(text: str, found: list[Grid]) -> list[tuple[Grid, dict[str, int], int]]:
    """Grids with their roles and the first row after the heading; a grid that goes on with the one before is added to it."""
    result: list[tuple[Grid, dict[str, int], int]] = []
    for grid in found:
        columns, body = _columns(grid.rows)
        if result and _goes_on(text, result[-1][0], grid, columns):
            before, old, _ = result[-1]
            rows = grid.rows[body:] if columns else grid.rows
            _append(before.rows, rows, old)
            before.end = grid.end
            continue
        result.append((grid, columns, body))
    return result


def _goes_on(text: str, before: Grid, grid: Grid, columns: dict[str, int]) -> bool:
    if not before.rows or not grid.rows or len(before.rows[0]) != len(grid.rows[0]):
        return False
    between = text[before.end : grid.start]
    if re.sub(r"[\W\d_]+", "", between):
        return False
    return not columns or [c.text for c in grid.rows[0]] == [c.text for c in before.rows[0]]


def _append(rows: list[list[Cell]], more: list[list[Cell]], columns: dict[str, int]) -> None:
    """A first row without a number, whose task goes on in small letters, belongs to the last row of the page before."""
    task = columns.get("task", 0)
    if (
        rows
        and more
        and len(more[0]) > task
        and not more[0][0].text
        and (not more[0][task].text or more[0][task].text[0].islower())
    ):
        joined = [
            replace(old, text=f"{old.text} {new.text}".strip(), end=new.end if new.text and old.text else old.end or new.end)
            if new.text
            else old
            for old, new in zip(rows[-1], more[0], strict=False)
        ]
        rows[-1] = joined
        more = more[1:]
    rows += more


def _columns(rows: list[list[Cell]]) -> tuple[dict[str, int], int]:
    """Roles from the first rows: one heading row, or two where the upper one spans columns."""
    for first in range(min(3, len(rows))):
        headings = [cell.text for cell in rows[first]]
        if _is_no_plan(headings):
            return {}, 0
        one = _assign(headings)
        if first + 1 < len(rows) and not ORDINAL.match(rows[first + 1][0].text if rows[first + 1] else "x"):
            under = [cell.text for cell in rows[first + 1]]
            if len(under) == len(headings) and any(column_role(text) in ("lead", "coordinating", "due") for text in under):
                two = _assign([below or above for above, below in zip(headings, under, strict=True)])
                if len(two) > len(one) or (len(two) == len(one) and all(len(text) <= _SHORT for text in under)):
                    return two, first + 2
        if _holds_tasks(one):
            return (one, first + 1) if not _is_agenda(rows[first + 1 : first + 5], one) else ({}, 0)
    return {}, 0


def _is_no_plan(headings: list[str]) -> bool:
    """Steps of a procedure, requests and their answers."""
    barred: list[str] = vocabulary("tables")["words"]["no_tasks"]
    return any(heading.lower().startswith(("bước", "trình tự", "các bước")) for heading in headings[:2]) or any(
        word in heading.lower() for heading in headings for word in barred[3:]
    )


def _is_agenda(rows: list[list[Cell]], columns: dict[str, int]) -> bool:
    """The programme of a meeting has the hours where a plan has its days; an hour with its day is a time to be done by."""
    at = columns.get("due", columns["task"])
    said = [row[at].text for row in rows if at < len(row) and row[at].text]
    hours = [text for text in said if _CLOCK.match(text)]
    return 2 * len(hours) > len(said) and not any(_DAY.search(text.lower()) for text in hours)


def _assign(headings: list[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, heading in enumerate(headings):
        role = column_role(" ".join(heading.split()))
        if role == "shared":
            columns.setdefault("lead", index)
            columns.setdefault("coordinating", index)
        elif role and role not in columns:
            columns[role] = index
    columns.pop("number", None)
    return columns


def _tasks(text: str, rows: list[list[Cell]], columns: dict[str, int], anchor: date | None) -> list[TaskRow]:
    found: list[TaskRow] = []
    group: str | None = None
    above: dict[str, str] = {}
    last = ""
    for row in rows:
        cells = {role: row[index] for role, index in columns.items() if index < len(row)}
        title = None if _goes_on_counting(last, row[0].text) else _group_title(row, cells)
        if title:
            group, last = title, ""
            continue
        task = cells.get("task")
        if task is None or not _WORD.search(task.text) or _is_numbering(row) or _is_only_a_body(task, row):
            continue
        broken = {
            role: replace(cell, text=lines_of(text, cell)) for role, cell in cells.items() if role in _OF_BODIES and cell.text
        }
        values = _values(cells | broken, above, shared=columns.get("lead") == columns.get("coordinating"))
        above, last = values, row[0].text
        due_at = cells["due"].start if "due" in cells and cells["due"].text else task.start
        found.append(replace(_task(task, values, values.get("group") or group, anchor), due_at=due_at))
    return found


def _values(cells: dict[str, Cell], above: dict[str, str], *, shared: bool) -> dict[str, str]:
    """What the cells say, with what "nt" stands for; a time where a merged cell has moved it is the due."""
    values = {role: _value(cell.text, above.get(role, "")) for role, cell in cells.items()}
    if cells.get("group") and not values["group"]:
        values["group"] = above.get("group", "")
    both = lead_and_rest(values.get("lead", ""), listed=shared) if shared or "coordinating" not in cells else None
    if both:
        values["lead"], values["coordinating"] = both
    elif shared:
        values["coordinating"] = ""
    if _ONLY_TIME.fullmatch(values.get("lead", "")):
        values["due"], values["lead"] = values.get("due") or values["lead"], ""
    if cells.get("due") and not values["due"]:
        for role in ("coordinating", "deliverable"):
            if _TIME.match(values.get(role, "")):
                values["due"], values[role] = values[role], ""
                break
    return values


def _goes_on_counting(last: str, number: str) -> bool:
    """A row with nothing but its task, numbered after the task above: its other cells are merged with those above."""
    last, number = last.strip(" ."), number.strip(" .")
    return last.isdigit() and number.isdigit() and int(number) == int(last) + 1


def _group_title(row: list[Cell], cells: dict[str, Cell]) -> str | None:
    """A row that only names a group: one text in it besides its number, or the same text in all merged cells."""
    texts = [cell.text for cell in row if cell.text]
    distinct = [text for text in dict.fromkeys(texts) if not ORDINAL.match(text)]
    if len(distinct) == 1 and (len(texts) <= 2 or len(set(texts)) < len(texts)):
        others = [cell.text for role, cell in cells.items() if role != "task" and cell.text and cell.text != distinct[0]]
        return distinct[0] if not others else None
    return None


def _is_numbering(row: list[Cell]) -> bool:
    """The row "(1) (2) (3)" under a heading."""
    return all(re.fullmatch(r"\(?\d{1,2}\)?", cell.text) for cell in row if cell.text)


def _is_only_a_body(task: Cell, row: list[Cell]) -> bool:
    """What is left of a row whose other cells are merged with the row above: one more body, not a task."""
    rest = [cell.text for cell in row if cell.text and cell is not task]
    return len(rest) <= 1 and not any(ORDINAL.match(text) for text in rest) and name_pattern().fullmatch(task.text) is not None


def _value(text: str, above: str) -> str:
    return above if text.lower().strip(" .") in vocabulary("tables")["words"]["same_above"] or text.strip() in ('"', "”") else text


def _task(cell: Cell, values: dict[str, str], group: str | None, anchor: date | None) -> TaskRow:
    due_text = values.get("due") or None
    due = due_of(due_text, anchor) if due_text else None
    return TaskRow(
        start=cell.start,
        end=cell.end,
        task=cell.text,
        lead=lead_of(listed(values.get("lead", ""))),
        coordinating=bodies(values.get("coordinating", "")),
        deliverable=values.get("deliverable") or None,
        due=due,
        due_text=due_text,
        group=group,
        recurrence=recurrence_of(due_text) if due_text and due is None else "",
    )
