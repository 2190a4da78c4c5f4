"""What the mart holds of each month, so that only months whose submissions changed are written again."""

from django.db import models


class MartMonth(models.Model):
    """A month's partition: the count of changes (`collection.MonthChange`) that it has taken in, and its table version."""

    month = models.CharField(max_length=7, primary_key=True)
    changes = models.PositiveBigIntegerField()
    version = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.month}: {self.changes}"
