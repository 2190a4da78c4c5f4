"""The tasks in columns by their state, the nearest deadlines first."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dutdiem.access.views import viewer
from dutdiem.plans import queries
from dutdiem.plans.models import Task
from dutdiem.plans.views.lists.asked import asked, found
from dutdiem.plans.views.lists.frame import frame
from dutdiem.plans.views.lists.table import below_of
from dutdiem.plans.views.rows import COLUMNS, Row, rows, state_name

CARDS = 20
"""Cards of a column; the rest is one link away."""
COLUMN_STATES = (Task.State.NOT_STARTED, Task.State.IN_PROGRESS, Task.State.WAITING, Task.State.RETURNED, Task.State.DONE)
ASIDE = (Task.State.SUSPENDED, Task.State.CANCELLED)
"""States that are told as a number."""


@dataclass(frozen=True, slots=True)
class Column:
    """The tasks of one state: the first of them, and how many there are."""

    state: str
    words: str
    number: int
    rows: list[Row]


def board(request: HttpRequest) -> HttpResponse:
    """A column a state; a card leads to the task, where its state is changed by the rules."""
    who, what = viewer(request), asked(request)
    below = below_of(who, what)
    tasks = found(who, what, below)
    numbers = queries.by_state(tasks)
    shown = [state for state in COLUMN_STATES if numbers.get(state)]
    cards = rows(queries.first_of_states(tasks, shown, CARDS).values(*COLUMNS), who)
    columns = [_column(state, numbers, [card for card in cards if card.task["state"] == state]) for state in COLUMN_STATES]
    aside = [_column(state, numbers, []) for state in ASIDE if numbers.get(state)]
    context = {"below": below, "columns": columns, "aside": aside, "number": sum(numbers.values())}
    return render(request, "plans/lists/board.html", context | frame(request, who, what, "board"))


def _column(state: str, numbers: dict[str, int], cards: list[Row]) -> Column:
    return Column(state, state_name(state), numbers.get(state, 0), cards)
