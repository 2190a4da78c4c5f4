"""What is reported on tasks, with what proves it, and the past occurrences of what recurs."""

from django.db import models

from dutdiem.plans.models.task import Task
from dutdiem.trail.models import Recorded
from dutdiem.units.models import Unit


class ProgressReport(Recorded):
    """A unit's dated statement on one task; `percent` is empty where the unit states none."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="progress")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="progress")
    on = models.DateField()
    percent = models.PositiveSmallIntegerField(null=True)
    says = models.TextField()
    evidence = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["task", "on"])]

    def __str__(self) -> str:
        return f"{self.task_id} {self.on} {self.percent}%"


class Evidence(Recorded):
    """A file that supports a progress report; kept under the home by its digest, never by what its sender called it."""

    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="files")
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["report", "sha256"], name="a_file_once_a_report")]

    def __str__(self) -> str:
        return self.file_name


class Occurrence(Recorded):
    """One deadline of a recurring task that was met: when it was due, handed in and accepted."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="occurrences")
    due_on = models.DateField()
    handed_in_on = models.DateField()
    accepted_on = models.DateField()

    class Meta:
        ordering = ["-due_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["task", "due_on"], name="one_occurrence_a_deadline")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.due_on}"
