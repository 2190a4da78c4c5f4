"""Undoing a bulk step as one: what it made goes, what it changed is as before, unless somebody has worked on it since."""

from collections.abc import Collection, Mapping, Set
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models

from dutdiem.authority import Actor, demand
from dutdiem.documents.models import Proposal
from dutdiem.kit.errors import Mistake
from dutdiem.plans.models import Task
from dutdiem.plans.percents import settle
from dutdiem.plans.queries.signals import kept_steps
from dutdiem.trail.actions import Writing, entry, fingerprint
from dutdiem.trail.models import Entry, Item, Recorded
from dutdiem.units import queries as units

UNDO = "plans.undo"
STEPS = {
    "plans.assign_table": "plans.assign",
    "plans.change_many": "plans.assign",
    "plans.merge": "plans.assign",
    "documents.accept": "documents.decide",
}
"""What can be undone as one, and the right that it takes in each plan that it touched."""
RESTORED = ("lead_id", "deadline", "first_deadline", "state", "stop_reason", "stated_percent", "merged_into_id", "focal_id", "post")


Key = tuple[str, str]
"""A record by its model and key, as the trail names it."""


def restorable(task: Task) -> dict[str, Any]:
    """What a bulk step may change of a task, as the trail keeps it."""
    return {name: value.isoformat() if isinstance(value := getattr(task, name), date) else value for name in RESTORED}


def undo(actor: Actor, number: int) -> tuple[int, int]:
    """Undo one step: how many records went back, and how many stay because they were worked on since."""
    step = Entry.objects.filter(pk=number, verb__in=STEPS).first()
    if step is None or kept_steps(actor, date.today(), [step]):
        raise Mistake(f"Không có lần giao, đổi hàng loạt nào số {number}; xem số được báo khi thực hiện.")
    for owner in step.facts.get("owners", [""]):
        demand(actor, STEPS[step.verb], units.path_of(owner, date.today()) if owner else "", date.today())
    with entry(actor, UNDO, step=number) as writing:
        if Entry.objects.filter(verb=UNDO, facts__step=number).exists():
            raise Mistake(f"Lần thực hiện số {number} đã được hoàn lại; không làm gì thêm.")
        back, stayed = _unchange(writing, step)
        # With a duplicate that stays where it was merged, all that the kept task got from it stays too.
        staying = {*stayed, *([step.facts["kept"]] if stayed and "kept" in step.facts else [])}
        gone, kept = _unmake(writing, step, frozenset((Task._meta.label_lower, str(key)) for key in staying))
        _reopen(writing, step)
    return back + gone, len(stayed) + kept


def _unchange(writing: Writing, step: Entry) -> tuple[int, list[int]]:
    """How many changed tasks are as before, and the keys of those that stay, since somebody has worked on them."""
    back: list[Task] = []
    stayed: list[int] = []
    for key, before, after in step.facts.get("changes", ()):
        task = Task.objects.select_for_update().filter(pk=key).first()
        if task is None or restorable(task) != after:
            stayed.append(key)
            continue
        for name, value in before.items():
            setattr(task, name, date.fromisoformat(value) if value and "deadline" in name else value)
        task.version += 1
        back.append(task)
    settle(writing, back)
    return len(back), stayed


def _unmake(writing: Writing, step: Entry, staying: Set[Key]) -> tuple[int, int]:
    """Take away what the step made, the last first, that is still as it was made and that nothing of others leans on; nothing of
    the changed tasks that stay as the step left them, so that a moved deadline keeps who moved it and why."""
    made = _made(step)
    going = _untouched(step, made, staying)
    above: dict[int, Task] = {}
    for key in (key for key in made if key in going):
        record = made[key]
        if isinstance(record, Task):
            above.pop(record.pk, None)
            above |= {record.parent.pk: record.parent} if record.parent else {}
        writing.deleted(record)
        record.delete()
    settle(writing, below=above.values())
    return len(going), len(made) - len(going)


def _made(step: Entry) -> dict[Key, Recorded]:
    """What the step made and is still there, the last first."""
    found = {}
    for model, key in step.items.filter(change=Item.Change.MADE).order_by("-pk").values_list("model", "key"):
        record = apps.get_model(model)._default_manager.filter(pk=key).first()
        if isinstance(record, Recorded):
            found[model, key] = record
    return found


def _untouched(step: Entry, made: Mapping[Key, Recorded], staying: Set[Key]) -> set[Key]:
    """What may go: a record that was changed, or on which something else rests, stays, and so do its own parts."""
    left = {(model, key): digest for model, key, digest in step.items.order_by("pk").values_list("model", "key", "digest")}
    going = set(made)
    for key, record in made.items():
        if fingerprint(record) != left[key] or leaned_on(record, besides=going):
            going.discard(key)
    return {key for key in going if not _part_of_what_stays(made[key], (made.keys() - going) | staying)}


def _part_of_what_stays(record: Recorded, staying: Set[Key]) -> bool:
    wholes = [
        field for field in record._meta.concrete_fields if field.remote_field and field.remote_field.on_delete is models.CASCADE
    ]
    return any((f.related_model._meta.label_lower, str(getattr(record, f.attname))) in staying for f in wholes)  # type: ignore[union-attr]


def leaned_on(record: Recorded, *, besides: Collection[Key] = ()) -> bool:
    """Whether any record refers to this one, `besides` apart."""
    for relation in record._meta.related_objects:
        model, label = relation.related_model, relation.related_model._meta.label_lower
        found = model._default_manager.filter(**{relation.field.name: record}).values_list("pk", flat=True)
        if any((label, str(key)) not in besides for key in found):
            return True
    return False


def _reopen(writing: Writing, step: Entry) -> None:
    """Proposals of which nothing is left wait for a decision again."""
    for proposal in Proposal.objects.filter(pk__in=step.facts.get("proposals", ()), state=Proposal.State.ACCEPTED):
        if step.verb == "documents.accept" and not leaned_on(proposal):
            proposal.state, proposal.decided_by, proposal.decided_at = Proposal.State.OPEN, "", None
            writing.change(proposal)
