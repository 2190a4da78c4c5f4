"""Putting tasks into a unit's plan and changing them there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from dutdiem.access.models import User
from dutdiem.access.queries import actor_for
from dutdiem.authority import Actor, demand
from dutdiem.calendar.errors import RecurrenceError
from dutdiem.calendar.recurrence import no_such_day, parse_recurrence
from dutdiem.catalogue.models import Indicator, Target
from dutdiem.kit.errors import Mistake
from dutdiem.plans.actions.permission import demand_of_owner, fresh, in_own_layer, outside_fault, path_of
from dutdiem.plans.models import OUTSIDE, Coordination, Task, TaskMeasure
from dutdiem.plans.percents import settle
from dutdiem.plans.queries.seen import is_kept_from
from dutdiem.plans.rules import deadline_fault, lead_fault, weight_fault
from dutdiem.plans.tree import Places
from dutdiem.trail.actions import Writing, entry
from dutdiem.units import queries as units
from dutdiem.units.models import Unit


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants a task to be; `coordinating` are units with their parts, `deadline` counts where there is none yet."""

    title: str = ""
    kind: str = Task.Kind.TASK
    lead: Unit | None = None
    coordinating: tuple[tuple[Unit, str], ...] = ()
    post: str = ""
    focal: User | None = None
    deliverable: str = ""
    starts_on: date | None = None
    deadline: date | None = None
    recurrence: str = ""
    weight: int = 1
    budget: Decimal | None = None
    internal: bool = False
    outside: bool = False
    indicators: tuple[Indicator, ...] = ()
    targets: tuple[Target, ...] = ()


PLAIN = ("title", "kind", "lead", "post", "focal", "deliverable", "starts_on", "recurrence", "weight", "budget", "internal")
"""What is copied onto the task as it is."""


class Changed(Mistake):
    """Somebody else changed the task since the page was opened; nothing is lost: both versions are shown."""


def create(actor: Actor, owner: Unit | None, parent: Task | None, wanted: Wanted) -> Task:
    """Put a task into the plan of `owner` (None: above every unit), below `parent` or at the top of the tree."""
    demand(actor, "plans.assign", path_of(owner), date.today())
    _check_keeping(actor, owner, wanted)
    with entry(actor, "plans.create", owner=owner.code if owner else "") as writing:
        task = add(writing, owner, parent, wanted, Places())
        settle(writing, below=[parent])
        return task


def edit(actor: Actor, task: Task, wanted: Wanted, *, version: int) -> None:
    """Change a task in one's own plan. `Changed` where it is no longer the version that the person saw."""
    demand_of_owner(actor, task)
    with entry(actor, "plans.edit", task=task.pk) as writing:
        if fresh(task).version != version:
            raise Changed(f"Nhiệm vụ {task.pk} vừa được người khác sửa; so hai bản bên dưới rồi gửi lại.")
        if task.state == Task.State.CANCELLED:
            raise Mistake(f"Nhiệm vụ {task.pk} đã hủy, không sửa nữa.")
        if task.state == Task.State.DONE and wanted.lead != task.lead:
            raise Mistake(f"Nhiệm vụ {task.pk} đã hoàn thành, không đổi chủ trì nữa.", field="lead")
        _check_keeping(actor, task.owner, wanted)
        _check_opening(task, wanted)
        present = list(task.coordinations.all())
        asked = [one.unit_id for one in present] if in_own_layer(task) else [unit.pk for unit in _units(wanted)]
        _check(wanted, task.owner, task.lead_id, asked)
        _fill(task, wanted)
        task.version += 1
        _coordinate(writing, task, wanted, present)
        _measure(writing, task, wanted, present=list(task.measures.all()))
        settle(writing, [task])


def add(writing: Writing, owner: Unit | None, parent: Task | None, wanted: Wanted, places: Places, **more: Any) -> Task:
    """Make the task within an action, with `more` of its columns set; the caller settles what is above. Mistake where it is not as
    a task must be."""
    check_place(owner, parent)
    check_below(parent, internal=wanted.internal, outside=wanted.outside)
    _check(wanted, owner, None)
    path = places.next_below(parent)
    task = Task(owner=owner, parent=parent, path=path, outside=wanted.outside, assigned_on=date.today(), **more)
    _fill(task, wanted)
    writing.make(task)
    _coordinate(writing, task, wanted, present=())
    _measure(writing, task, wanted, present=())
    return task


def check_place(owner: Unit | None, parent: Task | None) -> None:
    """A unit plans below its own tasks, below those it leads or helps with, and below the objectives of the plans above it."""
    if parent is None or owner is None:
        return
    if parent.merged_into_id or parent.state == Task.State.CANCELLED:
        raise Mistake(f"Nhiệm vụ {parent.pk} {parent.get_state_display()}, không thêm việc bên dưới nữa.", field="parent")
    mine = owner.pk in (parent.owner_id, parent.lead_id) or parent.coordinations.filter(unit=owner).exists()
    above = parent.kind in (Task.Kind.OBJECTIVE, Task.Kind.GROUP) and _is_above(parent.owner, owner)
    if not (mine or above):
        raise Mistake(f"Đơn vị {owner.code} không chủ trì, không phối hợp nhiệm vụ {parent.pk}; chọn nơi khác.", field="parent")


def check_below(parent: Task | None, *, internal: bool, outside: bool) -> None:
    """What hangs below something internal is internal, and what hangs below a task that rests on a secret document tells no more
    than that: it would say outside what the one above keeps."""
    if parent and parent.outside and not outside:
        says = f"Nhiệm vụ {parent.pk} bên trên ngoài hệ thống; việc bên dưới cũng phải ghi là ngoài hệ thống."
        raise Mistake(says, field="outside")
    if parent and parent.internal and not internal:
        says = f"Nhiệm vụ {parent.pk} bên trên là nội bộ; đánh dấu việc bên dưới là nội bộ."
        raise Mistake(says, field="internal")


def _check_keeping(actor: Actor, owner: Unit | None, wanted: Wanted) -> None:
    """To keep something internal is the unit's own matter: whoever stands above it would lose sight of it."""
    if wanted.internal and owner and is_kept_from(actor, date.today(), Task(owner=owner, internal=True)):
        says = f"Đơn vị {owner.code} tự ghi việc nội bộ của mình; cấp trên chỉ lập và sửa nhiệm vụ mở của đơn vị."
        raise Mistake(says, field="internal")


def _check_opening(task: Task, wanted: Wanted) -> None:
    """A task is not opened to others while what it comes of is internal."""
    if not task.internal or wanted.internal:
        return
    if task.document and task.document.internal:
        says = f"Nhiệm vụ {task.pk} lấy từ văn bản nội bộ; mở văn bản trước rồi mở nhiệm vụ."
        raise Mistake(says, field="internal")
    if task.taken_from and task.taken_from.internal:
        says = f"Nhiệm vụ {task.pk} đưa vào từ nhiệm vụ nội bộ số {task.taken_from.pk}, nên cũng là nội bộ."
        raise Mistake(says, field="internal")
    check_below(task.parent, internal=False, outside=True)


def _is_above(top: Unit | None, unit: Unit) -> bool:
    return top is None or path_of(unit).startswith(path_of(top) + "/")


def _units(wanted: Wanted) -> list[Unit]:
    return [unit for unit in (wanted.lead, *(unit for unit, _ in wanted.coordinating)) if unit]


def _check(wanted: Wanted, owner: Unit | None, lead_before: int | None, asked: Collection[int] = ()) -> None:
    """`asked` are the keys of units that have their part in it already, wherever they stand."""
    if not wanted.outside and not wanted.title.strip():
        raise Mistake("Nhiệm vụ chưa có tên; viết việc phải làm.", field="title")
    if fault := deadline_fault(wanted.starts_on, wanted.deadline):
        raise Mistake(fault[0].upper() + fault[1:], field="deadline")
    if fault := lead_fault(wanted.lead.pk if wanted.lead else None, [unit.pk for unit, _ in wanted.coordinating]):
        raise Mistake(fault[0].upper() + fault[1:], field="coordinating")
    if wanted.budget is not None and wanted.budget < 0:
        raise Mistake("Kinh phí là số âm; nhập số đồng từ 0 trở lên.", field="budget")
    if fault := weight_fault(wanted.weight):
        raise Mistake(fault[0].upper() + fault[1:], field="weight")
    _check_rule(wanted.recurrence)
    _check_focal(wanted, owner)
    _check_units(wanted, owner, lead_before, asked)
    _check_measures(wanted, owner)


def _check_focal(wanted: Wanted, owner: Unit | None) -> None:
    """Whoever answers for internal work is reminded of it, and so must be one who sees it."""
    if not (wanted.internal and wanted.focal and owner):
        return
    paths = actor_for(wanted.focal, date.today()).paths("plans.read", date.today())
    if not units.at_or_above(paths, date.today()).filter(unit=owner).exists():
        name = wanted.focal.username
        raise Mistake(f"Tài khoản “{name}” không thuộc đơn vị; đầu mối của nhiệm vụ nội bộ là người trong đơn vị.", field="focal")


def _check_rule(rule: str) -> None:
    try:
        fault = no_such_day(rule) if rule else ""
    except RecurrenceError as error:
        fault = str(error)
    if fault:
        raise Mistake(fault, field="recurrence")


def _check_measures(wanted: Wanted, owner: Unit | None) -> None:
    """What a unit measures for itself measures work of its own subtree; what is internal only work that is internal too."""
    chosen: tuple[Indicator | Target, ...] = (*wanted.indicators, *wanted.targets)
    own = [one for one in chosen if one.owner]
    way = path_of(owner).split("/") if own else []
    for one in own:
        field = "targets" if isinstance(one, Target) else "indicators"
        if one.owner is None or one.owner.code not in way:
            raise Mistake("Chỉ tiêu này không thuộc danh mục dùng được ở đơn vị; chọn trong danh sách.", field=field)
        if one.internal and not wanted.internal:
            raise Mistake("Chỉ tiêu nội bộ chỉ gắn với nhiệm vụ nội bộ; đánh dấu nội bộ hoặc bỏ chỉ tiêu.", field=field)


def _check_units(wanted: Wanted, owner: Unit | None, lead_before: int | None, asked: Collection[int]) -> None:
    """New work goes to units that exist today, and down: within the owner's subtree, where what is internal stays altogether."""
    meant = [(wanted.lead, "lead"), *((unit, "coordinating") for unit, _ in wanted.coordinating)]
    found = {unit.pk: units.version(unit.code, date.today()) for unit, _ in meant if unit}
    for unit, field in meant:
        if unit is None or (unit.pk == lead_before and not wanted.internal):
            continue
        version = found[unit.pk]
        if version is None and unit.pk == lead_before:
            continue
        if version is None:
            last = units.latest(unit.code)
            ended = f" từ ngày {last.valid_to:%d/%m/%Y}" if last and last.valid_to else ""
            raise Mistake(f"{last.name if last else unit.code} không còn hoạt động{ended}; chọn đơn vị tiếp nhận.", field=field)
        fault = outside_fault(owner, version, internal=wanted.internal)
        if fault and (wanted.internal or unit.pk not in asked):
            raise Mistake(fault, field=field)
    if wanted.internal and owner is None:
        raise Mistake("Nhiệm vụ nội bộ phải thuộc kế hoạch của một đơn vị; chọn đơn vị.", field="internal")


def _fill(task: Task, wanted: Wanted) -> None:
    for name in PLAIN:
        value = getattr(wanted, name)
        setattr(task, name, value.strip() if isinstance(value, str) else value)
    if task.recurrence and not wanted.deadline and not task.deadline:
        task.deadline = task.first_deadline = parse_recurrence(task.recurrence).next(wanted.starts_on or date.today())
    if task.deadline is None:
        task.deadline = task.first_deadline = wanted.deadline
    if fault := deadline_fault(task.starts_on, task.deadline):
        raise Mistake(fault[0].upper() + fault[1:], field="starts_on")
    if task.outside:
        # What it is about, who answers for it and what it costs stay outside too.
        task.title, task.post, task.deliverable, task.budget = OUTSIDE, "", "", None


def _coordinate(writing: Writing, task: Task, wanted: Wanted, present: Sequence[Coordination]) -> None:
    parts = {unit.pk: "" if task.outside else part.strip()[:300] for unit, part in wanted.coordinating}
    for one in present:
        part = parts.pop(one.unit_id, None)
        if part is None:
            writing.deleted(one)
            one.delete()
        elif part != one.part:
            one.part = part
            writing.change(one)
    writing.make_all(Coordination, [Coordination(task=task, unit_id=unit, part=part) for unit, part in parts.items()])


def _measure(writing: Writing, task: Task, wanted: Wanted, present: Sequence[TaskMeasure]) -> None:
    """Indicators and targets; none for a task outside the system, which they would tell the subject of."""
    chosen: Sequence[Indicator | Target] = () if task.outside else (*wanted.indicators, *wanted.targets)
    want: set[tuple[bool, int | None]] = {(isinstance(one, Target), one.pk) for one in chosen}
    for one in present:
        key = (one.target_id is not None, one.target_id or one.indicator_id)
        if key in want:
            want.discard(key)
        else:
            writing.deleted(one)
            one.delete()
    made = [TaskMeasure(task=task, **{"target_id" if target else "indicator_id": key}) for target, key in sorted(want, key=str)]
    writing.make_all(TaskMeasure, made)


def wanted_of(task: Task) -> Wanted:
    """A task as it is, in the shape of what a person may want of it."""
    plain = {name: getattr(task, name) for name in (*PLAIN, "deadline", "outside")}
    parts = tuple((c.unit, c.part) for c in task.coordinations.select_related("unit").order_by("unit__code"))
    measures = list(task.measures.select_related("indicator", "target").order_by("pk"))
    return Wanted(
        **plain,
        coordinating=parts,
        indicators=tuple(m.indicator for m in measures if m.indicator),
        targets=tuple(m.target for m in measures if m.target),
    )


def differences(one: Wanted, other: Wanted) -> list[str]:
    """The names of what differs between two versions, in the order of the form."""
    return [f.name for f in fields(Wanted) if _plain(getattr(one, f.name)) != _plain(getattr(other, f.name))]


def _plain(value: Any) -> Any:
    """Lists are the same in any order."""
    return frozenset(value) if isinstance(value, tuple) else value
