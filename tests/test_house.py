"""The house: relations between records go downwards, like imports; every record is on the trail or says why not."""

from django.apps import apps

from dutdiem.site.settings import STAGES
from dutdiem.trail.models import Recorded

OFF_THE_TRAIL = {
    "trail.entry": "the trail itself",
    "trail.item": "the trail itself",
    "trail.seal": "the trail itself",
    "oversight.sending": "says which mail is on its way; that it was sent is on the trail with its digest",
    "collection.monthchange": "counts changes that are on the trail",
    "figures.martmonth": "says what the mart holds, which is made again from the records",
}


def ours() -> list[type]:
    return [model for model in apps.get_models() if model._meta.app_label in STAGES]


def test_a_record_refers_only_to_its_own_stage_or_one_below() -> None:
    for model in ours():
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if target and field.concrete and target._meta.app_label in STAGES:
                below = STAGES.index(target._meta.app_label) >= STAGES.index(model._meta.app_label)
                assert below, f"{model._meta.label}.{field.name} → {target._meta.label}"


def test_every_record_is_on_the_trail_or_is_named_as_an_exception() -> None:
    off = {model._meta.label_lower for model in ours() if not issubclass(model, Recorded)}
    assert off == set(OFF_THE_TRAIL)


def test_the_stages_stand_in_the_order_of_the_house() -> None:
    order = "desk reviews investments assessments oversight figures collection plans catalogue documents access units trail".split()
    assert [stage for stage in order if stage in STAGES] == STAGES
