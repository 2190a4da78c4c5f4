"""What a unit owes: its forms in their last periods with deadline and state; and what waits for its decision."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dutdiem.access.views import named as named_units
from dutdiem.access.views import viewer
from dutdiem.calendar.cutoffs import find_cutoff
from dutdiem.calendar.periods import parse_period
from dutdiem.catalogue.queries import forms as seen_forms
from dutdiem.collection import queries
from dutdiem.collection.models import Submission
from dutdiem.collection.rules import REOPENED
from dutdiem.collection.views.words import state, time_left
from dutdiem.kit.errors import NotFound
from dutdiem.kit.paging import paged
from dutdiem.kit.periods import named_period

OWED = ("missing", "draft", "returned", REOPENED)

AWAITED = 40
"""How many of the reports that were opened again are shown, the longest first: there are few, and each is for its unit to send."""


def due(request: HttpRequest) -> HttpResponse:
    """The list of a unit within reach, the viewer's own without one in the address."""
    who = viewer(request)
    unit = request.GET.get("unit") or who.home or ""
    units = named_units(who, [unit])
    if unit not in units or not who.may("collection.read", units[unit].path):
        raise NotFound(f"Không có đơn vị mã “{unit}” trong phạm vi được xem; kiểm tra lại mã.")
    found = queries.dues(who.actor, unit, who.today)
    owed = sorted((one for one in found if one.status in OWED), key=lambda one: one.due)
    forms = [(form.code, form.name) for form in seen_forms(who.actor, who.today)]
    of = request.GET.get("bieu-mau", "")
    if of and of not in dict(forms):
        raise NotFound(_("Không có biểu mẫu “%(code)s”; chọn trong danh sách.") % {"code": of})
    sent = queries.waiting(who.actor, who.today)
    awaited = list(queries.awaited(who.actor, who.today)[:AWAITED])
    page = paged(request, sent.filter(form__code=of) if of else sent, ("submitted_at", "pk"), size=40)
    context = {
        "unit": units[unit],
        "owed": [_line(one, who.today) for one in owed],
        "sent": [_line(one, who.today) for one in found if one.status not in OWED],
        "page": page,
        "narrowed_to": [("", _("tất cả")), *forms],
        "of": of,
        "kept": kept(request),
        "waiting": [(one, _period(one)) for one in page.rows],
        "awaited": [(one, _period(one)) for one in awaited],
        "decides": bool(who.actor.paths("collection.decide", who.today)),
        "units": named_units(who, [one.unit.code for one in (*page.rows, *awaited)]),
    }
    return render(request, "collection/due.html", context)


def kept(request: HttpRequest) -> dict[str, str]:
    """What the address says of the list, which stays when something of it was decided on."""
    return {name: value for name in ("unit", "bieu-mau") if (value := request.GET.get(name, ""))}


def _period(one: Submission) -> str:
    return named_period(parse_period(one.period, find_cutoff(one.form.calendar)))


def _line(one: queries.Due, today: date) -> tuple[queries.Due, str, tuple[str, str], tuple[str, str]]:
    """A line of the list: the form due, its period, its state and how much time is left, each with a tone."""
    return one, named_period(one.period), state(one.status), time_left(one.due, today, one.status, late=one.late)
