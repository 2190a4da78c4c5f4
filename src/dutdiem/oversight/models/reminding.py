"""Who was reminded of what, the one mail a day that says so, and the private addresses of calendars."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dutdiem.access.models import User
from dutdiem.collection.models import Submission
from dutdiem.oversight.models.asked import Obstacle, Petition
from dutdiem.plans.models import Task
from dutdiem.trail.models import Recorded
from dutdiem.units.models import Unit


class Digest(Recorded):
    """The one mail of a day to an account. It waits in the database until `sent_at`."""

    account = models.ForeignKey(User, models.CASCADE, related_name="digests")
    on = models.DateField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["sent_at", "on"])]
        constraints = [models.UniqueConstraint(fields=["account", "on"], name="one_digest_a_day")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.on}"


class Sending(models.Model):
    """A digest that is being sent, or could not be: when it was taken, how often it was tried, what went wrong.

    Not on the trail: that a mail was sent stands on its digest.
    """

    digest = models.OneToOneField(Digest, models.CASCADE, related_name="sending")
    taken_at = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    fault = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.digest_id} {self.tries}"


class Notice(Recorded):
    """One reminder to one account: of a task, of something asked, or of a report that was opened again. `key` names the occasion,
    so that it is given once."""

    class About(models.TextChoices):
        TASK = "task", "nhiệm vụ"
        ANSWER = "answer", "cần trả lời"
        ANSWERED = "answered", "đã có trả lời"
        REOPENED = "reopened", "báo cáo được mở lại"

    added_later: ClassVar = frozenset({"submission_id"})

    account = models.ForeignKey(User, models.CASCADE, related_name="notices")
    key = models.CharField(max_length=80)
    about = models.CharField(max_length=10, choices=About)
    task = models.ForeignKey(Task, models.CASCADE, related_name="notices", null=True)
    obstacle = models.ForeignKey(Obstacle, models.CASCADE, related_name="notices", null=True)
    petition = models.ForeignKey(Petition, models.CASCADE, related_name="notices", null=True)
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="notices", null=True)
    on = models.DateField()
    due_on = models.DateField(null=True)
    role = models.CharField(max_length=10, blank=True)
    digest = models.ForeignKey(Digest, models.PROTECT, related_name="notices", null=True)
    read_on = models.DateField(null=True)

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["account", "-on"]), models.Index(fields=["key"])]
        constraints = [
            models.UniqueConstraint(fields=["account", "key"], name="reminded_once_an_occasion"),
            models.CheckConstraint(
                condition=Q(task__isnull=False, obstacle=None, petition=None, submission=None)
                | Q(task=None, obstacle__isnull=False, petition=None, submission=None)
                | Q(task=None, obstacle=None, petition__isnull=False, submission=None)
                | Q(task=None, obstacle=None, petition=None, submission__isnull=False),
                name="notice_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.key}"


class CalendarFeed(Recorded):
    """A private address under which a calendar program reads the deadlines of a unit, as far as the account may see them.

    Only the digest of the address's secret part is kept: whoever reads the database cannot read the calendar.
    """

    account = models.ForeignKey(User, models.CASCADE, related_name="feeds")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="feeds")
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()
    revoked_on = models.DateField(null=True)

    class Meta:
        ordering = ["-made_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.account_id} {self.unit_id}"
