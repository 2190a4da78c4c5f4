"""A unit defines something of its own, or changes it."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from dutdiem.access.views import Viewer, viewer
from dutdiem.catalogue import actions, forms
from dutdiem.catalogue.queries import known_to
from dutdiem.catalogue.rules import mark_of
from dutdiem.catalogue.views.words import KINDS, defining_units, demand_defining
from dutdiem.kit.errors import Mistake
from dutdiem.kit.forms import refuse
from dutdiem.measures.definitions import Definitions, Element, Indicator, bare, lasts
from dutdiem.units import queries as units
from dutdiem.units.models import Unit, UnitVersion
from dutdiem.units.words import level_name

FORMS: Mapping[str, type[forms.OwnForm]] = {
    "element": forms.ElementForm,
    "indicator": forms.IndicatorForm,
    "target": forms.TargetForm,
    "form": forms.AskingForm,
}
_PLACE = re.compile(rf"^{actions.PAGE}, (\[\[?[^]]*\]\]?( [^:\n]*)?: )?", re.MULTILINE)
"""Where in a file a fault would be: on a page there is one thing alone."""


def edit(request: HttpRequest, kind: str) -> HttpResponse:
    """Define one thing; `code` in the address names the one that is changed."""
    if kind not in KINDS:
        raise Http404
    who = viewer(request)
    mine = defining_units(who)
    demand_defining(mine)
    what, wanted = KINDS[kind][0], request.POST.get("owner") or request.GET.get("unit")
    code, before = request.GET.get("code"), None
    if code:
        owner, known, before = _before(who, mine, what, code)
        if before.valid_to and request.method != "POST":
            # What has ended is not changed: the page on which it can be used again says so.
            return redirect(f"{reverse('catalogue:stop', args=[kind])}?{urlencode({'code': code})}")
    else:
        owner = next((version for version in mine if version.unit.code == wanted), mine[0])
        known = known_to(owner.unit, who.today)
    form = _form(request, who, what, owner, mine, known, before)

    def there() -> Any:
        return _before(who, mine, what, code or "")[2]

    if request.method == "POST" and form.is_valid() and _done(form, who, owner.unit, request.POST.get("shown", ""), there):
        messages.success(request, _("Đã ghi vào danh mục riêng của %(unit)s.") % {"unit": owner.name})
        return redirect("catalogue:list")
    context = {
        "form": form,
        "kind": kind,
        "title": str(KINDS[kind][1]),
        "owner": owner,
        "before": before and bare(before.code),
        "shown": before and mark_of(form.before),
        "stops": before and f"{reverse('catalogue:stop', args=[kind])}?{urlencode({'code': before.code})}",
        "named": _nameable(known, owner.unit.code, who.today) if what == "indicator" else [],
    }
    return render(request, "catalogue/edit.html", context, status=422 if form.is_bound else 200)


def _done(form: forms.OwnForm, who: Viewer, owner: Unit, shown: str, there: Callable[[], Any]) -> bool:
    try:
        actions.define_own(who.actor, owner, form.written, shown=None if form.before is None else shown)
    except actions.Changed as changed:
        # What was typed stays in the fields, and the page now has the mark of what is there: sent again, it is meant.
        form.before = there()
        form.add_error(None, f"{changed} {_('Bản hiện có:')} {'; '.join(form.otherwise)}.")
        return False
    except Mistake as mistake:
        for line in _PLACE.sub("", str(mistake)).splitlines():
            refuse(form, _as_on_page(line, mistake.field))
        return False
    return True


def _as_on_page(says: str, field: str) -> Mistake:
    """A sentence that tells what to write in a file, as one that names the field of the page."""
    if "thêm valid_from =" in says:
        return Mistake(_("Cách tính đã đổi: điền ngày bắt đầu áp dụng, để các kỳ trước giữ cách tính cũ."), field="valid_from")
    if says.startswith("valid_from "):
        return Mistake(_("Ngày này trước ngày áp dụng của cách tính hiện có; chọn ngày sau ngày đó."), field="valid_from")
    return Mistake(says.replace("thêm internal = true", "đánh dấu “Nội bộ”"), field=field)


def _before(who: Viewer, mine: list[UnitVersion], kind: str, code: str) -> tuple[UnitVersion, Definitions, Any]:
    """What is changed, whose it is and what that unit may build on; only of a unit for which the person defines."""
    for version in mine:
        known = known_to(version.unit, who.today)
        there: Any = {
            "element": known.elements.values(),
            "indicator": known.indicators.values(),
            "target": known.targets,
            "form": known.forms.values(),
        }
        for one in there[kind]:
            if one.code == code and one.owner == version.unit.code:
                return version, known, one
    raise Http404


def _form(
    request: HttpRequest, who: Viewer, kind: str, owner: UnitVersion, mine: list[UnitVersion], known: Definitions, before: Any
) -> forms.OwnForm:
    options: dict[str, Any] = {"owners": [(version.unit.code, version.name) for version in mine], "before": before}
    initial: dict[str, Any] = {"owner": owner.unit.code, "starts_on": who.today.replace(day=1)}
    if kind == "target":
        options["indicators"] = [(code, one.name) for code, one in known.indicators.items() if lasts(one, who.today)]
    if kind == "form":
        own = [one for code, one in known.elements.items() if one.owner == owner.unit.code and ":" not in code]
        own = [one for one in own if lasts(one, who.today) or (before and one.code in before.elements)]
        options["elements"] = [(one.code, one.name) for one in own]
        options["levels"] = _levels(who, owner)
    if before is not None:
        initial |= {name: getattr(before, name) for name in before.__dataclass_fields__}
    if kind == "target" and before is not None:
        initial["value"] = f"{before.value:f}".replace(".", ",")
    return FORMS[kind](request.POST if request.method == "POST" else None, initial=initial, **options)


def _levels(who: Viewer, owner: UnitVersion) -> list[tuple[str, str]]:
    """The levels of the units of the subtree, the lowest first: mostly it is they who report."""
    found = units.on(who.today).filter(unit__in=units.at_or_below([owner.path], who.today)).order_by()
    return [(level, level_name(level)) for level in sorted(set(found.values_list("level", flat=True)), key=_depth)]


def _depth(level: str) -> tuple[bool, str]:
    return level != "commune", level


def _nameable(known: Definitions, owner: str, today: date) -> list[tuple[str, str, str]]:
    """What a formula may name and has not ended: (as it is written, what it is, in what unit)."""
    every: list[Element | Indicator] = [*known.elements.values(), *known.indicators.values()]
    taken = {one.code for one in every if not one.owner}
    return [
        (bare(one.code) if one.owner == owner and bare(one.code) not in taken else one.code, one.name, one.unit)
        for one in every
        if lasts(one, today)
    ]
