"""Which records lean on which, and taking many away at once: what nothing leans on goes first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

from django.apps import apps

from dutdiem.trail.models import Recorded

BATCH = 500
"""Keys that one question names."""
Key = tuple[str, str]
"""A record by its model and key, as the trail names it."""


def key_of(record: Recorded) -> Key:
    """What the trail calls a record."""
    return record._meta.label_lower, str(record.pk)


def still_there(keys: Sequence[Key]) -> dict[Key, Recorded]:
    """The records of these keys that there are, in their order."""
    found: dict[Key, Recorded] = {}
    for model, some in _by_model(keys):
        found |= {key_of(record): record for record in apps.get_model(model)._default_manager.filter(pk__in=some)}
    return {key: found[key] for key in keys if key in found}


def leaning_on(keys: Iterable[Key]) -> Mapping[Key, Set[Key]]:
    """Whoever refers to each of these records."""
    found: dict[Key, set[Key]] = defaultdict(set)
    for model, some in _by_model(keys):
        for relation in apps.get_model(model)._meta.related_objects:
            name, other = relation.field.name, relation.related_model
            rows = other._default_manager.filter(**{f"{name}__in": some}).values_list(name, "pk")
            for key, by in rows:
                found[model, str(key)].add((other._meta.label_lower, str(by)))
    return found


def take_away(keys: Iterable[Key], leaning: Mapping[Key, Set[Key]]) -> None:
    """Delete these records, on which nothing leans but others of them."""
    left = set(keys)
    while left:
        free = {key for key in left if not leaning.get(key, set()) & left - {key}} or left
        for model, some in _by_model(free):
            apps.get_model(model)._default_manager.filter(pk__in=some).delete()
        left -= free


def _by_model(keys: Iterable[Key]) -> Iterator[tuple[str, Sequence[Any]]]:
    """The keys of each model, in batches."""
    held: dict[str, list[str]] = defaultdict(list)
    for model, key in keys:
        held[model].append(key)
    return ((model, some[at : at + BATCH]) for model, some in held.items() for at in range(0, len(some), BATCH))
