"""The reviews that were written: which unit and period, from which state of the figures, and every figure with its trace."""

from django.db import models

from dutdiem.kit.folding import FoldedField
from dutdiem.trail.models import Recorded
from dutdiem.units.models import Unit


class Review(Recorded):
    """One written review. `figures` is the list of its printed figures, each with where it comes from (`ledger.Source`).

    `file` is the DOCX below the home; `mart_version` the version of the figures' table that it was computed from, which is
    kept as long as the review is; `identifier` stands in the file's properties, so that an edited copy finds its record;
    `trail_position` the last link of the trail's chain when tasks and obstacles were counted.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reviews")
    unit_name = models.CharField(max_length=300)
    period = models.CharField(max_length=21)
    template = models.CharField(max_length=40)
    title = models.CharField(max_length=1000)
    stands_on = models.DateField()
    mart_version = models.PositiveBigIntegerField(null=True)
    trail_position = models.PositiveBigIntegerField(default=0)
    figures = models.JSONField(default=list)
    file = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    identifier = models.CharField(max_length=80, unique=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=200)
    folded = FoldedField("title", "unit_name")

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["unit", "period"])]

    def __str__(self) -> str:
        return f"{self.title} ({self.file}, {len(self.figures)} số liệu có nguồn)"
