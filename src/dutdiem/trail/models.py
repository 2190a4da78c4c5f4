"""The trail's records: an entry per action, an item per record that the action changed, a seal per entry."""

from typing import ClassVar

from django.db import models


class Recorded(models.Model):
    """A record whose every change is written to the trail; `trail verify` holds each one against its latest item.

    `added_later` names columns that the first version of the model did not have. While they hold their default they are not in
    a digest, so that what was recorded before they came still fits.
    """

    added_later: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True


class Entry(models.Model):
    """One action: who did what, when, in plain words and values."""

    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    verb = models.CharField(max_length=80)
    facts = models.JSONField(default=dict)
    items_digest = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["verb", "at"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor}: {self.verb}"


class Item(models.Model):
    """One record that an entry's action made, changed or deleted, with the digest of what it then held."""

    class Change(models.TextChoices):
        MADE = "made"
        CHANGED = "changed"
        DELETED = "deleted"

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="items")
    model = models.CharField(max_length=60)
    key = models.CharField(max_length=60)
    change = models.CharField(max_length=8, choices=Change)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["model", "key"])]

    def __str__(self) -> str:
        return f"{self.model} {self.key} {self.change}"


class Seal(models.Model):
    """A link of the chain: its hash covers the entry, its items and the hash of the link before."""

    position = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="seal")
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"#{self.position} {self.hash[:12]}"
