"""What is measured: data elements, indicators over them, targets that units must reach, forms that units fill in."""

from django.db import models

from dutdiem.documents.models import Document
from dutdiem.kit.decimals import ExactDecimalField
from dutdiem.trail.models import Recorded
from dutdiem.units.models import Unit


class Frequency(models.TextChoices):
    """How often something is reported."""

    DAY = "day", "ngày"
    WEEK = "week", "tuần"
    MONTH = "month", "tháng"
    QUARTER = "quarter", "quý"
    HALF = "half", "6 tháng"
    NINE_MONTHS = "nine_months", "9 tháng"
    YEAR = "year", "năm"


class DataElement(Recorded):
    """One thing that is counted or measured, and how it adds up over units and over time."""

    AGGREGATIONS = [(a, a) for a in ("sum", "average", "min", "max", "last", "none")]

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=300)
    unit = models.CharField(max_length=60)
    frequency = models.CharField(max_length=12, choices=Frequency)
    over_units = models.CharField(max_length=8, choices=AGGREGATIONS, default="sum")
    over_time = models.CharField(max_length=8, choices=AGGREGATIONS, default="sum")

    def __str__(self) -> str:
        return self.name


class Indicator(Recorded):
    """A formula over data elements: the ratio of aggregated parts, never an average of ratios."""

    DIRECTIONS = [("up", "càng cao càng tốt"), ("down", "càng thấp càng tốt"), ("none", "không so sánh")]

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=300)
    formula = models.TextField()
    unit = models.CharField(max_length=60)
    direction = models.CharField(max_length=4, choices=DIRECTIONS, default="none")
    decimals = models.PositiveSmallIntegerField(default=2)

    def __str__(self) -> str:
        return self.name


class Target(Recorded):
    """A value that a unit must reach by the end of a period, with the passage that says so where it is known."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets", null=True)
    measure_text = models.CharField(max_length=500, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="targets")
    period = models.CharField(max_length=12)
    comparator = models.CharField(max_length=2, choices=[(c, c) for c in (">=", ">", "=", "<", "<=")])
    value = ExactDecimalField()
    value_unit = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=120, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, related_name="targets", null=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.indicator_id or self.measure_text} {self.comparator} {self.value} ({self.period})"


class ReportForm(Recorded):
    """A set of data elements that the units of one level fill in for each period."""

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=300)
    frequency = models.CharField(max_length=12, choices=Frequency)
    level = models.CharField(max_length=20)
    elements = models.JSONField(default=list)
    due_day = models.PositiveSmallIntegerField(default=5)

    def __str__(self) -> str:
        return self.name
