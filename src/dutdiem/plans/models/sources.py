"""Where else a task is ordered, and what it is measured by."""

from django.db import models
from django.db.models import Q

from dutdiem.catalogue.models import Indicator, Target
from dutdiem.documents.models import Document, Proposal
from dutdiem.plans.models.task import Task
from dutdiem.trail.models import Recorded


class Derivation(Recorded):
    """A further passage that orders a task, besides the one that it was made from: done once, reported to both."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="derivations")
    document = models.ForeignKey(Document, models.PROTECT, related_name="derivations")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="derivations", null=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["document_id", "start", "pk"]
        constraints = [models.UniqueConstraint(fields=["task", "document", "start", "end"], name="one_derivation_a_passage")]

    def __str__(self) -> str:
        return f"{self.task_id} ← {self.document_id} {self.start}-{self.end}"


class TaskMeasure(Recorded):
    """An indicator or a target by which a task is measured."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="measures")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="tasks", null=True)
    target = models.ForeignKey(Target, models.PROTECT, related_name="tasks", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "indicator"], name="one_measure_an_indicator"),
            models.UniqueConstraint(fields=["task", "target"], name="one_measure_a_target"),
            models.CheckConstraint(
                condition=Q(indicator=None, target__isnull=False) | Q(indicator__isnull=False, target=None),
                name="an_indicator_or_a_target",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.indicator_id or self.target_id}"
