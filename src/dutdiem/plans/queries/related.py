"""What belongs to one task besides the task itself, in one question."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Substr

from dutdiem.authority import Actor
from dutdiem.documents import queries as documents
from dutdiem.kit.lists import ListOf
from dutdiem.plans.models import Evidence, ProgressReport, Task

Part = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Related:
    """`helpers` (code, part), `further` sentences that order it (with their words), `measures`, and the latest `move`
    of its deadline (state and wanted day), None where it was never moved; each as plain values."""

    helpers: list[Part]
    further: list[Part]
    measures: list[Part]
    move: Part | None


def related(actor: Actor, on: date, task: Task) -> Related:
    """All of these of a task that the actor was let see; of the sentences those of documents that the actor may see."""
    lists = (_helpers(), _further(documents.open_to(actor, on, "derivations__document__")), _measures(), _moves())
    named = {f"list{number}": one for number, one in enumerate(lists)}
    found: Any = Task.objects.filter(pk=task.pk).order_by().annotate(**named).values_list(*named)
    helpers, further, measures, moves = found.get()
    for part in (*further, *moves):
        part.update({name: date.fromisoformat(part[name]) for name in DAYS if part.get(name)})
    return Related(helpers, further, measures, moves[0] if moves else None)


def reports(task: Task) -> QuerySet[ProgressReport]:
    """Its progress reports, the latest first, each with its files as `documents`."""
    files = ListOf(Evidence.objects.filter(report=OuterRef("pk")).order_by("pk"), pk="pk", file_name="file_name", size="size")
    return task.progress.select_related("unit").annotate(documents=files)


DAYS = ("date", "wanted")


def _of(name: str, *order: str) -> QuerySet[Task, Any]:
    """The records of one of its relations; some belong to stages above, which are known here by the name of the relation alone."""
    found = Task.objects.filter(pk=OuterRef("pk"), **{f"{name}__isnull": False})
    return found.order_by(*(f"{column[0]}{name}__{column[1:]}" if column[0] == "-" else f"{name}__{column}" for column in order))


def _helpers() -> ListOf:
    return ListOf(_of("coordinations", "unit__code"), code="coordinations__unit__code", part="coordinations__part")


def _further(seen: Q) -> ListOf:
    start, end, paper = F("derivations__start"), F("derivations__end"), "derivations__document__"
    told = {name: f"{paper}{name}" for name in ("symbol", "title", "file_name", "date", "pk")}
    words = Substr(f"{paper}text", start + 1, end - start)
    return ListOf(_of("derivations", "document_id", "start", "pk").filter(seen), start=start, end=end, words=words, **told)


def _measures() -> ListOf:
    target = "measures__target__"
    name = Coalesce("measures__indicator__name", f"{target}indicator__name", f"{target}measure_text")
    told = {name: f"{target}{name}" for name in ("comparator", "value", "value_unit")}
    return ListOf(_of("measures", "pk"), name=name, own=F("measures__indicator"), **told)


def _moves() -> ListOf:
    return ListOf(_of("moves", "-asked_on", "-pk")[:1], state="moves__state", wanted="moves__wanted")
