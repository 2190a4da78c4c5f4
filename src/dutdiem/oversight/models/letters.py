"""Urging letters as they were drafted."""

from django.db import models

from dutdiem.trail.models import Recorded
from dutdiem.units.models import Unit


class UrgingLetter(Recorded):
    """A draft (công văn đôn đốc) from one unit to another, with the overdue tasks that it lists; the file lies in the home.

    It is `internal` to the sender where it lists a task that is.
    """

    sender = models.ForeignKey(Unit, models.PROTECT, related_name="letters_sent")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="letters")
    on = models.DateField()
    answer_by = models.DateField()
    tasks = models.JSONField(default=list)
    file = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    drafted_by = models.CharField(max_length=200)
    internal = models.BooleanField(default=False)

    added_later = frozenset({"internal"})

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.on}"
