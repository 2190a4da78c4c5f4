"""A person's own notices and calendars, and the calendar itself, which a program reads under its private address."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from dutdiem.access.views import named, viewer
from dutdiem.kit.keys import keys_of
from dutdiem.kit.paging import paged
from dutdiem.oversight import actions, queries
from dutdiem.oversight.actions.feeds import digest_of
from dutdiem.oversight.digests import address_of, days_of, title_of
from dutdiem.oversight.forms import FeedForm
from dutdiem.oversight.ics import Event, write_calendar
from dutdiem.oversight.models import CalendarFeed, Notice
from dutdiem.plans.models import Task
from dutdiem.plans.naming import Named
from dutdiem.plans.views.choosing import attempt, offered
from dutdiem.plans.views.rows import Badge, state_name
from dutdiem.units import queries as units

ROLES = {
    "focal": gettext_noop("đầu mối"),
    "head": gettext_noop("lãnh đạo đơn vị"),
    "above": gettext_noop("cấp trên"),
    "deputy": gettext_noop("người làm thay"),
}


def notices(request: HttpRequest) -> HttpResponse:
    """What the person was reminded of, and the addresses of their calendars; POST marks read, makes or revokes an address."""
    who = viewer(request)
    act = request.POST.get("act", "")
    form = FeedForm(request.POST if act == "feed" else None, named=Named(None, who.today), initial={"unit": who.home or ""})
    made: list[tuple[CalendarFeed, str]] = []
    if act == "feed" and attempt(form, lambda: made.append(actions.make_feed(who.actor, who.user, form.cleaned_data["unit"]))):
        form = FeedForm(None, named=Named(None, who.today))
    elif act in ("read", "revoke"):
        keys = keys_of(request.POST.getlist("key"))
        if act == "revoke" and keys:
            actions.revoke_feed(who.actor, who.user, keys[0])
            messages.success(request, _("Đã thu hồi địa chỉ lịch; chương trình lịch không đọc được nữa."))
        elif keys:
            actions.mark_read(who.actor, who.user, keys, on=who.today)
        return redirect("oversight:notices")
    page = paged(request, queries.notices(who.user), ("-on", "-pk"), size=40)
    kept = queries.kept(who.actor, who.today, page.rows)
    feeds = list(queries.feeds(who.user))
    context = {
        "page": page,
        "rows": [(one, title_of(one, kept), address_of(one), badge(one), _(ROLES.get(one.role, ""))) for one in page.rows],
        "unread": [one.pk for one in page.rows if one.read_on is None],
        "form": form,
        "feeds": feeds,
        "fresh": request.build_absolute_uri(reverse("oversight:calendar", args=[made[0][1]])) if made else "",
        "units": named(who, [feed.unit.code for feed in feeds]),
        "offered": offered(who, None),
        "mail": who.user.email,
    }
    return render(request, "oversight/notices.html", context)


@require_safe
@login_not_required
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The deadlines of a unit for a calendar program; whoever has no such address learns nothing."""
    feed = queries.feed_by(digest_of(token))
    if feed is None:
        raise Http404
    today = timezone.localdate()
    with translation.override(feed.account.language):
        name = units.names([feed.unit.code], today).get(feed.unit.code, feed.unit.code)
        site = settings.SITE_ADDRESS or request.build_absolute_uri("/").rstrip("/")
        events = [_event(task, site) for task in queries.deadlines(feed, today)]
        content = write_calendar(_("Thời hạn: %(unit)s") % {"unit": name}, events, timezone.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="thoi-han.ics"'
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def badge(one: Notice) -> Badge:
    """How what it is about stood on the day of the notice."""
    late = one.due_on is not None and one.due_on < one.on
    tone = "good" if one.about == Notice.About.ANSWERED else "late" if late else "soon"
    return Badge(days_of(one), tone)


def _event(task: Task, site: str) -> Event:
    assert task.deadline is not None
    host = site.partition("://")[2] or "dutdiem"
    return Event(
        uid=f"nhiem-vu-{task.pk}@{host}",
        day=task.deadline,
        summary=" ".join(task.title.split())[:250],
        description=_("%(state)s, tiến độ %(percent)s %%") % {"state": state_name(task.state), "percent": task.percent},
        url=site + reverse("plans:task", args=[task.pk]),
        sequence=task.version,
    )
