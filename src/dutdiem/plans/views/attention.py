"""What a staff office should look at, and the bulk steps that can still be undone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dutdiem.access.views import named, viewer
from dutdiem.documents import queries as documents
from dutdiem.plans import actions, queries

SHOWN = 50


def attention(request: HttpRequest) -> HttpResponse:
    """Requests that wait for a decision, sources that no longer hold; silent tasks stand among the signals of the follow-up."""
    who = viewer(request)
    ended = list(queries.resting_on_ended(who.actor, who.today)[:SHOWN])
    moves = list(queries.open_moves(who.actor, who.today)[:SHOWN])
    leads = [*(move.task.lead for move in moves), *(task.lead for task in ended)]
    steps = queries.steps(who.actor, who.today, actions.STEPS)
    touched, papers = queries.touched(steps), queries.papers_of(who.actor, who.today, steps)
    context = {
        "ended": ended,
        "told": documents.seen(who.actor, who.today, (task.document.replaced_by for task in ended if task.document)),
        "moves": moves,
        "steps": [(step, step_words(step.verb), touched[step.pk], papers[step.pk]) for step in steps],
        "units": named(who, (unit.code for unit in leads if unit)),
    }
    return render(request, "plans/attention.html", context)


def step_words(verb: str) -> str:
    """What a bulk step did."""
    words = {
        "plans.assign_table": _("giao nhiệm vụ theo bảng"),
        "plans.change_many": _("đổi hàng loạt"),
        "plans.merge": _("gộp nhiệm vụ trùng"),
        "documents.accept": _("nhận gợi ý từ văn bản"),
    }
    return words[verb]
