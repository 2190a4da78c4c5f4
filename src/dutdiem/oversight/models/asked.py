"""What holds tasks back and what units ask for, each with its answer and the way it went until it had one."""

from typing import Any

from django.db import models
from django.db.models import Q

from dutdiem.documents.models import Document, Proposal
from dutdiem.kit.folding import FoldedField
from dutdiem.plans.models import Task
from dutdiem.trail.models import Recorded
from dutdiem.units.models import Unit


class Asked(Recorded):
    """What obstacles and petitions have in common: open until `answered_on`, by an answer or by the task that it `became`."""

    class Kind(models.TextChoices):
        LAW = "law", "quy định"
        MONEY = "money", "kinh phí"
        PEOPLE = "people", "nhân lực"
        PREMISES = "premises", "trụ sở, đất đai"
        EQUIPMENT = "equipment", "trang bị"
        COORDINATION = "coordination", "phối hợp"
        OTHER = "other", "khác"

    title = models.TextField()
    kind = models.CharField(max_length=14, choices=Kind, default=Kind.OTHER)
    task = models.ForeignKey(Task, models.PROTECT, related_name="%(class)ss", null=True)
    raised_on = models.DateField()
    answer_by = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    became = models.ForeignKey(Task, models.PROTECT, related_name="removes_%(class)ss", null=True)
    folded = FoldedField("title")

    # Each kind of request says for itself who raised it and who answers.
    unit: Any
    unit_id: int | None
    addressed_to: Any
    addressed_to_id: int | None
    document: Any

    class Meta:
        abstract = True
        ordering = ["raised_on", "pk"]

    def __str__(self) -> str:
        return self.title


class Obstacle(Asked):
    """A difficulty, raised by a unit or found in a document; one that nobody is asked about yet waits to be passed to somebody."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="obstacles", null=True)
    addressed_to = models.ForeignKey(Unit, models.PROTECT, related_name="obstacles_to_answer", null=True)
    document = models.ForeignKey(Document, models.PROTECT, related_name="obstacles", null=True)
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="obstacles", null=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)

    class Meta(Asked.Meta):
        indexes = [models.Index(fields=["answered_on", "raised_on"])]


class Petition(Asked):
    """A request from a unit to a higher one, raised here or found in a document of the unit."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="petitions")
    addressed_to = models.ForeignKey(Unit, models.PROTECT, related_name="petitions_to_answer")
    obstacle = models.ForeignKey(Obstacle, models.PROTECT, related_name="petitions", null=True)
    document = models.ForeignKey(Document, models.PROTECT, related_name="petitions", null=True)
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="petitions", null=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)

    added_later = frozenset({"document_id", "proposal_id", "start", "end"})

    class Meta(Asked.Meta):
        indexes = [models.Index(fields=["answered_on", "raised_on"])]


class Passing(Recorded):
    """That something asked went from one unit to a higher one, and why; `before` is empty where nobody had been asked yet."""

    obstacle = models.ForeignKey(Obstacle, models.CASCADE, related_name="passings", null=True)
    petition = models.ForeignKey(Petition, models.CASCADE, related_name="passings", null=True)
    on = models.DateField()
    before = models.ForeignKey(Unit, models.PROTECT, related_name="passed_on", null=True)
    after = models.ForeignKey(Unit, models.PROTECT, related_name="passed_to")
    reason = models.TextField(blank=True)
    passed_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(obstacle=None, petition__isnull=False) | Q(obstacle__isnull=False, petition=None),
                name="passing_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.before_id} → {self.after_id} ({self.on})"
