"""Undoing a bulk step as one: what it made goes, what it changed is as before, unless somebody has worked on it since."""

from collections.abc import Mapping, Set
from datetime import date
from typing import Any

from django.db import models

from dutdiem.authority import Actor, demand
from dutdiem.documents.models import Proposal
from dutdiem.kit.errors import Mistake
from dutdiem.plans.actions.leaning import Key, key_of, leaning_on, still_there, take_away
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
    made = still_there([(model, key) for model, key in _items(step, change=Item.Change.MADE).values_list("model", "key")])
    leaning = leaning_on(made)
    kept = _touched(step, made, leaning, staying)
    going = {key: record for key, record in made.items() if key not in kept}
    tasks = [record for record in going.values() if isinstance(record, Task)]
    above = {task.parent_id for task in tasks if task.parent_id} - {task.pk for task in tasks}
    writing.deleted(*going.values())
    take_away(going, leaning)
    settle(writing, below=Task.objects.filter(pk__in=above))
    return len(going), len(kept)


def _items(step: Entry, **narrowed: Any) -> models.QuerySet[Item]:
    """The records of a step, the last first."""
    return step.items.filter(**narrowed).order_by("-pk")


def _touched(step: Entry, made: Mapping[Key, Recorded], leaning: Mapping[Key, Set[Key]], staying: Set[Key]) -> set[Key]:
    """What may not go: a record that was changed, or on which something else rests, stays, and so do its own parts and those of
    what stays besides."""
    left = {(model, key): digest for model, key, digest in _items(step).reverse().values_list("model", "key", "digest")}
    going = set(made)
    for key, record in made.items():
        if fingerprint(record) != left[key] or leaning.get(key, set()) - going:
            going.discard(key)
    kept = made.keys() - going
    return kept | {key for key in going if _part_of_what_stays(made[key], kept | staying)}


def _part_of_what_stays(record: Recorded, staying: Set[Key]) -> bool:
    wholes = [
        field for field in record._meta.concrete_fields if field.remote_field and field.remote_field.on_delete is models.CASCADE
    ]
    return any((f.related_model._meta.label_lower, str(getattr(record, f.attname))) in staying for f in wholes)  # type: ignore[union-attr]


def _reopen(writing: Writing, step: Entry) -> None:
    """Proposals of which nothing is left wait for a decision again."""
    if step.verb != "documents.accept":
        return
    accepted = list(Proposal.objects.filter(pk__in=step.facts.get("proposals", ()), state=Proposal.State.ACCEPTED))
    leaning = leaning_on(map(key_of, accepted))
    for proposal in accepted:
        if not leaning.get(key_of(proposal)):
            proposal.state, proposal.decided_by, proposal.decided_at = Proposal.State.OPEN, "", None
            writing.change(proposal)
