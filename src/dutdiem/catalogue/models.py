"""What is measured: data elements, indicators over them, targets that units must reach, forms that units fill in."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dutdiem.documents.models import Document
from dutdiem.kit.decimals import ExactDecimalField
from dutdiem.trail.models import Recorded
from dutdiem.units.models import Unit

LONGEST_CODE = 120
"""A code, with the unit behind it where it is a unit's own."""


class Frequency(models.TextChoices):
    """How often something is reported."""

    DAY = "day", "ngày"
    WEEK = "week", "tuần"
    MONTH = "month", "tháng"
    QUARTER = "quarter", "quý"
    HALF = "half", "6 tháng"
    NINE_MONTHS = "nine_months", "9 tháng"
    YEAR = "year", "năm"


class Owned(Recorded):
    """What holds in the whole tree (no owner), or what a unit defined for its own subtree; `internal` is seen in that alone.

    The code of a unit's own ends with the unit that defined it (`measures/definitions/owned.py`); `owner` follows its successors.
    Where there is a `valid_to` it is the last day on which it holds: a unit has ended it (`ending.py`).
    """

    added_later: ClassVar = frozenset({"owner_id", "internal"})

    owner = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True)
    internal = models.BooleanField(default=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(internal=False) | Q(owner__isnull=False), name="%(class)s_internal_has_an_owner")
        ]


class DataElement(Owned):
    """One thing that is counted or measured, how it adds up over units and over time, and what a figure of it may be.

    The definition holds from `valid_from` on, from the beginning where that is empty; what held before is in `Superseded`.
    """

    added_later: ClassVar = Owned.added_later | {
        "negative",
        "minimum",
        "maximum",
        "whole",
        "disaggregations",
        "valid_from",
        "valid_to",
    }
    AGGREGATIONS = [(a, a) for a in ("sum", "average", "min", "max", "last", "none")]

    code = models.CharField(max_length=LONGEST_CODE, unique=True)
    name = models.CharField(max_length=300)
    unit = models.CharField(max_length=60)
    frequency = models.CharField(max_length=12, choices=Frequency)
    over_units = models.CharField(max_length=8, choices=AGGREGATIONS, default="sum")
    over_time = models.CharField(max_length=8, choices=AGGREGATIONS, default="sum")
    negative = models.BooleanField(default=False)
    minimum = ExactDecimalField(null=True)
    maximum = ExactDecimalField(null=True)
    whole = models.BooleanField(default=False)
    disaggregations = models.JSONField(default=list)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name


class Disaggregation(Owned):
    """What an element is told apart by: an area, a kind of unit, a severity. `options` are [code, name] in their order."""

    code = models.CharField(max_length=LONGEST_CODE, unique=True)
    name = models.CharField(max_length=300)
    options = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.name


class Indicator(Owned):
    """A formula over data elements: the ratio of aggregated parts, never an average of ratios."""

    added_later: ClassVar = Owned.added_later | {"valid_from", "valid_to"}
    DIRECTIONS = [("up", "càng cao càng tốt"), ("down", "càng thấp càng tốt"), ("none", "không so sánh")]

    code = models.CharField(max_length=LONGEST_CODE, unique=True)
    name = models.CharField(max_length=300)
    formula = models.TextField()
    unit = models.CharField(max_length=60)
    direction = models.CharField(max_length=4, choices=DIRECTIONS, default="none")
    decimals = models.PositiveSmallIntegerField(default=2)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name


class Target(Owned):
    """A value that a unit must reach by the end of a period, with the passage that says so where it is known.

    The straight path to it begins at `baseline` on the day `baseline_on`, where both are known.
    """

    added_later: ClassVar = Owned.added_later | {"baseline", "baseline_on", "valid_from", "valid_to"}
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
    baseline = ExactDecimalField(null=True)
    baseline_on = models.DateField(null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.indicator_id or self.measure_text} {self.comparator} {self.value} ({self.period})"


class Superseded(Recorded):
    """What a definition was before its later entry: its fields, from `valid_from` on, from the beginning where that is empty."""

    class Kind(models.TextChoices):
        ELEMENT = "element", "mục số liệu"
        INDICATOR = "indicator", "chỉ tiêu thống kê"
        TARGET = "target", "chỉ tiêu được giao"

    kind = models.CharField(max_length=10, choices=Kind)
    code = models.CharField(max_length=200)
    valid_from = models.DateField(null=True)
    content = models.JSONField()

    class Meta:
        ordering = ["kind", "code", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "code", "valid_from"], name="one_definition_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code} ({self.valid_from or 'từ đầu'})"


class ReportForm(Owned):
    """A set of data elements that the units of one level fill in for each period of the form's calendar.

    `due_workdays` maps levels to working days after the period; where it is silent the form is due on `due_day` of the month after.
    Nothing is owed for periods that ended before `starts_on` or end after `valid_to`; a unit's own form is for the units
    of the level in its subtree.
    `rules` are what must hold between the figures, as `measures.definitions.Rule`.
    """

    added_later: ClassVar = Owned.added_later | {"calendar", "due_workdays", "rules", "starts_on", "valid_to"}
    code = models.CharField(max_length=LONGEST_CODE, unique=True)
    name = models.CharField(max_length=300)
    frequency = models.CharField(max_length=12, choices=Frequency)
    level = models.CharField(max_length=20)
    elements = models.JSONField(default=list)
    due_day = models.PositiveSmallIntegerField(default=5)
    calendar = models.CharField(max_length=40, default="months")
    due_workdays = models.JSONField(default=dict)
    rules = models.JSONField(default=list)
    starts_on = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name
