"""What a task waits for, and what waits for it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from dutdiem.access.views import Viewer, viewer
from dutdiem.kit.errors import Mistake
from dutdiem.kit.keys import key_of
from dutdiem.plans import actions, queries
from dutdiem.plans.forms import WaitForm
from dutdiem.plans.models import Dependency, Task
from dutdiem.plans.views.choosing import attempt, to_task
from dutdiem.plans.views.state import rights


def order(request: HttpRequest, key: int) -> HttpResponse:
    """Everybody who sees the task sees what it waits for; the unit whose plan it is in adds and takes away."""
    who = viewer(request)
    task = queries.one(who.actor, who.today, key)
    act = request.POST.get("act", "")
    form = WaitForm(request.POST if act == "add" else None)
    if act == "add" and attempt(form, lambda: _add(who, task, form)):
        return to_task(request, task, _("Đã ghi phụ thuộc."))
    if act == "drop":
        number = request.POST.get("dependency", "")
        found = get_object_or_404(Dependency, pk=key_of(number) or 0, task=task)
        actions.wait_no_more(who.actor, found)
        return to_task(request, task, _("Đã bỏ phụ thuộc."))
    context = {
        "task": task,
        "form": form,
        "may": rights(who, task),
        "before": queries.waits_for(who.actor, who.today, task),
        "after": queries.held_up(who.actor, who.today, task),
    }
    return render(request, "plans/order.html", context)


def _add(who: Viewer, task: Task, form: WaitForm) -> None:
    try:
        after = queries.one(who.actor, who.today, form.cleaned_data["after"])
    except Mistake as missing:
        raise Mistake(str(missing), field="after") from None
    actions.wait_for(who.actor, task, after)
