"""Plans of inspections, the visits of one plan, and what was found where and how often."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dutdiem.access.views import Viewer, named, viewer
from dutdiem.kit.keys import key_of
from dutdiem.kit.paging import paged
from dutdiem.oversight import actions, queries
from dutdiem.oversight.forms import PlanForm, VisitForm
from dutdiem.oversight.models import Inspection, InspectionPlan
from dutdiem.oversight.rules import visit_state
from dutdiem.plans.naming import Named
from dutdiem.plans.views.choosing import attempt, offered
from dutdiem.plans.views.rows import Badge
from dutdiem.units import queries as units
from dutdiem.units.models import Unit

VERB = "oversight.inspect"
TONES = {"planned": "still", "due": "run", "overdue": "late", "visited": "good", "dropped": "still"}
LEVELS = ("department", "province", "district", "commune")


def inspections(request: HttpRequest) -> HttpResponse:
    """The yearly plans, and the form for a new one."""
    who = viewer(request)
    mine = _inspecting(who)
    form = PlanForm(request.POST or None, units=mine, initial={"year": who.today.year}) if mine else None
    made: list[InspectionPlan] = []
    if request.method == "POST" and form and attempt(form, lambda: made.append(_plan(who, form))):
        return redirect("oversight:inspection_plan", made[0].pk)
    page = paged(request, queries.plans(who.actor, who.today), ("-year", "pk"), size=30)
    units_named = named(who, [plan.unit.code for plan in page.rows])
    return render(request, "oversight/inspections.html", {"page": page, "units": units_named, "form": form})


def inspection_plan(request: HttpRequest, key: int) -> HttpResponse:
    """One plan with its visits, and the form for a further one."""
    who = viewer(request)
    plan = queries.plan(who.actor, who.today, key)
    may = who.may(VERB, units.path_of(plan.unit.code, who.today))
    form = VisitForm(request.POST or None, named=Named(plan.unit, who.today)) if may else None
    if request.method == "POST" and form and attempt(form, lambda: _add(who, plan, form)):
        messages.success(request, _("Đã thêm vào kế hoạch kiểm tra."))
        return redirect("oversight:inspection_plan", key)
    page = paged(request, queries.visits_of(who.actor, who.today, plan), ("planned_from", "pk"))
    context = {
        "plan": plan,
        "page": page,
        "rows": [(visit, visit_badge(visit, who), list(visit.topics.all())) for visit in page.rows],
        "units": named(who, [plan.unit.code, *(visit.unit.code for visit in page.rows)]),
        "form": form,
        "topics": queries.topics(who.actor, who.today)[:60],
        "offered": offered(who, plan.unit) if may else [],
    }
    return render(request, "oversight/inspection_plan.html", context)


def findings(request: HttpRequest) -> HttpResponse:
    """What was found: counts by topic and by unit, narrowed by year, level, unit and topic in the address."""
    who = viewer(request)
    chosen = {name: request.GET.get(name, "").strip() for name in ("year", "level", "unit", "topic")}
    year = key_of(chosen["year"])
    narrowed = {"year": year, "level": chosen["level"], "unit": chosen["unit"], "topic": chosen["topic"]}
    places = queries.found_at(who.actor, who.today, **narrowed)  # type: ignore[arg-type]
    years = sorted(set(queries.plans(who.actor, who.today).values_list("year", flat=True)), reverse=True)
    context = {
        "chosen": chosen,
        "topics": queries.findings(who.actor, who.today, **narrowed),  # type: ignore[arg-type]
        "places": places[:100],
        "units": named(who, [chosen["unit"], *(place.code for place in places[:100])]),
        "years": [("", _("tất cả")), *((str(one), str(one)) for one in years)],
        "levels": [("", _("tất cả")), *((level, level_words(level)) for level in LEVELS)],
        "all_topics": [("", _("tất cả")), *((name, name) for name in queries.topics(who.actor, who.today))],
    }
    return render(request, "oversight/findings.html", context)


def visit_badge(visit: Inspection, who: Viewer) -> Badge:
    """How a visit stands."""
    state = visit_state(visit.planned_from, visit.planned_to, visit.visited_on, visit.dropped_on, who.today)
    return Badge(visit_words()[state], TONES[state])


def visit_words() -> dict[str, str]:
    """What the states of a visit are called."""
    return {
        "planned": _("chưa đến thời gian"),
        "due": _("đang trong thời gian"),
        "overdue": _("quá thời gian, chưa kiểm tra"),
        "visited": _("đã kiểm tra"),
        "dropped": _("thôi kiểm tra"),
    }


def level_words(level: str) -> str:
    """What units of a level are called."""
    words = {"department": _("đơn vị thuộc bộ"), "province": _("cấp tỉnh"), "district": _("cấp huyện"), "commune": _("cấp xã")}
    return words[level]


def _plan(who: Viewer, form: PlanForm) -> InspectionPlan:
    found = form.cleaned_data
    return actions.plan_inspections(who.actor, Unit.objects.get(code=found["unit"]), found["year"], found["title"])


def _add(who: Viewer, plan: InspectionPlan, form: VisitForm) -> Inspection:
    found = form.cleaned_data
    days = {"planned_from": found["planned_from"], "planned_to": found["planned_to"]}
    return actions.add_visit(who.actor, plan, found["unit"], found["topics"].splitlines(), **days)


def _inspecting(who: Viewer) -> list[tuple[str, str]]:
    """The units for which the person may plan inspections: the tops of their own subtrees."""
    paths = who.actor.paths(VERB, who.today)
    found = units.on(who.today).order_by("path")
    return list((found.filter(parent=None) if "" in paths else found.filter(path__in=paths)).values_list("unit__code", "name"))
