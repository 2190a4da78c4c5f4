"""What an inspector has to do: visits that are still to be made, and conclusions whose remedy nobody has found done yet."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import DateField, F, Q, QuerySet, Value

from dutdiem.authority import Actor
from dutdiem.oversight import queries as oversight

VISIT, CONCLUSION = "visit", "conclusion"
LOOKED_AT = 200
"""Lines that are read of both together, the most urgent first; the page shows fewer."""
COLUMNS = ("what", "key", "code", "words", "since", "until", "state", "handed_in")


def to_inspect(actor: Actor, on: date, own: Collection[str]) -> list[dict[str, Any]]:
    """Visits that these units plan or expect, and the open conclusions of the visits that they planned, in one question.

    `what` says which; `key` is the visit, `code` the unit that is inspected, `words` the plan or what must be done, `since` and
    `until` the days of the visit, or when it was concluded and the deadline. What waits to be found done comes first, then by
    the last day.
    """
    if not own:
        return []
    planned = Q(plan__unit__code__in=own) | Q(unit__code__in=own)
    visits = oversight.visits(actor, on).filter(planned, visited_on=None, dropped_on=None)
    concluded = oversight.conclusions(actor, on).filter(topic__inspection__plan__unit__code__in=own, verified_on=None)
    found = _open(concluded).union(_to_come(visits), all=True).order_by("until")[:LOOKED_AT]
    return sorted(found, key=lambda one: one["state"] not in ("waiting", "done"))


def _open(found: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    place = {"key": F("topic__inspection_id"), "code": F("topic__inspection__unit__code"), "words": F("task__title")}
    days = {"since": F("concluded_on"), "until": F("task__deadline")}
    how = {"state": F("task__state"), "handed_in": F("task__handed_in_on")}
    return _plain(found, what=Value(CONCLUSION), **place, **days, **how)


def _to_come(found: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    place = {"key": F("pk"), "code": F("unit__code"), "words": F("plan__title")}
    days = {"since": F("planned_from"), "until": F("planned_to")}
    return _plain(found, what=Value(VISIT), **place, **days, state=Value(""), handed_in=Value(None, output_field=DateField()))


def _plain(found: QuerySet[Any, Any], **columns: Any) -> QuerySet[Any, Any]:
    made: QuerySet[Any, Any] = found.select_related(None).order_by().annotate(**columns).values(*COLUMNS)
    return made
