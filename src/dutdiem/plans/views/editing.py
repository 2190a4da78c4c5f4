"""Putting a task into a plan, changing it, taking it up from above, moving it in the tree."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dutdiem.access.views import Viewer, viewer
from dutdiem.documents import queries as documents
from dutdiem.kit.errors import Mistake
from dutdiem.kit.keys import key_of
from dutdiem.plans import actions, queries
from dutdiem.plans.actions import Changed, Wanted, differences, wanted_of
from dutdiem.plans.forms import MoveForm, SourceForm, TaskForm, refuse
from dutdiem.plans.forms.task import initial_of
from dutdiem.plans.models import Task
from dutdiem.plans.naming import Named
from dutdiem.plans.views.choosing import attempt, demand_planning, offered, owner_among, to_task
from dutdiem.units.models import Unit


def new(request: HttpRequest) -> HttpResponse:
    """A new task in one's own plan, below a task where `parent` stands in the address."""
    who = viewer(request)
    mine = demand_planning(who)
    sent = request.POST or request.GET
    owner = owner_among(mine, sent.get("owner", ""))
    parent = _task(who, sent.get("parent", ""))
    kind = Task.Kind.SUBTASK if parent and parent.kind not in queries.HOLDERS else Task.Kind.TASK
    first = initial_of(Wanted(kind=kind, internal=bool(parent and parent.internal)))
    first["outside"] = bool(parent and parent.outside)
    form = TaskForm(request.POST or None, actor=who.actor, named=Named(owner, who.today), owner=owner, initial=first)
    made: list[Task] = []
    if request.method == "POST" and attempt(form, lambda: made.append(actions.create(who.actor, owner, parent, form.wanted))):
        return to_task(request, made[0], _("Đã thêm nhiệm vụ."))
    return _page(request, who, form, owner, parent=parent, owners=mine, heading=_("Nhiệm vụ mới"), act=_("Thêm vào kế hoạch"))


def edit(request: HttpRequest, key: int) -> HttpResponse:
    """Change a task; whoever comes second sees both versions and keeps what was typed."""
    who = viewer(request)
    task = queries.one(who.actor, who.today, key)
    actions.demand_of_owner(who.actor, task)
    before = wanted_of(task)
    first = initial_of(before, task.version)
    form = TaskForm(
        request.POST or None, actor=who.actor, named=Named(task.owner, who.today), owner=task.owner, task=task, initial=first
    )
    theirs: list[tuple[str, str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit(who.actor, task, form.wanted, version=form.cleaned_data["version"] or 0)
            return to_task(request, task, _("Đã ghi thay đổi."))
        except Changed as changed:
            theirs = _both(wanted_of(task), form)
            form = _again(request, form, task)
            refuse(form, changed)
        except Mistake as mistake:
            refuse(form, mistake)
    return _page(request, who, form, task.owner, task=task, theirs=theirs, heading=_("Sửa nhiệm vụ"), act=_("Ghi thay đổi"))


def take_up(request: HttpRequest, key: int) -> HttpResponse:
    """Put a task from above into one's own plan."""
    who = viewer(request)
    above = queries.one(who.actor, who.today, key)
    mine = demand_planning(who)
    sent = request.POST or request.GET
    owner = owner_among(mine, sent.get("owner", "") or (above.lead.code if above.lead else ""))
    parent = _task(who, sent.get("parent", ""))
    first = initial_of(Wanted(title=above.title, kind=Task.Kind.TASK, deliverable=above.deliverable, deadline=above.deadline))
    first |= {"outside": above.outside, "internal": above.internal}
    form = TaskForm(request.POST or None, actor=who.actor, named=Named(owner, who.today), owner=owner, initial=first)
    made: list[Task] = []

    def act() -> None:
        made.append(actions.take_up(who.actor, above, owner, form.wanted, parent=parent))

    if request.method == "POST" and attempt(form, act):
        return to_task(request, made[0], _("Đã đưa nhiệm vụ vào kế hoạch của đơn vị."))
    words = {"heading": _("Cụ thể hóa nhiệm vụ cấp trên giao"), "act": _("Đưa vào kế hoạch")}
    return _page(request, who, form, owner, parent=parent, owners=mine, above=above, **words)


def place(request: HttpRequest, key: int) -> HttpResponse:
    """Hang a task somewhere else in the tree."""
    who = viewer(request)
    task = queries.one(who.actor, who.today, key)
    actions.demand_of_owner(who.actor, task)
    form = MoveForm(request.POST or None, initial={"parent": task.parent_id})

    def act() -> None:
        number = form.cleaned_data["parent"]
        try:
            below = queries.one(who.actor, who.today, number) if number else None
        except Mistake as missing:
            raise Mistake(str(missing), field="parent") from None
        actions.move(who.actor, task, below)

    if request.method == "POST" and attempt(form, act):
        return to_task(request, task, _("Đã chuyển nhiệm vụ."))
    return render(request, "plans/place.html", {"task": task, "form": form})


def source(request: HttpRequest, key: int) -> HttpResponse:
    """Name a further passage that orders the task, by its words."""
    who = viewer(request)
    task = queries.one(who.actor, who.today, key)
    actions.demand_of_owner(who.actor, task)
    form = SourceForm(request.POST or None)
    if request.method == "POST" and attempt(form, lambda: _derive(who, task, form)):
        return to_task(request, task, _("Đã ghi thêm văn bản giao nhiệm vụ."))
    return render(request, "plans/source.html", {"task": task, "form": form})


def _derive(who: Viewer, task: Task, form: SourceForm) -> None:
    """Where the words stand in the document, blanks apart; the first place."""
    try:
        document = documents.by_name(who.actor, who.today, form.cleaned_data["document"])
    except Mistake as missing:
        raise Mistake(str(missing), field="document") from None
    pattern = r"\s+".join(re.escape(word) for word in form.cleaned_data["words"].split())
    found = re.search(pattern, document.text, re.IGNORECASE)
    if found is None:
        raise Mistake(f"Không thấy câu này trong {document}; chép lại nguyên văn từ trang của văn bản.", field="words")
    actions.derive(who.actor, task, document, found.start(), found.end())


def _task(who: Viewer, key: str) -> Task | None:
    number = key_of(key)
    return None if number is None else queries.one(who.actor, who.today, number)


def _page(request: HttpRequest, who: Viewer, form: TaskForm, owner: Unit | None, **more: Any) -> HttpResponse:
    plain: dict[str, Any] = {"task": None, "parent": None, "above": None, "owners": [], "theirs": []}
    context = plain | {"form": form, "owner": owner.code if owner else "", "offered": offered(who, owner)} | more
    return render(request, "plans/edit.html", context)


def _again(request: HttpRequest, form: TaskForm, task: Task) -> TaskForm:
    """The same form with what was typed, now over the version that the other person left."""
    typed = request.POST.copy()
    typed["version"] = str(task.version)
    again = TaskForm(typed, actor=form.actor, named=form.named, owner=task.owner, task=task)
    again.is_valid()
    return again


def _both(now: Wanted, form: TaskForm) -> list[tuple[str, str, str]]:
    """(field, as it is now, as was typed) of all that differs."""
    theirs = initial_of(now)
    return [
        (str(form.fields[name].label), _words(form, name, theirs.get(name)), _words(form, name, form[name].value()))
        for name in differences(now, form.wanted)
        if name in form.fields
    ]


def _words(form: TaskForm, name: str, value: Any) -> str:
    """A value as a person reads it."""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, list):
        labels = {str(key): str(label) for key, label in form.fields[name].choices}  # type: ignore[attr-defined]
        return "; ".join(labels.get(str(key), str(key)) for key in value)
    chosen = dict(form.fields["kind"].choices) if name == "kind" else {}  # type: ignore[attr-defined]
    return str(chosen.get(value, value)) if value not in (None, "") else "–"
