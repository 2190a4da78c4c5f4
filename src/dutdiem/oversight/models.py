"""What holds tasks back and what units ask for, each with its answer."""

from django.db import models

from dutdiem.documents.models import Document, Proposal
from dutdiem.kit.folding import FoldedField
from dutdiem.plans.models import Task
from dutdiem.trail.models import Recorded
from dutdiem.units.models import Unit


class Obstacle(Recorded):
    """A difficulty, raised by a unit or found in a document, open until somebody answers it."""

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
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="obstacles", null=True)
    addressed_to = models.ForeignKey(Unit, models.PROTECT, related_name="obstacles_to_answer", null=True)
    task = models.ForeignKey(Task, models.PROTECT, related_name="obstacles", null=True)
    raised_on = models.DateField()
    answer_by = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    document = models.ForeignKey(Document, models.PROTECT, related_name="obstacles", null=True)
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="obstacles", null=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    folded = FoldedField("title")

    class Meta:
        ordering = ["raised_on", "pk"]

    def __str__(self) -> str:
        return self.title


class Petition(Recorded):
    """A request from a unit to a higher one; open until it has an answer."""

    title = models.TextField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="petitions")
    addressed_to = models.ForeignKey(Unit, models.PROTECT, related_name="petitions_to_answer")
    obstacle = models.ForeignKey(Obstacle, models.PROTECT, related_name="petitions", null=True)
    raised_on = models.DateField()
    answer_by = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    folded = FoldedField("title")

    class Meta:
        ordering = ["raised_on", "pk"]

    def __str__(self) -> str:
        return self.title
