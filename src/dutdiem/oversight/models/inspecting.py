"""Inspections: a yearly plan, its visits to units, their topics, and what was concluded."""

from django.db import models
from django.db.models import F, Q

from dutdiem.documents.models import Document
from dutdiem.kit.folding import FoldedField
from dutdiem.plans.models import Task
from dutdiem.trail.models import Recorded
from dutdiem.units.models import Unit


class InspectionPlan(Recorded):
    """What a unit will inspect in a year, by the document that approved it where that is registered."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="inspection_plans")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    document = models.ForeignKey(Document, models.PROTECT, related_name="inspection_plans", null=True)

    class Meta:
        ordering = ["-year", "unit_id"]
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="one_inspection_plan_a_year")]

    def __str__(self) -> str:
        return self.title


class Inspection(Recorded):
    """A visit to a unit: planned for a span of days, made on `visited_on`, or dropped with the reason."""

    plan = models.ForeignKey(InspectionPlan, models.PROTECT, related_name="inspections")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="inspections")
    planned_from = models.DateField()
    planned_to = models.DateField()
    visited_on = models.DateField(null=True)
    dropped_on = models.DateField(null=True)
    drop_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["planned_from", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(planned_to__gte=F("planned_from")), name="visit_ends_after_start"),
            models.CheckConstraint(condition=Q(visited_on=None) | Q(dropped_on=None), name="visited_or_dropped"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.unit_id} {self.planned_from}"


class InspectionTopic(Recorded):
    """One topic of a visit, in the office's own words; the same words count as the same topic, whatever their marks and case."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="topics")
    name = models.CharField(max_length=300)
    folded = FoldedField("name")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["folded"])]

    def __str__(self) -> str:
        return self.name


class Conclusion(Recorded):
    """What a visit found on a topic, and the task of the plan that mends it, verified by the inspector when it is done."""

    topic = models.ForeignKey(InspectionTopic, models.PROTECT, related_name="conclusions")
    found = models.TextField()
    task = models.OneToOneField(Task, models.PROTECT, related_name="conclusion")
    concluded_on = models.DateField()
    verified_on = models.DateField(null=True)
    verified_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["concluded_on", "pk"]

    def __str__(self) -> str:
        return self.found
