"""Targets that were taken from a unit's own document before they were that unit's are given to it, by what the trail tells."""

from importlib import import_module

import pytest
from django.apps import apps

from dutdiem.catalogue.models import Indicator, Target
from dutdiem.trail.actions import entry, seal
from dutdiem.trail.models import Entry
from dutdiem.trail.queries import verify
from dutdiem.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.both]
give = import_module("dutdiem.catalogue.migrations.0005_targets_of_unit_documents").give_to_their_units


@pytest.fixture
def taken(catalogue, paper):
    """`taken("documents.accept", "C4")` makes a target as it was made once, resting on an internal document of Hà Nội."""

    def made(verb: str, unit: str, owner: str | None = "T01") -> Target:
        whose = Unit.objects.filter(code=owner).first()
        document = paper(f"{verb} {unit} {owner}", owner=whose, internal=whose is not None)
        with entry(catalogue, verb) as writing:
            facts = {"unit": Unit.objects.get(code=unit), "period": "2026", "comparator": ">=", "value": 85, "document": document}
            return writing.make(Target(indicator=Indicator.objects.get(code="clear_up_rate"), start=0, end=5, **facts))

    return made


def test_what_came_of_accepting_is_the_units_and_as_internal_as_its_document(taken):
    target = taken("documents.accept", "C4")
    give(apps, None)
    target.refresh_from_db()
    assert (target.owner.code, target.internal) == ("T01", True)
    seal()
    assert not [one for one in verify().findings if "catalogue" in one.where]
    assert Entry.objects.get(verb="catalogue.give").facts == {"migration": "catalogue.0005", "targets": 1}


@pytest.mark.parametrize(
    ("verb", "unit", "owner"),
    [("catalogue.define", "C4", "T01"), ("documents.accept", "C3", "T01"), ("documents.accept", "C4", None)],
    ids=["defined for all", "for a unit outside", "of a document of all"],
)
def test_what_cannot_be_told_stays_as_it_was(taken, verb, unit, owner):
    target = taken(verb, unit, owner)
    give(apps, None)
    target.refresh_from_db()
    assert (target.owner, target.internal) == (None, False)
    assert not Entry.objects.filter(verb="catalogue.give").exists()
