"""Raising something, and one thing that was raised: its way, and what whoever is asked can do with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dutdiem.access.views import Viewer, named, viewer
from dutdiem.authority import Refused
from dutdiem.kit.errors import Mistake, NotFound
from dutdiem.kit.forms import left_over
from dutdiem.kit.keys import key_of
from dutdiem.oversight import actions, queries
from dutdiem.oversight.actions.asking import place_of
from dutdiem.oversight.actions.passing import may_pass_up
from dutdiem.oversight.forms import AnswerForm, PassForm, RaiseForm, TaskForm
from dutdiem.oversight.models import Obstacle, Petition
from dutdiem.oversight.rules import next_above
from dutdiem.oversight.views.board import MODELS, badges
from dutdiem.plans import queries as plans
from dutdiem.plans.models import Task
from dutdiem.plans.naming import Named
from dutdiem.plans.views.choosing import attempt, offered
from dutdiem.units import queries as units
from dutdiem.units.models import Unit


def raise_(request: HttpRequest) -> HttpResponse:
    """The form for something new, on a task (`task` in the address) or on none."""
    who = viewer(request)
    key = key_of(request.GET.get("task", ""))
    task = None if key is None else plans.one(who.actor, who.today, key)
    by = _raisers(who, task)
    if not by:
        raise Refused(_("Tài khoản này không nêu vướng mắc cho đơn vị nào ở đây; đề nghị quản trị viên giao quyền nếu cần."))
    first = Unit.objects.get(code=by[0][0])
    form = RaiseForm(
        request.POST or None,
        named=Named(None, who.today),
        by=by,
        initial={
            "kind": "law",
            "what": request.GET.get("what", "obstacle"),
            "unit": _first_above(first, who),
            "task": task and task.pk,
        },
    )
    made: list[Obstacle | Petition] = []
    if request.method == "POST" and attempt(form, lambda: made.append(_raise(who, form.cleaned_data))):
        messages.success(request, _("Đã gửi đến nơi giải quyết; hạn trả lời %(day)s.") % {"day": f"{made[0].answer_by:%d/%m/%Y}"})
        return redirect(f"oversight:{type(made[0]).__name__.lower()}", made[0].pk)
    return render(request, "oversight/raise.html", {"form": form, "task": task, "offered": offered(who, None)})


def asked(request: HttpRequest, what: str, key: int) -> HttpResponse:
    """One obstacle or petition; each thing that the person may do with it is a form of its own."""
    who = viewer(request)
    one = queries.one(who.actor, who.today, MODELS[what], key)
    act = request.POST.get("act", "")
    forms = _forms(request, who, one, act)
    if act in forms and attempt(forms[act], lambda: _acts(who, one, forms[act])[act]()):
        messages.success(request, _("Đã ghi; nơi nêu sẽ thấy kết quả trong thông báo."))
        return redirect(f"oversight:{what}", key)
    passed = queries.passings(one)
    steps = [unit.code for passing in passed for unit in (passing.before, passing.after) if unit]
    around = [unit.code for unit in (one.unit, one.addressed_to) if unit]
    context = {
        "what": what,
        "one": one,
        "paper": one.document if one.told else None,
        "kind": _(one.get_kind_display()),
        "badges": badges(one, who),
        "passings": passed,
        "units": named(who, [*steps, *around]),
        "forms": forms,
        "unkept": left_over(request, "answer", "reason", "title") if act and act not in forms else None,
        "offered": offered(who, one.addressed_to) if forms else [],
    }
    return render(request, "oversight/asked.html", context)


@dataclass(frozen=True, slots=True)
class Rights:
    """What a person may do with something asked; `above` is the code of the unit to which it may go up."""

    answer: bool
    assign: bool
    pass_up: bool
    above: str = ""


def rights(who: Viewer, one: Obstacle | Petition) -> Rights:
    """By the place of the unit that is asked."""
    if one.answered_on:
        return Rights(False, False, False)
    path = place_of(one, who.today)
    answer = who.may("oversight.answer", path)
    above = next_above(path) if one.addressed_to else None
    highest = bool(one.addressed_to) and above is None
    assign = bool(answer and one.addressed_to and who.may("plans.assign", path))
    pass_up = answer or may_pass_up(who.actor, one, who.today)
    return Rights(answer, assign, pass_up and not highest, above or "")


def _forms(request: HttpRequest, who: Viewer, one: Obstacle | Petition, act: str) -> dict[str, Any]:
    may, named_units = rights(who, one), Named(one.addressed_to, who.today)

    def sent(name: str) -> Any:
        return request.POST if act == name else None

    made: dict[str, Any] = {}
    if may.answer:
        made["answer"] = AnswerForm(sent("answer"), auto_id="answer-%s")
    if may.assign:
        start = {"title": one.title}
        made["task"] = TaskForm(sent("task"), named=named_units, initial=start, auto_id="task-%s")
    if may.pass_up:
        above = {"unit": _offered_first(may.above, who)}
        made["pass_up"] = PassForm(sent("pass_up"), named=named_units, initial=above, auto_id="pass-%s")
    return made


def _acts(who: Viewer, one: Obstacle | Petition, form: Any) -> dict[str, Callable[[], object]]:
    found, day = form.cleaned_data, who.today
    return {
        "answer": lambda: actions.answer(who.actor, one, found["answer"], on=day),
        "pass_up": lambda: actions.pass_up(who.actor, one, found["unit"], on=day, reason=found["reason"]),
        "task": lambda: actions.turn_into_task(who.actor, one, found["title"], found["unit"], found["deadline"], on=day),
    }


def _raise(who: Viewer, found: dict[str, Any]) -> Obstacle | Petition:
    unit = Unit.objects.get(code=found["by"])
    task = _task(who, found["task"]) if found["task"] else None
    if found["what"] == "petition":
        return actions.petition(who.actor, found["title"], unit, found["unit"], kind=found["kind"], raised_on=who.today, task=task)
    return actions.raise_obstacle(
        who.actor, found["title"], unit, kind=found["kind"], raised_on=who.today, addressed_to=found["unit"], task=task
    )


def _task(who: Viewer, key: int) -> Task:
    try:
        return plans.one(who.actor, who.today, key)
    except NotFound as error:
        raise Mistake(str(error), field="task") from None


def _raisers(who: Viewer, task: Task | None) -> list[tuple[str, str]]:
    """The units for which the person may raise it: those of the task, else the tops of the person's own subtrees."""
    paths = who.actor.paths("oversight.raise", who.today)
    if task:
        helping = [c.unit for c in task.coordinations.select_related("unit").order_by("unit__code")]
        here = named(who, [unit.code for unit in (task.lead, *helping) if unit])
        return [(one.code, one.name) for one in here.values() if who.may("oversight.raise", one.path)]
    found = units.on(who.today).order_by("path")
    tops = found.filter(parent=None) if "" in paths else found.filter(path__in=paths)
    return list(tops.values_list("unit__code", "name"))


def _first_above(unit: Unit | None, who: Viewer) -> str:
    """“Code – name” of the unit right above."""
    return _offered_first(next_above(units.path_of(unit.code, who.today)) if unit else None, who)


def _offered_first(code: str | None, who: Viewer) -> str:
    return f"{code} – {units.names([code], who.today).get(code, '')}" if code else ""
