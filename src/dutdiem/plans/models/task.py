"""A task of the plan, and the units that help with it."""

from django.db import models
from django.db.models import F, Q

from dutdiem.access.models import User
from dutdiem.documents.models import Document, Proposal
from dutdiem.kit.decimals import ExactDecimalField
from dutdiem.kit.folding import FoldedField
from dutdiem.trail.models import Recorded
from dutdiem.units.models import Unit

OUTSIDE = "Nhiệm vụ ngoài hệ thống"
"""All that a task which rests on a secret document may be called."""


class Task(Recorded):
    """A node of the plan. Exactly one unit leads; `lead_text` keeps the document's own words for it.

    `owner` is the unit whose plan it belongs to: it assigns, changes and accepts; empty for what is above every unit. The
    sentence that orders the task first is `document` from `start` to `end`; further ones are derivations.
    """

    class Kind(models.TextChoices):
        OBJECTIVE = "objective", "mục tiêu"
        GROUP = "group", "nhóm nhiệm vụ"
        SCHEME = "scheme", "đề án"
        PROJECT = "project", "dự án"
        TASK = "task", "nhiệm vụ"
        SUBTASK = "subtask", "nhiệm vụ thành phần"

    class State(models.TextChoices):
        NOT_STARTED = "not_started", "chưa thực hiện"
        IN_PROGRESS = "in_progress", "đang thực hiện"
        WAITING = "waiting", "chờ nghiệm thu"
        DONE = "done", "đã hoàn thành"
        RETURNED = "returned", "phải làm lại"
        SUSPENDED = "suspended", "tạm dừng"
        CANCELLED = "cancelled", "đã hủy"

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.TASK)
    title = models.TextField()
    parent = models.ForeignKey("self", models.PROTECT, related_name="children", null=True, db_index=False)
    path = models.CharField(max_length=300, db_index=True)
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="owned_tasks", null=True, db_index=False)
    internal = models.BooleanField(default=False)
    outside = models.BooleanField(default=False)
    lead = models.ForeignKey(Unit, models.PROTECT, related_name="led_tasks", null=True)
    lead_text = models.CharField(max_length=500, blank=True)
    coordinating_text = models.TextField(blank=True)
    post = models.CharField(max_length=200, blank=True)
    focal = models.ForeignKey(User, models.PROTECT, related_name="focal_tasks", null=True)
    deliverable = models.TextField(blank=True)
    starts_on = models.DateField(null=True)
    deadline = models.DateField(null=True)
    first_deadline = models.DateField(null=True)
    due_text = models.CharField(max_length=300, blank=True)
    recurrence = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.NOT_STARTED)
    stop_reason = models.TextField(blank=True)
    weight = models.PositiveSmallIntegerField(default=1)
    stated_percent = models.PositiveSmallIntegerField(null=True)
    percent = models.PositiveSmallIntegerField(default=0)
    handed_in_on = models.DateField(null=True)
    budget = ExactDecimalField(null=True)
    taken_from = models.ForeignKey("self", models.PROTECT, related_name="taken_up", null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, related_name="merged", null=True, db_index=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="tasks", null=True)
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="tasks", null=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    assigned_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    folded = FoldedField("title", "lead_text", "deliverable")

    added_later = frozenset(
        {
            "assigned_on", "budget", "focal_id", "internal", "merged_into_id", "outside", "owner_id", "post", "recurrence",
            "stated_percent", "stop_reason", "taken_from_id", "version", "weight",
        }
    )  # fmt: skip

    class Meta:
        ordering = ["path"]
        indexes = [
            models.Index(fields=["lead", "deadline"]),
            models.Index(fields=["state", "deadline"]),
            models.Index(fields=["deadline"]),
            # All that counts of tasks ask for, so that the tasks themselves, with their texts, need not be read.
            models.Index(
                fields="merged_into kind state deadline handed_in_on lead owner internal taken_from path".split(),
                name="task_work",
            ),
            # The table by state in the order of progress.
            models.Index(fields=["state", "percent"], name="task_progress"),
            # Which tasks were fanned out; which of a unit's only hold others together.
            models.Index(fields=["parent", "kind"], name="task_parent"),
            models.Index(fields=["owner", "kind"], name="task_owner"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(deadline=None) | Q(deadline__gte=F("starts_on")),
                name="deadline_after_start",
            ),
            models.CheckConstraint(
                condition=Q(percent__lte=100) & (Q(stated_percent=None) | Q(stated_percent__lte=100)), name="percent_up_to_100"
            ),
            models.CheckConstraint(condition=Q(weight__gte=1), name="weight_from_1"),
            models.CheckConstraint(condition=Q(internal=False) | Q(owner__isnull=False), name="internal_has_an_owner"),
            models.CheckConstraint(
                condition=Q(outside=False)
                | Q(
                    title=OUTSIDE,
                    lead_text="",
                    coordinating_text="",
                    post="",
                    deliverable="",
                    due_text="",
                    stop_reason="",
                    budget=None,
                    document=None,
                    proposal=None,
                    start=None,
                    end=None,
                ),
                name="outside_task_holds_no_subject",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Coordination(Recorded):
    """A unit that helps with a task, and its part in it."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="coordinations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="coordinations")
    part = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "unit"], name="one_coordination_a_unit")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.unit_id}"
