"""Tasks as rows: the words and tones of their standing, the names of their units, what lies below them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dutdiem.access.views import Named, Viewer, named
from dutdiem.plans import queries
from dutdiem.plans.models import Task
from dutdiem.plans.rules import Standing, Time, standing

COLUMNS = (
    "pk",
    "kind",
    "title",
    "path",
    "lead__code",
    "lead_text",
    "state",
    "percent",
    "deadline",
    "first_deadline",
    "handed_in_on",
)
TONES = {"done": "good", "in_progress": "run", "waiting": "run", "returned": "soon"}


@dataclass(frozen=True, slots=True)
class Badge:
    """Words and a tone of web/parts.html."""

    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class Row:
    """One task in a list or a tree; `below` counts the work under it, where that was asked for."""

    task: dict[str, Any]
    kind: str
    lead: Named | None
    badges: tuple[Badge, ...]
    below: queries.Tally | None = None
    opens: bool = False


def rows(
    found: Iterable[dict[str, Any]],
    who: Viewer,
    *,
    count_below: bool = False,
    below: Mapping[str, queries.Tally] | None = None,
    units: Mapping[str, Named] | None = None,
) -> list[Row]:
    """Rows of tasks, given as `values(*COLUMNS)`; a query for the names of units unless they are given, and those for what lies
    below unless that is given."""
    tasks = list(found)
    units = named(who, leads(tasks)) if units is None else units
    if below is None:
        below = queries.tallies(who.actor, who.today, [t["path"] for t in tasks]) if count_below else {}
    return [
        Row(
            task=t,
            kind=kind_name(t["kind"]),
            lead=units.get(t["lead__code"]),
            badges=badges(t["kind"], t["state"], t["deadline"], t["handed_in_on"], who.today),
            below=below.get(t["path"]),
            opens=t["path"] in below,
        )
        for t in tasks
    ]


def leads(tasks: Iterable[dict[str, Any]]) -> list[str]:
    """The codes of the units that lead these tasks."""
    return [t["lead__code"] for t in tasks if t["lead__code"]]


def badges(kind: str, state: str, deadline: date | None, handed_in_on: date | None, on: date) -> tuple[Badge, ...]:
    """How a task stands: its state, and its time where that says more; objectives and groups only hold work together."""
    if kind in (Task.Kind.OBJECTIVE, Task.Kind.GROUP):
        return ()
    state_badge = Badge(state_name(state), TONES.get(state, "still"))
    timed = time_badge(standing(state, deadline, handed_in_on, on))
    return (timed, state_badge) if timed else (state_badge,)


def time_badge(stands: Standing) -> Badge | None:
    """Late, soon, or done late; None where time says nothing."""
    days = stands.days or 0
    if stands.time is Time.OVERDUE:
        return Badge(ngettext("quá hạn %(days)s ngày", "quá hạn %(days)s ngày", days) % {"days": days}, "late")
    if stands.time is Time.DUE_SOON:
        left = ngettext("còn %(days)s ngày", "còn %(days)s ngày", days) % {"days": days}
        return Badge(left if days else _("hạn hôm nay"), "soon")
    if stands.time is Time.DONE_LATE:
        return Badge(ngettext("chậm %(days)s ngày", "chậm %(days)s ngày", days) % {"days": days}, "soon")
    return None


def state_name(state: str) -> str:
    """The state on screen."""
    return _(Task.State(state).label)


def kind_name(kind: str) -> str:
    """The kind of node on screen."""
    return _(Task.Kind(kind).label)


def choices(labels: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Choices of a model for a filter, translated, with “all” before them."""
    return [("", _("tất cả")), *((value, _(label)) for value, label in labels)]
