"""Reporting on a task with evidence, and the evidence's files."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dutdiem.access.views import Viewer, named, viewer
from dutdiem.authority import Refused
from dutdiem.kit.errors import Mistake
from dutdiem.kit.upload import received
from dutdiem.plans import actions, queries
from dutdiem.plans.evidence import where
from dutdiem.plans.forms import ReportForm, refuse
from dutdiem.plans.models import Evidence, Task
from dutdiem.plans.views.choosing import to_task


def report(request: HttpRequest, key: int) -> HttpResponse:
    """A unit's statement, with files; what was typed stays where something is refused."""
    who = viewer(request)
    task = queries.one(who.actor, who.today, key)
    mine = reporting_units(who, task)
    if not mine:
        raise Refused(_("Đơn vị của tài khoản này không chủ trì, không phối hợp nhiệm vụ này nên không báo cáo được."))
    first = {
        "on": who.today,
        "unit": task.lead.code if task.lead_id in mine and task.lead else None,
        "percent": task.stated_percent,
    }
    form = ReportForm(request.POST or None, request.FILES or None, units=mine, today=who.today, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            _send(request, who, task, form)
            return to_task(request, task, _("Đã ghi báo cáo tiến độ."))
        except Mistake as mistake:
            refuse(form, mistake)
    return render(request, "plans/report.html", {"task": task, "form": form})


def evidence(request: HttpRequest, key: int) -> FileResponse:
    """A file of evidence, to be saved, never shown by the browser."""
    who = viewer(request)
    seen = queries.visible(who.actor, who.today)
    found = Evidence.objects.filter(pk=key, report__task__in=seen).first()
    if found is None or not where(found).is_file():
        raise Http404
    return FileResponse(where(found).open("rb"), as_attachment=True, filename=found.file_name)


def reporting_units(who: Viewer, task: Task) -> dict[int, str]:
    """The units, by key, for which the person may report on the task: its lead first, then those that help."""
    involved = [
        *([task.lead] if task.lead else []),
        *(c.unit for c in task.coordinations.select_related("unit").order_by("unit__code")),
    ]
    known = named(who, (unit.code for unit in involved))
    may = [unit for unit in involved if unit.code in known and who.may("plans.report", known[unit.code].path)]
    return {unit.pk: known[unit.code].name for unit in may}


def _send(request: HttpRequest, who: Viewer, task: Task, form: ReportForm) -> None:
    sent = form.cleaned_data
    with received(request.FILES.getlist("attached")) as files:
        actions.report(
            who.actor,
            task,
            sent["unit"],
            on=sent["on"],
            percent=sent["percent"],
            says=sent["says"],
            evidence=sent["evidence"],
            files=files,
            office_numbers=sent["office_numbers"],
        )
