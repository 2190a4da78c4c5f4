"""One task for what several directives order: further sources, and merging of duplicates."""

from datetime import date

from dutdiem.authority import Actor
from dutdiem.documents.models import Document, Proposal
from dutdiem.kit.errors import Mistake
from dutdiem.plans.actions.permission import demand_of_owner, fresh, outside_fault
from dutdiem.plans.actions.restoring import restorable
from dutdiem.plans.models import Coordination, Derivation, Task
from dutdiem.plans.percents import settle
from dutdiem.plans.rules import place_fault
from dutdiem.trail.actions import Writing, entry
from dutdiem.trail.models import Entry
from dutdiem.units import queries as units

MERGE = "plans.merge"


def derive(actor: Actor, task: Task, document: Document, start: int, end: int, *, proposal: Proposal | None = None) -> Derivation:
    """Name a further passage that orders the same task."""
    demand_of_owner(actor, task)
    with entry(actor, "plans.derive", task=task.pk, document=document.pk) as writing:
        if fresh(task).outside:
            raise Mistake(f"Nhiệm vụ {task.pk} ngoài hệ thống, không ghi văn bản.")
        if not 0 <= start < end <= len(document.text):
            raise Mistake(f"Đoạn {start}–{end} không có trong {document}; chọn lại đoạn giao nhiệm vụ.")
        if (task.document_id, task.start, task.end) == (document.pk, start, end) or _known(task, document.pk, start, end):
            raise Mistake(f"Nhiệm vụ {task.pk} đã ghi đoạn này của {document}; không ghi lần nữa.")
        return writing.make(Derivation(task=task, document=document, start=start, end=end, proposal=proposal))


def merge(actor: Actor, kept: Task, other: Task) -> int:
    """Two directives ordered the same: it is done once, as `kept`, and reported to both. `other` stays in its place and shows how
    `kept` stands. Whoever merges answers for both plans. The number of the step, to undo it by."""
    for task in (kept, other):
        demand_of_owner(actor, task)
    owners = sorted({task.owner.code if task.owner else "" for task in (kept, other)})
    with entry(actor, MERGE, kept=kept.pk, other=other.pk, owners=owners) as writing:
        _check(fresh(kept), fresh(other))
        before = restorable(other)
        _hand_sources(writing, kept, other)
        _hand_units(writing, kept, other)
        other.merged_into, other.state = kept, Task.State.CANCELLED
        other.stop_reason, other.version = f"Gộp vào nhiệm vụ số {kept.pk}.", other.version + 1
        settle(writing, [other])
        writing.facts["changes"] = [[other.pk, before, restorable(other)]]
    return Entry.objects.filter(verb=MERGE).latest("pk").pk


def _check(kept: Task, other: Task) -> None:
    if kept.pk == other.pk:
        raise Mistake("Chỉ có một nhiệm vụ; chọn hai nhiệm vụ khác nhau để gộp.")
    if place_fault(kept.path, other.path) or place_fault(other.path, kept.path):
        raise Mistake("Hai nhiệm vụ nằm trên dưới nhau trong cây, không phải trùng lặp; chọn lại.")
    for task in (kept, other):
        if task.merged_into_id or task.state in {Task.State.CANCELLED, Task.State.DONE} or task.outside:
            raise Mistake(f"Nhiệm vụ {task.pk} {task.get_state_display()} hoặc ngoài hệ thống, không gộp được.")
    if (kept.internal or other.internal) and kept.owner_id != other.owner_id:
        raise Mistake(_two_plans(kept, other))
    if kept.internal and not other.internal:
        raise Mistake(f"Nhiệm vụ {kept.pk} là nội bộ, nhiệm vụ {other.pk} thì không; giữ nhiệm vụ {other.pk} rồi gộp lại.")
    if other.children.exists() or other.merged.exists():
        raise Mistake(f"Nhiệm vụ {other.pk} có việc bên dưới; giữ nhiệm vụ này và gộp nhiệm vụ kia vào.")
    if kept.internal:
        _refuse_outside(kept, other)


def _two_plans(kept: Task, other: Task) -> str:
    """Whoever works on what a unit keeps internal, and on what ground, is told to no other unit's plan."""
    inside, beside = (kept, other) if kept.internal else (other, kept)
    whose = f" của {inside.owner.code}" if inside.owner else ""
    return (
        f"Nhiệm vụ {inside.pk} là nội bộ{whose}, nhiệm vụ {beside.pk} thuộc kế hoạch khác; "
        "gộp thì đơn vị ngoài thấy việc nội bộ, giữ riêng hai nhiệm vụ."
    )


def _refuse_outside(kept: Task, other: Task) -> None:
    """Whoever led or helped with the other comes to see the kept one, which stays within its owner's subtree."""
    versions = units.on(date.today()).filter(unit__in={other.lead_id, *other.coordinations.values_list("unit_id", flat=True)})
    for version in versions.order_by("path"):
        if outside_fault(kept.owner, version, internal=True):
            raise Mistake(
                f"Nhiệm vụ {kept.pk} là nội bộ, {version.name} tham gia nhiệm vụ {other.pk} mà ở ngoài đơn vị; "
                f"bỏ đơn vị này khỏi nhiệm vụ {other.pk} rồi gộp lại."
            )


def _hand_sources(writing: Writing, kept: Task, other: Task) -> None:
    """Every passage that ordered the other now orders the kept one too."""
    spans = [(other.document_id, other.start, other.end, other.proposal_id)]
    spans += other.derivations.values_list("document_id", "start", "end", "proposal_id")
    for document, start, end, proposal in spans:
        if document is None or start is None or end is None or _known(kept, document, start, end):
            continue
        writing.make(Derivation(task=kept, document_id=document, start=start, end=end, proposal_id=proposal))


def _hand_units(writing: Writing, kept: Task, other: Task) -> None:
    """Whoever led or helped with the other helps with the kept one."""
    present = {kept.lead_id, *kept.coordinations.values_list("unit_id", flat=True)}
    parts = dict(other.coordinations.values_list("unit_id", "part"))
    if other.lead_id and other.lead_id not in parts:
        parts[other.lead_id] = ""
    fresh_units = [(unit, part) for unit, part in parts.items() if unit not in present]
    writing.make_all(Coordination, [Coordination(task=kept, unit_id=unit, part=part) for unit, part in fresh_units])


def _known(task: Task, document: int, start: int, end: int) -> bool:
    return task.derivations.filter(document_id=document, start=start, end=end).exists()
