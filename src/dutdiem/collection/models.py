"""Submissions: what a unit reports on a form for a period, one record per revision with its values as one document."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dutdiem.catalogue.models import ReportForm
from dutdiem.collection.rules import REOPENED
from dutdiem.trail.models import Recorded
from dutdiem.units.models import Unit


class Submission(Recorded):
    """One unit's filled form for one period. `values` maps element codes to exact decimals as text: {"cases": "12"}.

    An option of a breakdown has its own code, `cases:urban`. `comments` are by the same codes; `warnings` are the sentences of the
    rules that did not hold when it was sent; `reason` is why it was returned or reopened.
    """

    added_later: ClassVar = frozenset({"comments", "warnings", "reason"})

    class Status(models.TextChoices):
        DRAFT = "draft", "đang nhập"
        SUBMITTED = "submitted", "đã gửi"
        RETURNED = "returned", "bị trả lại"
        APPROVED = "approved", "đã duyệt"
        LOCKED = "locked", "đã chốt"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="submissions")
    form = models.ForeignKey(ReportForm, models.PROTECT, related_name="submissions")
    period = models.CharField(max_length=12)
    month = models.CharField(max_length=7)
    revision = models.PositiveSmallIntegerField(default=1)
    latest = models.BooleanField(default=True)
    status = models.CharField(max_length=10, choices=Status)
    values = models.JSONField(default=dict)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.CharField(max_length=200, blank=True)
    comments = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)
    reason = models.CharField(max_length=500, default="")

    class Meta:
        indexes = [
            models.Index(fields=["month", "status"]),
            # Few are opened again: without this, finding them would read every report.
            models.Index(
                fields=["submitted_at"], name="opened_again", condition=Q(latest=True, status="submitted") & ~Q(reason="")
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["unit", "form", "period", "revision"], name="one_revision"),
            models.UniqueConstraint(fields=["unit", "form", "period"], condition=Q(latest=True), name="one_latest_revision"),
        ]

    def __str__(self) -> str:
        return f"{self.form_id} {self.unit_id} {self.period} r{self.revision}"

    @property
    def standing(self) -> str:
        """The status, or that it was opened again: then it counts as sent, and its unit is to send a correction, which has no
        reason of its own."""
        return REOPENED if self.status == self.Status.SUBMITTED and self.reason else str(self.status)


class MonthChange(models.Model):
    """Counts the actions that touched submissions of periods ending in a month, so that the mart knows what to renew."""

    month = models.CharField(max_length=7, primary_key=True)
    changes = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.month}: {self.changes}"
