"""What the mart holds of each month, and which indicators a unit has chosen for its overview."""

from django.db import models

from dutdiem.catalogue.models import Indicator
from dutdiem.trail.models import Recorded
from dutdiem.units.models import Unit


class MartMonth(models.Model):
    """A month's partition: the count of changes (`collection.MonthChange`) that it has taken in, and its table version."""

    month = models.CharField(max_length=7, primary_key=True)
    changes = models.PositiveBigIntegerField()
    version = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.month}: {self.changes}"


class Chosen(Recorded):
    """An indicator that stands first on a unit's overview, in the order of `place`."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="chosen")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="chosen_by")
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["unit_id", "place", "pk"]
        constraints = [models.UniqueConstraint(fields=["unit", "indicator"], name="one_choice_of_an_indicator")]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.indicator_id}"
