"""Instructions given at meetings: the tasks that came of what somebody said, with the speaker as who assigned them.

The speaker is not copied: it stands in the proposal that the task came of, where a person may have put it right.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from dutdiem.authority import Actor
from dutdiem.documents import queries as documents
from dutdiem.documents.models import Document, Proposal
from dutdiem.plans.models import Task
from dutdiem.plans.queries import late_on, visible


def _speaker(facts: str) -> Cast:
    """Who gave the instruction, as a text: SQLite would compare it as JSON."""
    return Cast(KeyTextTransform("requester", facts), TextField())


def instructions(actor: Actor, on: date, document: Document | None = None) -> QuerySet[Any, Any]:
    """The tasks within reach that came of an instruction, each with its `speaker`."""
    told = documents.open_to(actor, on, "proposal__document__")
    said = visible(actor, on).filter(told, proposal__facts__has_key="requester", kind__in=_KINDS, merged_into=None)
    found = said.annotate(speaker=_speaker("proposal__facts")).exclude(speaker="").select_related("lead", "document")
    return (found.filter(document=document) if document else found).order_by("start", "path")


SPOKEN = ("", "TB", "BB", "BC", "KL")
"""Kinds of documents that tell what somebody said: speeches and news without a kind, notices, minutes, reports, conclusions (Decree
30/2020/NĐ-CP, annex III; KL is the Party's). In all others the issuing body itself gives the orders."""
_KINDS = (Task.Kind.SCHEME, Task.Kind.PROJECT, Task.Kind.TASK)


@dataclass(frozen=True, slots=True)
class Spoken:
    """How the instructions of one speaker stand: all, done, overdue; and those that nobody has decided on yet."""

    speaker: str
    all: int = 0
    done: int = 0
    overdue: int = 0
    waiting: int = 0


def speakers(actor: Actor, on: date, document: Document) -> list[Spoken]:
    """Who gave instructions in a document, the most first."""
    found = instructions(actor, on, document).order_by().values("speaker")
    rows = found.annotate(
        all=Count("pk"), done=Count("pk", filter=Q(state=Task.State.DONE)), overdue=Count("pk", filter=late_on(on))
    )
    made = {row["speaker"]: row for row in rows}
    waiting = dict(proposed(document).order_by().values("speaker").annotate(number=Count("pk")).values_list("speaker", "number"))
    spoken = [Spoken(**{"speaker": name, **made.get(name, {}), "waiting": waiting.get(name, 0)}) for name in {**made, **waiting}]
    return sorted(spoken, key=lambda one: (-one.all - one.waiting, one.speaker))


def proposed(document: Document) -> QuerySet[Any, Any]:
    """The instructions of a document that nobody has decided on yet, each with its `speaker`."""
    found = document.proposals.filter(kind=Proposal.Kind.TASK, state=Proposal.State.OPEN, facts__has_key="requester")
    return found.annotate(speaker=_speaker("facts")).exclude(speaker="").order_by("start")


def meetings(actor: Actor, on: date) -> QuerySet[Document]:
    """The documents of meetings in which somebody gives instructions, the newest first, with the numbers of tasks made and still
    proposed."""
    said = Q(proposals__kind=Proposal.Kind.TASK, proposals__facts__has_key="requester") & ~Q(proposals__facts__requester="")
    found = documents.visible(actor, on).filter(type__in=SPOKEN).defer("text", "tables", "warnings")
    return (
        found.annotate(
            said=Count("proposals", filter=said, distinct=True),
            waiting=Count("proposals", filter=said & Q(proposals__state=Proposal.State.OPEN), distinct=True),
            taken=Count("proposals", filter=said & Q(proposals__state=Proposal.State.ACCEPTED), distinct=True),
        )
        .filter(said__gt=0)
        .order_by("-date", "-pk")
    )
