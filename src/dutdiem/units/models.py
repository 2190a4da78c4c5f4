"""The dated organisation tree: units, their versions in time, and which unit's past belongs to which."""

from django.db import models
from django.db.models import F, Q

from dutdiem.kit.decimals import ExactDecimalField
from dutdiem.kit.folding import FoldedField
from dutdiem.trail.models import Recorded


class Unit(Recorded):
    """An organisation unit. What can change (name, parent, level) stands in its versions."""

    code = models.CharField(max_length=20, unique=True)

    def __str__(self) -> str:
        return self.code


class UnitVersion(Recorded):
    """How a unit was called and whose it was, on the days from `valid_from` to `valid_to` (inclusive; open where empty)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="versions")
    parent = models.ForeignKey(Unit, models.PROTECT, related_name="child_versions", null=True)
    name = models.CharField(max_length=300)
    level = models.CharField(max_length=20)
    path = models.CharField(max_length=200, db_index=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    folded = FoldedField("name")

    class Meta:
        ordering = ["unit_id", "valid_from"]
        indexes = [models.Index(fields=["level", "valid_from"])]
        constraints = [
            models.UniqueConstraint(fields=["unit", "valid_from"], name="one_version_a_day"),
            models.CheckConstraint(condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="version_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name


class Succession(Recorded):
    """On `date`, `share` of what was `predecessor`'s past became `successor`'s."""

    class Kind(models.TextChoices):
        MERGE = "merge", "sáp nhập"
        SPLIT = "split", "chia tách"
        RENAME = "rename", "đổi tên"
        TRANSFER = "transfer", "chuyển"

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successors")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="predecessors")
    date = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind)
    share = ExactDecimalField()
    assumed = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["predecessor", "successor", "date"], name="one_succession_a_day")]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id} ({self.date})"


class UnitGroup(Recorded):
    """Units that belong together across the tree: a region, the border, the islands, the cities."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.name


class GroupMember(Recorded):
    """A unit in a group, with all below it, on the days from `valid_from` to `valid_to` (inclusive; open where empty)."""

    group = models.ForeignKey(UnitGroup, models.PROTECT, related_name="members")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="groups")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["group_id", "unit_id", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["group", "unit", "valid_from"], name="one_membership_a_day"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="membership_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} ∋ {self.unit_id}"
