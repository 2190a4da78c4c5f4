"""How deadlines moved: who asked and why, who decided."""

from django.db import models
from django.db.models import Q

from dutdiem.plans.models.task import Task
from dutdiem.trail.models import Recorded


class DeadlineMove(Recorded):
    """A request to move a deadline, from `before` to `wanted`; it moves when whoever assigned the task approves."""

    class State(models.TextChoices):
        ASKED = "asked", "chờ quyết định"
        APPROVED = "approved", "đồng ý"
        REFUSED = "refused", "không đồng ý"

    task = models.ForeignKey(Task, models.CASCADE, related_name="moves")
    before = models.DateField(null=True)
    wanted = models.DateField()
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_by = models.CharField(max_length=200)
    asked_on = models.DateField()
    decided_by = models.CharField(max_length=200, blank=True)
    decided_on = models.DateField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["task"], condition=Q(state="asked"), name="one_open_request_a_task"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} → {self.wanted}"
