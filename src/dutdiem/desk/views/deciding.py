"""Decisions on what the reader proposes: one or many, put right before, and going to what came of it."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from dutdiem.access.views import Viewer, viewer
from dutdiem.authority import Actor
from dutdiem.documents import actions, queries
from dutdiem.documents.editing import COMPARATORS, EDITABLE
from dutdiem.documents.models import Proposal
from dutdiem.documents.views.labels import field_name
from dutdiem.kit.errors import Mistake
from dutdiem.kit.keys import key_of, keys_of
from dutdiem.kit.said import demand_keepable
from dutdiem.plans.queries import visible
from dutdiem.plans.rules import police_instead

MOST = 500
"""Proposals that are decided on in one step."""
BESIDE = 200
"""Letters that are shown before and after the sentence of a proposal."""
Decision = Callable[[Actor, Sequence[Proposal]], object]
DECISIONS: dict[str, Decision] = {"accept": actions.accept, "reject": actions.reject, "reopen": actions.reopen}
MANY: dict[str, Decision] = {**DECISIONS, "merge": actions.merge}


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
    return _back(proposal)


@require_POST
def decide_many(request: HttpRequest) -> HttpResponse:
    """The same with all that were ticked: all of them or, where one cannot be, none."""
    who = viewer(request)
    act = MANY.get(request.POST.get("decision", ""))
    keys = keys_of(request.POST.getlist("chosen"))
    if act is None or len(keys) > MOST:
        return HttpResponseBadRequest()
    if not keys:
        messages.error(request, _("Chưa chọn gợi ý nào; đánh dấu vào ô trước gợi ý rồi chọn việc cần làm."))
        return redirect(_document(request))
    chosen = queries.chosen(who.actor, who.today, keys)
    try:
        act(who.actor, chosen)
    except Mistake as mistake:
        messages.error(request, str(mistake))
    else:
        messages.success(request, _with_the_way_back(request.POST["decision"], len(chosen)))
    return _back(chosen[0])


def edit(request: HttpRequest, key: int) -> HttpResponse:
    """Put a proposal right beside its sentence; with “save and accept” it becomes what it proposes at once."""
    who = viewer(request)
    (proposal,) = queries.chosen(who.actor, who.today, [key])
    actions.demand_of_owner(who.actor, proposal.document, "documents.decide")
    if request.method != "POST":
        shown = _shown(proposal)
        return _form(request, proposal, shown | (_of_police(shown) if "police" in request.GET else {}))
    typed = {name: request.POST[name] for name in EDITABLE[proposal.kind] if name in request.POST}
    try:
        _edit(who, proposal, typed, accept="accept" in request.POST)
    except Mistake as mistake:
        return _form(request, proposal, _shown(proposal) | typed, fault=str(mistake))
    return _back(proposal)


@require_GET
def outcome(request: HttpRequest, key: int) -> HttpResponse:
    """Go to the task that came of an accepted proposal."""
    who = viewer(request)
    task = visible(who.actor, who.today).filter(proposal__pk=key).order_by("path").first()
    if task is None:
        messages.info(request, _("Gợi ý này không thành nhiệm vụ, hoặc nhiệm vụ đó không thuộc phạm vi được xem."))
        return redirect("plans:tree")
    return redirect("plans:task", task.pk)


def _edit(who: Viewer, proposal: Proposal, typed: dict[str, str], *, accept: bool) -> None:
    was = _shown(proposal)
    demand_keepable(*(words for name, words in typed.items() if words != was[name]))
    actions.edit(who.actor, proposal, typed)
    if accept:
        actions.accept(who.actor, [proposal])


def beside(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a place, in whole words; “…” where the text goes on."""
    before, after = text[max(0, start - BESIDE) : start], text[end : end + BESIDE]
    if start > BESIDE:
        before = "… " + re.sub(r"^\S*\s+", "", before)
    if end + BESIDE < len(text):
        after = re.sub(r"\s+\S*$", "", after) + " …"
    return before, after


def _form(request: HttpRequest, proposal: Proposal, values: dict[str, str], fault: str = "") -> HttpResponse:
    text, (start, end) = proposal.document.text, (proposal.start, proposal.end)
    around = proposal.facts.get("sentence") or [start, end]
    before, after = beside(text, min(around[0], start), max(around[1], end))
    context = {
        "one": proposal,
        "fault": fault,
        "fields": [(name, field_name(name), values[name]) for name in EDITABLE[proposal.kind]],
        "comparators": COMPARATORS,
        "before": before + text[min(around[0], start) : start],
        "words": text[start:end],
        "after": text[end : max(around[1], end)] + after,
    }
    return render(request, "desk/edit.html", context)


def _shown(proposal: Proposal) -> dict[str, str]:
    """The facts as text to be edited."""
    found: dict[str, Any] = {name: proposal.facts.get(name) for name in EDITABLE[proposal.kind]}
    return {name: "; ".join(value) if isinstance(value, list) else str(value or "") for name, value in found.items()}


def _of_police(values: dict[str, str]) -> dict[str, str]:
    """Lead and helpers with police units for bodies that are none, for a person to save or not."""
    names = {name: [part.strip() for part in values[name].split(";")] for name in ("lead", "coordinating") if name in values}
    return {name: "; ".join(police_instead(part) or part for part in parts) for name, parts in names.items()}


def _told(decision: str, number: int) -> str:
    words = {
        "accept": ngettext(
            "Đã nhận %(num)s gợi ý; hoàn lại cả lần ở Việc cần chú ý.",
            "Đã nhận %(num)s gợi ý; hoàn lại cả lần ở Việc cần chú ý.",
            number,
        ),
        "reject": ngettext("Đã bỏ %(num)s gợi ý.", "Đã bỏ %(num)s gợi ý.", number),
        "reopen": ngettext("Đã lấy lại %(num)s gợi ý.", "Đã lấy lại %(num)s gợi ý.", number),
        "merge": ngettext("Đã gộp %(num)s gợi ý thành một.", "Đã gộp %(num)s gợi ý thành một.", number),
    }
    return words[decision] % {"num": number}


def _with_the_way_back(decision: str, number: int) -> str:
    """What was done and, for what can be undone as one, the link to where."""
    told = _told(decision, number)
    if decision != "accept":
        return told
    return format_html('{} <a href="{}#hang-loat">{}</a>', told, reverse("plans:attention"), _("Xem lần vừa nhận"))


def _document(request: HttpRequest) -> str:
    key = key_of(request.POST.get("document", ""))
    return reverse("documents:list") if key is None else reverse("documents:page", args=[key])


def _back(proposal: Proposal) -> HttpResponse:
    return redirect(reverse("documents:page", args=[proposal.document_id]) + f"#g{proposal.pk}")
