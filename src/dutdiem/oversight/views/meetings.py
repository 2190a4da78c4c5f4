"""Instructions given at meetings: documents, speakers, and the tasks that came of what each said."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from dutdiem.access.views import viewer
from dutdiem.documents import actions as papers
from dutdiem.documents import queries as documents
from dutdiem.kit.errors import Mistake
from dutdiem.kit.paging import paged
from dutdiem.oversight import queries
from dutdiem.plans.views.rows import COLUMNS, rows


def meetings(request: HttpRequest) -> HttpResponse:
    """The documents in which somebody gives instructions."""
    who = viewer(request)
    page = paged(request, queries.meetings(who.actor, who.today), ("-date", "-pk"), size=30)
    return render(request, "oversight/meetings.html", {"page": page})


def meeting(request: HttpRequest, key: int) -> HttpResponse:
    """One document: who gave which instructions, how they stand; POST takes those of one speaker into the plan."""
    who = viewer(request)
    document = documents.one(who.actor, who.today, key)
    if request.method == "POST":
        chosen = list(queries.proposed(document).filter(speaker=request.POST.get("speaker", "")))
        try:
            made = papers.accept(who.actor, chosen)
            said = ngettext("Đã nhận thành %(num)s nhiệm vụ.", "Đã nhận thành %(num)s nhiệm vụ.", made) % {"num": made}
            messages.success(request, said)
        except Mistake as mistake:
            messages.error(request, str(mistake))
        return redirect("oversight:meeting", key)
    speaker = request.GET.get("speaker", "")
    found = queries.instructions(who.actor, who.today, document)
    page = paged(request, (found.filter(speaker=speaker) if speaker else found).values(*COLUMNS, "speaker"), ("path",))
    waiting = queries.proposed(document)
    context = {
        "document": document,
        "speakers": queries.speakers(who.actor, who.today, document),
        "speaker": speaker,
        "page": page,
        "rows": rows(page.rows, who),
        "waiting": list((waiting.filter(speaker=speaker) if speaker else waiting)[:100]),
        "may_take": documents.may_at(who.actor, "documents.decide", document, who.today),
    }
    return render(request, "oversight/meeting.html", context)
