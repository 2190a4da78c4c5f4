"""Drafting urging letters: the overdue tasks of a unit, as a file kept in the home and a record of what it listed."""

import os
import secrets
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from dutdiem.authority import Actor, demand
from dutdiem.calendar.bounds import day_fault
from dutdiem.documents import queries as documents
from dutdiem.kit.errors import Mistake
from dutdiem.oversight.letters import Late, Office, compose
from dutdiem.oversight.models import UrgingLetter
from dutdiem.oversight.queries.letters import late_tasks
from dutdiem.oversight.terms import workdays
from dutdiem.plans.models import Task
from dutdiem.plans.queries import open_at
from dutdiem.plans.rules import standing
from dutdiem.trail.actions import entry
from dutdiem.units import queries as units
from dutdiem.units.models import Unit
from dutdiem.writing.word import write_docx

ANSWER_WITHIN = 5
"""Working days that the letter gives for the answer."""
MOST = 300
"""Tasks that a letter can list."""


def draft_letter(actor: Actor, sender: Unit, unit: Unit, *, on: date, answer_by: date | None = None) -> UrgingLetter:
    """Draft the letter to a unit below the sender about what it leads and has not done in time. Mistake where nothing is late."""
    path = units.path_of(sender.code, on)
    demand(actor, "oversight.urge", path, date.today())
    if not units.path_of(unit.code, on).startswith(path + "/"):
        raise Mistake(f"Đơn vị {unit.code} không thuộc {sender.code}; chọn đơn vị cấp dưới để đôn đốc.", field="unit")
    if fault := day_fault(answer_by):
        raise Mistake(fault[0].upper() + fault[1:], field="answer_by")
    last = answer_by or workdays().add(on, ANSWER_WITHIN)
    if last <= on:
        raise Mistake(f"Hạn trả lời {last:%d/%m/%Y} phải sau ngày {on:%d/%m/%Y} của công văn; sửa ngày.", field="answer_by")
    # What the operator sees of what lower units keep internal goes into no letter of a higher one.
    tasks = list(late_tasks(actor, on, unit).filter(open_at([path], on))[: MOST + 1])
    if not tasks:
        raise Mistake(
            f"Đơn vị {unit.code} không có nhiệm vụ chủ trì nào quá hạn ngày {on:%d/%m/%Y}; không cần đôn đốc.", field="unit"
        )
    if len(tasks) > MOST:
        raise Mistake(f"Đơn vị {unit.code} có trên {MOST} nhiệm vụ quá hạn; chia theo từng văn bản khi đôn đốc.", field="unit")
    told = _told(actor, unit, on, tasks)
    rows = [_late(task, on, str(task.document) if task.document_id in told else "") for task in tasks]
    above = units.version(sender.code, on)
    parent = units.names([above.parent.code], on).get(above.parent.code, "") if above and above.parent else ""
    data = write_docx(compose(_office(sender, on), parent, _office(unit, on), rows, on, last), timezone.now())
    listed = {"tasks": [task.pk for task in tasks], "internal": any(task.internal for task in tasks)}
    letter = UrgingLetter(sender=sender, unit=unit, on=on, answer_by=last, drafted_by=actor.name, **listed)
    return _keep(actor, letter, data)


def _told(actor: Actor, unit: Unit, on: date, tasks: Sequence[Task]) -> frozenset[int]:
    """The documents that the letter may name: what a unit keeps internal is named to none but its own subtree."""
    ordering = [task.document for task in tasks]
    return documents.seen(actor, on, ordering) & documents.told_at([units.path_of(unit.code, on)], on, ordering)


def _late(task: Task, on: date, source: str) -> Late:
    assert task.deadline is not None
    days = standing(task.state, task.deadline, task.handed_in_on, on).days or 0
    return Late(" ".join(task.title.split()), source, task.deadline, days, task.percent)


def _office(unit: Unit, on: date) -> Office:
    version = units.version(unit.code, on) or units.latest(unit.code)
    return Office(unit.code, version.name if version else unit.code, version.level if version else "")


def _keep(actor: Actor, letter: UrgingLetter, data: bytes) -> UrgingLetter:
    letter.file = f"letters/{letter.unit.code}_{letter.on.isoformat()}_{secrets.token_hex(4)}.docx"
    letter.sha256, letter.size = sha256(data).hexdigest(), len(data)
    path = Path(settings.HOME) / letter.file
    _save(path, data)
    try:
        with entry(
            actor, "oversight.draft_letter", unit=letter.unit.code, tasks=len(letter.tasks), sha256=letter.sha256
        ) as writing:
            return writing.make(letter)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _save(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Mistake(f"{path.name}: không ghi được công văn ({error.strerror}); kiểm tra thư mục dữ liệu và quyền ghi.") from None
