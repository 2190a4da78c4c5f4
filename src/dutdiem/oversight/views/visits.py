"""One visit: its topics, what was concluded, and the work that followed, until the inspector finds it done."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dutdiem.access.views import Viewer, named, viewer
from dutdiem.kit.forms import left_over
from dutdiem.oversight import actions, queries
from dutdiem.oversight.forms import ConcludeForm, ConfirmForm, ReasonForm, ReturnForm, VisitedForm
from dutdiem.oversight.models import Conclusion, Inspection
from dutdiem.oversight.views.inspections import VERB, visit_badge
from dutdiem.plans.models import Task
from dutdiem.plans.views.choosing import attempt
from dutdiem.plans.views.rows import badges
from dutdiem.units import queries as units


def visit(request: HttpRequest, key: int) -> HttpResponse:
    """Each thing that the inspector may do now is a form of its own."""
    who = viewer(request)
    one = queries.visit(who.actor, who.today, key)
    act, topics = request.POST.get("act", ""), list(one.topics.all())
    forms = _forms(request, who, one, act, [(str(topic.pk), topic.name) for topic in topics])
    if act in forms and attempt(forms[act], lambda: _acts(who, one, forms[act])[act]()):
        messages.success(request, _("Đã ghi kết quả kiểm tra."))
        return redirect("oversight:visit", key)
    concluded = list(queries.conclusions(who.actor, who.today).filter(topic__inspection=one))
    context = {
        "visit": one,
        "plan": one.plan,
        "badge": visit_badge(one, who),
        "topics": topics,
        "conclusions": [_shown(conclusion, who, forms) for conclusion in concluded],
        "forms": forms,
        "unkept": left_over(request, "found", "wanted", "reason") if act and act not in forms else None,
        "units": named(who, [one.unit.code, one.plan.unit.code]),
    }
    return render(request, "oversight/visit.html", context)


def _forms(request: HttpRequest, who: Viewer, one: Inspection, act: str, topics: list[tuple[str, str]]) -> dict[str, Any]:
    if not who.may(VERB, units.path_of(one.plan.unit.code, who.today)) or one.dropped_on:
        return {}

    def sent(name: str) -> Any:
        return request.POST if act == name else None

    if one.visited_on is None:
        return {
            "visited": VisitedForm(sent("visited"), initial={"on": who.today}),
            "drop": ReasonForm(sent("drop"), auto_id="drop-%s"),
        }
    made: dict[str, Any] = {"conclude": ConcludeForm(sent("conclude"), topics=topics, auto_id="conclude-%s")}
    waiting = queries.conclusions(who.actor, who.today).filter(topic__inspection=one, verified_on=None)
    for found in waiting:
        if found.task.state in (Task.State.WAITING, Task.State.DONE):
            made[f"verify-{found.pk}"] = ConfirmForm(sent(f"verify-{found.pk}"), conclusion=found)
        if found.task.state == Task.State.WAITING:
            name = f"return-{found.pk}"
            made[name] = ReturnForm(sent(name), conclusion=found, auto_id=f"{name}-%s")
    return made


def _acts(who: Viewer, one: Inspection, form: Any) -> dict[str, Callable[[], object]]:
    found = form.cleaned_data
    made: dict[str, Callable[[], object]] = {
        "visited": lambda: actions.visited(who.actor, one, on=found["on"]),
        "drop": lambda: actions.drop_visit(who.actor, one, reason=found["reason"]),
        "conclude": lambda: _conclude(who, one, found),
    }
    if conclusion := getattr(form, "conclusion", None):
        made[f"verify-{conclusion.pk}"] = lambda: actions.verify(who.actor, conclusion)
        made[f"return-{conclusion.pk}"] = lambda: actions.return_work(who.actor, conclusion, reason=found["reason"])
    return made


def _conclude(who: Viewer, one: Inspection, found: dict[str, Any]) -> Conclusion:
    topic = one.topics.get(pk=found["topic"])
    return actions.conclude(who.actor, topic, found["found"], found["wanted"], found["deadline"])


def _shown(conclusion: Conclusion, who: Viewer, forms: dict[str, Any]) -> dict[str, Any]:
    task = conclusion.task
    return {
        "one": conclusion,
        "badges": badges(task.kind, task.state, task.deadline, task.handed_in_on, who.today),
        "verify": forms.get(f"verify-{conclusion.pk}"),
        "back": forms.get(f"return-{conclusion.pk}"),
    }
