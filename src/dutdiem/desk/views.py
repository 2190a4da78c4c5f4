"""Decisions: accepting or rejecting what the reader proposes, and going to what came of it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dutdiem.access.views import viewer
from dutdiem.documents import actions, queries
from dutdiem.kit.errors import Mistake
from dutdiem.plans.queries import visible

DECISIONS: dict[str, Callable[..., object]] = {"accept": actions.accept, "reject": actions.reject}


@require_POST
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """Accept or reject one proposal, then show it as it now stands: by htmx in its place, else on the document's page."""
    who = viewer(request)
    (proposal,) = queries.chosen(who.actor, who.today, [key])
    act = DECISIONS.get(request.POST.get("decision", ""))
    if act is None:
        return HttpResponseBadRequest()
    fault = ""
    try:
        act(who.actor, [proposal])
    except Mistake as mistake:
        fault = str(mistake)
    proposal.refresh_from_db()
    if getattr(request, "htmx", False):
        return render(request, "desk/decided.html", {"one": proposal, "fault": fault})
    if fault:
        messages.error(request, fault)
    return redirect(reverse("documents:page", args=[proposal.document_id]) + f"#g{proposal.pk}")


@require_GET
def outcome(request: HttpRequest, key: int) -> HttpResponse:
    """Go to the task that came of an accepted proposal."""
    who = viewer(request)
    task = visible(who.actor, who.today).filter(proposal__pk=key).order_by("path").first()
    if task is None:
        messages.info(request, _("Gợi ý này không thành nhiệm vụ, hoặc nhiệm vụ đó không thuộc phạm vi được xem."))
        return redirect("plans:tree")
    return redirect("plans:task", task.pk)
