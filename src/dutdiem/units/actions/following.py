"""Letting what rests on units follow their successions: reviewed before, undone as one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from dutdiem.authority import Actor, demand
from dutdiem.kit.errors import Mistake
from dutdiem.trail.actions import Writing, entry
from dutdiem.trail.models import Entry
from dutdiem.units.following import Move, holdings, moves
from dutdiem.units.models import Unit
from dutdiem.units.queries import on

VERB, UNDO = "units.follow", "units.undo_follow"
Step = tuple[str, int, str, str]
"""Kind, key, and the codes of the units before and after."""


def follow(actor: Actor, day: date, reviewed: Sequence[Move]) -> tuple[int, list[Move]]:
    """Move what was reviewed; the number of the step, to undo it by, and what stayed because its heir has the same already.

    Mistake, and nothing is moved, where a row no longer is what rests on that unit, or its heir does not exist on that day.
    """
    demand(actor, "units.import", "", date.today())
    _check(day, reviewed)
    with entry(actor, VERB, day=day.isoformat()) as writing:
        asked: list[Step] = [(row.kind, row.key, row.before, row.after) for row in reviewed]
        done = _move(writing, asked)
        writing.facts["moves"] = [list(step) for step in done]
    stayed = [row for row, step in zip(reviewed, asked, strict=True) if step not in set(done)]
    return Entry.objects.filter(verb=VERB).latest("pk").pk, stayed


def undo_follow(actor: Actor, number: int) -> tuple[int, int]:
    """Put back what a step moved: how many went back, and how many stay because they were moved or taken since.

    Mistake where there is no such step, or it has been undone.
    """
    demand(actor, "units.import", "", date.today())
    step = Entry.objects.filter(pk=number, verb=VERB).first()
    if step is None:
        raise Mistake(f"Không có lần chuyển số {number}; xem số được in ra khi chuyển.")
    if any(undone.facts.get("step") == number for undone in Entry.objects.filter(verb=UNDO)):
        raise Mistake(f"Lần chuyển số {number} đã được hoàn lại; không làm gì thêm.")
    with entry(actor, UNDO, step=number) as writing:
        back = _move(writing, [(kind, key, after, before) for kind, key, before, after in step.facts["moves"]])
        writing.facts["moves"] = len(back)
    return len(back), len(step.facts["moves"]) - len(back)


def _check(day: date, reviewed: Sequence[Move]) -> None:
    """A person may have chosen another heir; everything else must still be as it was shown."""
    open_now = {(move.kind, move.key): move for move in moves(day)}
    alive = set(on(day).values_list("unit__code", flat=True))
    for row in reviewed:
        now = open_now.get((row.kind, row.key))
        if now is None or now != replace(row, title=now.title, after=now.after, share=now.share, note=now.note):
            raise Mistake(f"{row.kind} {row.key} không còn ở đơn vị {row.before}; xem lại danh sách rồi chuyển. Chưa chuyển gì.")
        if row.after not in alive:
            raise Mistake(f"{row.kind} {row.key}: ngày {day:%d/%m/%Y} không có đơn vị “{row.after}”; sửa nơi nhận. Chưa chuyển gì.")


def _move(writing: Writing, steps: Iterable[Step]) -> list[Step]:
    """Put each record that is still where it was on its new unit; those that were moved."""
    units = dict(Unit.objects.values_list("code", "pk"))
    done = []
    for kind, key, before, after in steps:
        holding = holdings[kind]
        field = f"{holding.field}_id"
        record = holding.open(date.min).model._default_manager.filter(pk=key, **{field: units[before]}).first()
        if record is None or holding.taken(record, units[after]):
            continue
        setattr(record, field, units[after])
        writing.change(record)
        done.append((kind, key, before, after))
    return done
