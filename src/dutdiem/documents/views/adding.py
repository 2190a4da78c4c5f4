"""Files that come in through the browser: read, registered, and their proposals ready for the desk."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dutdiem.access.views import Viewer, viewer
from dutdiem.authority import demand
from dutdiem.documents import actions, queries
from dutdiem.documents.forms import AddForm
from dutdiem.documents.models import Document
from dutdiem.kit.errors import Mistake
from dutdiem.kit.forms import refuse
from dutdiem.kit.refused import says_on_page
from dutdiem.kit.upload import Received, received
from dutdiem.reading.files.limits import LIMITS
from dutdiem.reading.refusals import Refusal


def add(request: HttpRequest) -> HttpResponse:
    """Each file by itself: what can be taken is, and why another cannot stands beside the field. One that came whole is shown."""
    who = viewer(request)
    units = queries.registers_at(who.actor, who.today)
    if not units:
        demand(who.actor, "documents.add", "", who.today)
    form, added = AddForm(units), list[Document]()
    if request.method == "POST":
        form = AddForm(units, request.POST, request.FILES)
        if form.is_valid():
            added = _take(request, who, form)
        if added and not form.errors:
            for document in added:
                messages.success(request, _told(document))
            return redirect(_next(added))
    alone = units[0] if len(units) == 1 else None
    return render(request, "documents/add.html", {"form": form, "alone": alone, "added": [(one, _told(one)) for one in added]})


def _take(request: HttpRequest, who: Viewer, form: AddForm) -> list[Document]:
    added = []
    try:
        with received(request.FILES.getlist("attached"), limit=LIMITS.file_bytes) as files:
            for place, file in enumerate(files, 1):
                try:
                    added.append(_register(who, form, file))
                except (Mistake, Refusal) as error:
                    form.add_error("attached", _why(error, place, len(files)))
    except Mistake as mistake:
        refuse(form, mistake)
    return added


def _register(who: Viewer, form: AddForm, file: Received) -> Document:
    sent = form.cleaned_data
    document = actions.add(
        who.actor,
        file.path,
        name=file.name,
        anchor=sent["anchor"],
        allow_office_numbers=sent["office_numbers"],
        whose=form.whose,
    )
    if queries.may_at(who.actor, "plans.draft", document, who.today):
        actions.draft(who.actor, document)
    return document


def _why(error: Mistake | Refusal, place: int, number: int) -> str:
    """A secret document is told by its place alone: the sentence names nothing of it."""
    if isinstance(error, Mistake):
        return str(error)
    untold = error.code == "secret" and number > 1
    return _("Tệp thứ %(place)s: %(why)s") % {"place": place, "why": says_on_page(error)} if untold else says_on_page(error)


def _told(document: Document) -> str:
    """What was read in a document that has just come in."""
    found, waiting = document.mentions.count(), document.proposals.filter(state="open").count()
    read = ngettext("%(num)s nội dung trích xuất", "%(num)s nội dung trích xuất", found) % {"num": found}
    drafted = ngettext("%(num)s gợi ý chờ xử lý", "%(num)s gợi ý chờ xử lý", waiting) % {"num": waiting}
    return _("Đã đăng ký %(document)s: %(read)s, %(drafted)s.") % {"document": document, "read": read, "drafted": drafted}


def _next(added: list[Document]) -> str:
    return reverse("documents:page", args=[added[0].pk]) if len(added) == 1 else reverse("documents:list")
