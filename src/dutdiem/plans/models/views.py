"""What the lists of tasks are drawn from besides the tasks themselves: what waits for what, and filters that were kept."""

from django.db import models
from django.db.models import F, Q

from dutdiem.access.models import User
from dutdiem.plans.models.task import Task
from dutdiem.trail.models import Recorded
from dutdiem.units.models import Unit


class Dependency(Recorded):
    """`task` can begin only when `after` is finished."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="waits_for")
    after = models.ForeignKey(Task, models.CASCADE, related_name="held_up")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "after"], name="one_dependency_a_pair"),
            models.CheckConstraint(condition=~Q(task=F("after")), name="no_dependency_on_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} ← {self.after_id}"


class SavedFilter(Recorded):
    """A view with its filters under a name: a person's own, or a unit's, which only those in its subtree see."""

    class View(models.TextChoices):
        TABLE = "table", "danh sách"
        BOARD = "board", "theo trạng thái"
        TIMELINE = "timeline", "tiến trình"
        CALENDAR = "calendar", "lịch"

    name = models.CharField(max_length=120)
    view = models.CharField(max_length=10, choices=View)
    query = models.CharField(max_length=1000, blank=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="filters", null=True)
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="filters", null=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user=None, unit__isnull=False) | Q(user__isnull=False, unit=None), name="filter_of_a_person_or_a_unit"
            ),
            models.UniqueConstraint(fields=["user", "name"], name="one_filter_a_name_and_person"),
            models.UniqueConstraint(fields=["unit", "name"], name="one_filter_a_name_and_unit"),
        ]

    def __str__(self) -> str:
        return self.name
