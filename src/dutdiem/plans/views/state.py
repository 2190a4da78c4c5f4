"""Handing in, accepting, sending back, stopping and going on; asking for another deadline and deciding on it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from dutdiem.access.views import Viewer, named, viewer
from dutdiem.kit.forms import left_over
from dutdiem.kit.keys import key_of
from dutdiem.plans import actions, queries
from dutdiem.plans.forms import AskForm, BackForm, DecideForm, HandInForm, ReasonForm, StepForm
from dutdiem.plans.models import DeadlineMove, Task
from dutdiem.plans.rules import may_become, to_redo
from dutdiem.plans.views.choosing import attempt, to_task

REPORTS = 5
"""As many of the latest reports are shown to whoever hands in or accepts."""


@dataclass(frozen=True, slots=True)
class Rights:
    """What a person may do with one task."""

    lead: bool
    owner: bool
    accept: bool
    move: bool

    @property
    def any(self) -> bool:
        """Whether there is anything at all."""
        return self.lead or self.owner or self.accept or self.move


def rights(who: Viewer, task: Task, known: dict[str, Any] | None = None) -> Rights:
    """By the places of the task's lead and of the unit in whose plan it is; `known` are units that were named already."""
    codes = [unit.code for unit in (task.lead, task.owner) if unit]
    places = known if known is not None else named(who, codes)
    owner = places[task.owner.code].path if task.owner and task.owner.code in places else ""
    leads = bool(task.lead and task.lead.code in places and who.may("plans.report", places[task.lead.code].path))
    return Rights(leads, *(who.may(verb, owner) for verb in ("plans.assign", "plans.accept", "plans.move")))


def state(request: HttpRequest, key: int) -> HttpResponse:
    """Each step that is open to the person from the state that the task is in, as a form of its own."""
    who = viewer(request)
    task = queries.one(who.actor, who.today, key)
    act = request.POST.get("act", "")
    forms = _forms(request, who, task, act)
    if act in forms and attempt(forms[act], lambda: _acts(who, task, forms[act])[act]()):
        return to_task(request, task, _("Đã ghi trạng thái mới của nhiệm vụ."))
    unkept = left_over(request, "reason") if act and act not in forms else None
    reports = list(queries.reports(task)[:REPORTS]) if {"hand_in", "accept"} & set(forms) else []
    context = {
        "task": task,
        "to_redo": to_redo(task.state, task.stop_reason),
        "steps": forms,
        "state": _(task.get_state_display()),
        "unkept": unkept,
        "reports": reports,
        "units": named(who, {report.unit.code for report in reports}),
    }
    return render(request, "plans/state.html", context)


def _forms(request: HttpRequest, who: Viewer, task: Task, act: str) -> dict[str, Any]:
    may, sent = rights(who, task), request.POST
    made: dict[str, Any] = {}
    if may.lead and may_become(task.state, Task.State.WAITING):
        made["hand_in"] = HandInForm(sent if act == "hand_in" else None, today=who.today, initial={"on": who.today})
    if may.accept and task.state == Task.State.WAITING:
        made["accept"] = StepForm(sent if act == "accept" else None)
        made["send_back"] = BackForm(sent if act == "send_back" else None, outside=task.outside, auto_id="back-%s")
    if may.owner and task.state == Task.State.SUSPENDED:
        made["resume"] = StepForm(sent if act == "resume" else None)
    for name, wanted in (("suspend", Task.State.SUSPENDED), ("cancel", Task.State.CANCELLED)):
        if may.owner and may_become(task.state, wanted):
            made[name] = ReasonForm(sent if act == name else None, outside=task.outside, auto_id=f"{name}-%s")
    return made


def _acts(who: Viewer, task: Task, form: Any) -> dict[str, Callable[[], None]]:
    sent = form.cleaned_data
    return {
        "hand_in": lambda: actions.hand_in(who.actor, task, on=sent["on"]),
        "accept": lambda: actions.accept_done(who.actor, task),
        "send_back": lambda: actions.send_back(who.actor, task, reason=sent.get("reason", "")),
        "resume": lambda: actions.resume(who.actor, task),
        "suspend": lambda: actions.suspend(who.actor, task, reason=sent.get("reason", "")),
        "cancel": lambda: actions.cancel(who.actor, task, reason=sent.get("reason", "")),
    }


def deadline(request: HttpRequest, key: int) -> HttpResponse:
    """The lead asks, whoever assigned the task moves it or decides on what was asked; every move with its reason."""
    who = viewer(request)
    task = queries.one(who.actor, who.today, key)
    may, moves = rights(who, task), list(task.moves.all())
    act = request.POST.get("act", "")
    ask = AskForm(request.POST if act in ("ask", "move") else None, outside=task.outside)
    if act == "ask" and attempt(ask, lambda: _ask(who, task, ask)):
        return to_task(request, task, _("Đã gửi đề nghị; thời hạn chỉ đổi khi đơn vị giao đồng ý."))
    if act == "move" and attempt(ask, lambda: _move(who, task, ask)):
        return to_task(request, task, _("Đã đổi thời hạn."))
    decide = DecideForm(request.POST if act in ("approve", "refuse") else None)
    if act in ("approve", "refuse") and attempt(decide, lambda: _decide(request, who, task, decide, approve=act == "approve")):
        return to_task(request, task, _("Đã quyết định về đề nghị lùi thời hạn."))
    asked = next((move for move in moves if move.state == DeadlineMove.State.ASKED), None)
    gone = (decide.is_bound and not (may.move and asked)) or (ask.is_bound and not may.move and bool(asked or not may.lead))
    unkept = left_over(request, "answer", "reason") if gone else None
    shown = [(move, _(move.get_state_display())) for move in moves]
    context = {"task": task, "ask": ask, "decide": decide, "may": may, "asked": asked, "moves": shown, "unkept": unkept}
    return render(request, "plans/deadline.html", context)


def _move(who: Viewer, task: Task, form: AskForm) -> None:
    actions.move_deadline(who.actor, task, form.cleaned_data["wanted"], reason=form.cleaned_data.get("reason", ""))


def _ask(who: Viewer, task: Task, form: AskForm) -> None:
    actions.ask_deadline(who.actor, task, form.cleaned_data["wanted"], reason=form.cleaned_data.get("reason", ""))


def _decide(request: HttpRequest, who: Viewer, task: Task, form: DecideForm, *, approve: bool) -> None:
    number = request.POST.get("move", "")
    move = get_object_or_404(DeadlineMove, pk=key_of(number) or 0, task=task)
    actions.decide_deadline(who.actor, move, approve=approve, answer=form.cleaned_data["answer"])
