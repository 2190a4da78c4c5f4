"""Many tasks at once: a table taken in, a selection changed, duplicates merged; each with a preview, each undone as one."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from dutdiem.access.views import Viewer, named, viewer
from dutdiem.documents import queries as documents
from dutdiem.kit.errors import Mistake
from dutdiem.kit.keys import key_of, keys_of
from dutdiem.kit.paging import address
from dutdiem.kit.sheets import LARGEST
from dutdiem.plans import actions, queries
from dutdiem.plans.forms import ChangeForm, TableForm, refuse
from dutdiem.plans.models import Task
from dutdiem.plans.naming import Named
from dutdiem.plans.tables import MOST, Line, planned, read_table, sample
from dutdiem.plans.views.choosing import attempt, demand_planning, offered, owner_among
from dutdiem.units.models import Unit

SALT = "plans.table"


def table(request: HttpRequest) -> HttpResponse:
    """Upload, then the preview with every row as it would be, then the step itself. The rows travel in the page, signed."""
    who = viewer(request)
    mine = demand_planning(who)
    sent = request.POST or request.GET
    owner = owner_among(mine, sent.get("owner", ""))
    key = key_of(sent.get("parent", ""))
    parent = None if key is None else queries.one(who.actor, who.today, key)
    form, lines = TableForm(request.POST or None, request.FILES or None), list[Line]()
    refused = unplaced = _refused(lambda: actions.check_place(owner, parent))
    if request.method == "POST":
        form, lines = _lines(request, who, owner, form)
        ready = bool(lines) and not refused and not any(line.faults for line in lines)
        if ready and "confirm" in request.POST:
            refused = _refused(lambda: _assign(request, who, owner, parent, lines))
            if not refused:
                says = ngettext("Đã giao %(num)s nhiệm vụ.", "Đã giao %(num)s nhiệm vụ.", len(lines)) % {"num": len(lines)}
                return _done(request, says)
    packed = request.POST.get("packed") or _packed(lines)
    units = named(who, {unit.code for line in lines if line.wanted for unit in _units(line)})
    context = {"form": form, "lines": lines, "refused": refused, "parent": parent, "packed": packed, "most": MOST, "units": units}
    return render(request, "plans/table.html", context | {"owner": owner.code, "owners": mine, "unplaced": unplaced})


def _refused(act: Callable[[], object]) -> str:
    """Do it; why it was refused, "" where it was not."""
    try:
        act()
    except Mistake as mistake:
        return str(mistake)
    return ""


def _lines(request: HttpRequest, who: Viewer, owner: Unit, form: TableForm) -> tuple[TableForm, list[Line]]:
    """The rows of what was uploaded, or of what the page carried."""
    try:
        if packed := request.POST.get("packed", ""):
            cells = signing.loads(packed, salt=SALT, max_age=12 * 3600)
        elif form.is_valid():
            uploaded = form.cleaned_data["table"]
            cells = read_table(uploaded.read(LARGEST + 1), uploaded.name)
        else:
            return form, []
    except signing.BadSignature:
        form.add_error(None, _("Bản xem trước đã hết hạn; gửi lại bảng."))
        return form, []
    except Mistake as mistake:
        refuse(form, mistake)
        return form, []
    finder = Named(owner, who.today)
    return (TableForm() if packed else form), [planned(row, finder, who.today) for row in cells]


def _assign(request: HttpRequest, who: Viewer, owner: Unit, parent: Task | None, lines: list[Line]) -> None:
    """The token tells one preview from every other: the signed rows hold the second in which they were shown."""
    token = sha256(request.POST["packed"].encode()).hexdigest()[:32]
    actions.assign_table(who.actor, owner, parent, [line.wanted for line in lines if line.wanted], token=token)


@require_GET
def table_sample(request: HttpRequest) -> HttpResponse:
    """A workbook to fill in."""
    demand_planning(viewer(request))
    answer = HttpResponse(sample(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    answer["Content-Disposition"] = 'attachment; filename="nhiem-vu-mau.xlsx"'
    return answer


def _packed(lines: list[Line]) -> str:
    return signing.dumps([line.cells for line in lines], salt=SALT, compress=True) if lines else ""


def _units(line: Line) -> list[Unit]:
    assert line.wanted
    return [*([line.wanted.lead] if line.wanted.lead else []), *(unit for unit, _part in line.wanted.coordinating)]


@dataclass(frozen=True, slots=True)
class Selected:
    """A selected task and why the change does not fit it."""

    task: Task
    fault: str = ""


def change(request: HttpRequest) -> HttpResponse:
    """Change every task that was selected in a list: form, preview, step."""
    who = viewer(request)
    sent = request.POST if request.method == "POST" else request.GET
    keys = keys_of(sent.getlist("key"))[:MOST]
    if not keys:
        messages.info(request, _("Chưa chọn nhiệm vụ nào; đánh dấu trong danh sách rồi bấm lại."))
        return redirect("plans:tree")
    tasks = queries.chosen(who.actor, who.today, keys)
    owner = tasks[0].owner
    form = ChangeForm(request.POST or None, named=Named(owner, who.today))
    if "confirm" in request.POST and attempt(form, lambda: actions.change_many(who.actor, tasks, form.change)):
        says = ngettext("Đã đổi %(num)s nhiệm vụ.", "Đã đổi %(num)s nhiệm vụ.", len(tasks)) % {"num": len(tasks)}
        return _done(request, says)
    checked = bool(form.is_bound and form.is_valid())
    rows = [Selected(task, actions.change_fault(task, form.change) if checked else "") for task in tasks]
    units = named(who, (task.lead.code for task in tasks if task.lead))
    context = {"form": form, "rows": rows, "units": units, "offered": offered(who, owner), "checked": checked}
    return render(request, "plans/change.html", context | {"wrong": sum(bool(row.fault) for row in rows)})


def duplicates(request: HttpRequest) -> HttpResponse:
    """Likely duplicates side by side, with what they share; one is merged into the other."""
    who = viewer(request)
    demand_planning(who)
    if request.method == "POST":
        return _merge(request, who)
    key = key_of(request.GET.get("task", ""))
    task = None if key is None else queries.one(who.actor, who.today, key)
    before = request.GET.get("before", "")
    keys = [] if task else queries.newest(who.actor, who.today, key_of(before) or 0)
    found = queries.duplicates(who.actor, who.today, task=task, among=keys[: queries.NEWEST])
    units = named(who, (one.lead.code for pair in found for one in (pair.one, pair.other) if one.lead))
    context = {
        "pairs": found,
        "told": documents.seen(who.actor, who.today, (one.document for pair in found for one in (pair.one, pair.other))),
        "task": task,
        "units": units,
        "looked": min(len(keys), queries.NEWEST),
        "older": address(request, before=keys[queries.NEWEST - 1]) if len(keys) > queries.NEWEST else None,
        "newest": address(request, before=None) if before else None,
    }
    return render(request, "plans/duplicates.html", context)


def _merge(request: HttpRequest, who: Viewer) -> HttpResponse:
    keys = keys_of((request.POST.get("kept", ""), request.POST.get("other", "")))
    try:
        kept, other = (queries.one(who.actor, who.today, key) for key in keys)
        actions.merge(who.actor, kept, other)
    except ValueError:
        messages.error(request, _("Chọn hai nhiệm vụ để gộp."))
        return redirect("plans:duplicates")
    except Mistake as mistake:
        messages.error(request, str(mistake))
        return redirect("plans:duplicates")
    says = _("Đã gộp nhiệm vụ số %(other)s vào nhiệm vụ số %(kept)s.") % {"other": other.pk, "kept": kept.pk}
    return _done(request, says)


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Undo one step as a whole."""
    who = viewer(request)
    try:
        back, stayed = actions.undo(who.actor, key_of(request.POST.get("step", "")) or 0)
    except Mistake as mistake:
        messages.error(request, str(mistake))
        return redirect("plans:attention")
    says = ngettext("Đã hoàn lại %(num)s bản ghi.", "Đã hoàn lại %(num)s bản ghi.", back) % {"num": back}
    kept = ngettext(
        "%(num)s bản ghi đã được xử lý tiếp nên giữ nguyên.", "%(num)s bản ghi đã được xử lý tiếp nên giữ nguyên.", stayed
    )
    messages.success(request, f"{says} {kept % {'num': stayed}}" if stayed else says)
    return redirect("plans:attention")


def _done(request: HttpRequest, says: str) -> HttpResponse:
    """Say what was done where it can be undone as one."""
    messages.success(request, says)
    return redirect(reverse("plans:attention") + "#hang-loat")
