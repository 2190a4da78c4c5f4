"""Urging letters: who is late with what, a draft for one unit, those that were drafted."""

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dutdiem.access.views import Viewer, named, viewer
from dutdiem.authority import Refused
from dutdiem.kit.errors import NotFound
from dutdiem.kit.paging import paged
from dutdiem.oversight import actions, queries
from dutdiem.oversight.forms import LetterForm
from dutdiem.oversight.models import UrgingLetter
from dutdiem.plans import queries as plans
from dutdiem.plans.naming import Named
from dutdiem.plans.views.choosing import attempt, offered
from dutdiem.units import queries as units
from dutdiem.units.models import Unit

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHOWN = 30


def letters(request: HttpRequest) -> HttpResponse:
    """Units with overdue tasks, the form for a letter to one of them, and the drafts so far."""
    who = viewer(request)
    sender = _sender(who)
    late = list(plans.late_by_lead(who.actor, who.today)[:SHOWN])
    form = LetterForm(request.POST or None, named=Named(sender, who.today), initial={"unit": request.GET.get("unit", "")})
    made: list[UrgingLetter] = []
    if request.method == "POST":
        if sender is None:
            raise Refused(_("Tài khoản này không soạn công văn đôn đốc; đề nghị quản trị viên giao quyền nếu cần."))
        if attempt(form, lambda: made.append(_draft(who, sender, form))):
            messages.success(request, _("Đã soạn dự thảo công văn; tải về, kiểm tra rồi trình ký."))
            return redirect("oversight:letters")
    page = paged(request, queries.letters(who.actor, who.today), ("-on", "-pk"), size=20)
    codes = [*(code for code, *_rest in late), *(unit.code for one in page.rows for unit in (one.sender, one.unit))]
    context = {
        "form": form,
        "late": late,
        "page": page,
        "sender": sender,
        "units": named(who, codes),
        "offered": offered(who, sender),
    }
    return render(request, "oversight/letters.html", context)


def letter_file(request: HttpRequest, key: int) -> FileResponse:
    """The draft as DOCX."""
    who = viewer(request)
    one = queries.letter(who.actor, who.today, key)
    path = Path(settings.HOME) / one.file
    if not path.is_file():
        raise NotFound(f"Tệp của công văn số {key} không còn trong thư mục dữ liệu; soạn lại công văn.")
    name = f"cong-van-don-doc-{one.unit.code}-{one.on.isoformat()}.docx"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=WORD)


def _draft(who: Viewer, sender: Unit, form: LetterForm) -> UrgingLetter:
    found = form.cleaned_data
    return actions.draft_letter(who.actor, sender, found["unit"], on=who.today, answer_by=found["answer_by"])


def _sender(who: Viewer) -> Unit | None:
    """The top of the person's own subtree in which they may urge."""
    paths = who.actor.paths("oversight.urge", who.today)
    found = units.on(who.today).order_by("path")
    first = (found.filter(parent=None) if "" in paths else found.filter(path__in=paths)).first()
    return first.unit if first else None
