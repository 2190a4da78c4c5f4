"""The plan: a cascade of tasks, who leads and who helps, what proves that each is done, and what is reported on it."""

from django.db import models
from django.db.models import F, Q

from dutdiem.documents.models import Document, Proposal
from dutdiem.kit.folding import FoldedField
from dutdiem.trail.models import Recorded
from dutdiem.units.models import Unit


class Task(Recorded):
    """A node of the plan. Exactly one unit leads; `lead_text` keeps the document's own words for it."""

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
    parent = models.ForeignKey("self", models.PROTECT, related_name="children", null=True)
    path = models.CharField(max_length=300, db_index=True)
    lead = models.ForeignKey(Unit, models.PROTECT, related_name="led_tasks", null=True)
    lead_text = models.CharField(max_length=500, blank=True)
    coordinating_text = models.TextField(blank=True)
    deliverable = models.TextField(blank=True)
    starts_on = models.DateField(null=True)
    deadline = models.DateField(null=True)
    first_deadline = models.DateField(null=True)
    due_text = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.NOT_STARTED)
    percent = models.PositiveSmallIntegerField(default=0)
    handed_in_on = models.DateField(null=True)
    document = models.ForeignKey(Document, models.PROTECT, related_name="tasks", null=True)
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="tasks", null=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    folded = FoldedField("title", "lead_text", "deliverable")

    class Meta:
        ordering = ["path"]
        indexes = [models.Index(fields=["lead", "deadline"]), models.Index(fields=["state", "deadline"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(deadline=None) | Q(deadline__gte=F("starts_on")),
                name="deadline_after_start",
            ),
            models.CheckConstraint(condition=Q(percent__lte=100), name="percent_up_to_100"),
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


class ProgressReport(Recorded):
    """A unit's dated statement on one task."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="progress")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="progress")
    on = models.DateField()
    percent = models.PositiveSmallIntegerField()
    says = models.TextField()
    evidence = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.task_id} {self.on} {self.percent}%"
