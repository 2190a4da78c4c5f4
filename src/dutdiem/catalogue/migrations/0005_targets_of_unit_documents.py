"""Targets that were taken from a unit's own document before they were that unit's: the trail tells which they are."""

from typing import Any

from django.db import migrations
from django.utils import timezone

from dutdiem.trail.rules import digest, items_digest

LATER = {"owner_id": None, "internal": False, "baseline": None, "baseline_on": None, "valid_from": None, "valid_to": None}
"""Columns that came later, with what they hold where nobody has written to them: then they are no part of a record's digest."""


def give_to_their_units(apps: Any, schema_editor: Any) -> None:
    """Each target that came of accepting a proposal, and whose document is a unit's, becomes that unit's, as internal as the document.

    One that was defined for the whole tree and had a passage of such a document put to it later was not made by accepting, and stays.
    So does one that is set for a unit outside: what was meant by it cannot be told.
    """
    del schema_editor
    Target, Item = apps.get_model("catalogue", "Target"), apps.get_model("trail", "Item")
    waiting = Target.objects.filter(owner=None, document__owner__isnull=False).select_related("document__owner").order_by("pk")
    made = Item.objects.filter(model="catalogue.target", change="made", entry__verb="documents.accept").values_list("key", flat=True)
    accepted = set(made.filter(key__in=[str(target.pk) for target in waiting]))
    items = []
    for target in waiting:
        if str(target.pk) not in accepted or not _within(apps, target):
            continue
        target.owner, target.internal = target.document.owner, target.document.internal
        target.save()
        items.append(("catalogue.target", str(target.pk), "changed", digest(_told(target))))
    if items:
        Entry = apps.get_model("trail", "Entry")
        facts = {"migration": "catalogue.0005", "targets": len(items)}
        entry = Entry.objects.create(
            at=timezone.now(), actor="nâng cấp dữ liệu", verb="catalogue.give", facts=facts, items_digest=items_digest(items)
        )
        for model, key, change, found in items:
            Item.objects.create(entry=entry, model=model, key=key, change=change, digest=found)


def _within(apps: Any, target: Any) -> bool:
    """Whether the target's unit stands at or below the document's owner."""
    paths = apps.get_model("units", "UnitVersion").objects.filter(unit=target.unit_id).values_list("path", flat=True)
    return any(target.document.owner.code in path.split("/") for path in paths)


def _told(target: Any) -> dict[str, Any]:
    values = {field.attname: getattr(target, field.attname) for field in target._meta.concrete_fields}
    return {name: value for name, value in values.items() if name not in LATER or value != LATER[name]}


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0004_ended_definitions"),
        ("documents", "0006_copies_kept_apart"),
        ("trail", "0001_initial"),
        ("units", "0002_groups"),
    ]

    operations = [migrations.RunPython(give_to_their_units, migrations.RunPython.noop)]
