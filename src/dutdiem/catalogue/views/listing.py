"""Everything that is measured and that the viewer may see, from above and of units' own, in one table."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dutdiem.access.views import named, viewer
from dutdiem.catalogue.forms import OFTEN, SIGNS
from dutdiem.catalogue.queries import definitions
from dutdiem.catalogue.views.words import KINDS, defining_units, from_day
from dutdiem.kit.templates import number
from dutdiem.measures.definitions import Definitions, Element, Form, Indicator, Target, bare, lasts

WHOSE = ("", "chung", "rieng")


def listing(request: HttpRequest) -> HttpResponse:
    """The table, by kind and by whose it is."""
    who = viewer(request)
    kind, whose = (request.GET.get(name, "") for name in ("loai", "cua"))
    found = definitions(who.actor, who.today, unused=True)
    mine = defining_units(who)
    rows = [row for row in _rows(found) if kind in ("", row["kind"]) and whose in ("", "rieng" if row["one"].owner else "chung")]
    of_units = {code for row in rows for code in (row["one"].owner, row["one"].unit if row["kind"] == "chi-tieu-giao" else "")}
    codes = {version.unit.code for version in mine}
    context = {
        "rows": [row | {"may": row["one"].owner in codes, "ended": not lasts(row["one"], who.today)} for row in rows],
        "units": named(who, of_units),
        "kinds": [("", _("tất cả")), *((word, str(name)) for word, (_kind, name) in KINDS.items())],
        "whose": [("", _("tất cả")), ("chung", _("danh mục chung")), ("rieng", _("riêng của đơn vị"))],
        "kind": kind,
        "chosen": whose,
        "mine": mine,
        "common": "" in who.actor.paths("catalogue.define", who.today),
        "add": [(word, str(name)) for word, (_kind, name) in KINDS.items()],
    }
    return render(request, "catalogue/list.html", context)


def _rows(found: Definitions) -> Iterator[dict[str, Any]]:
    every: Mapping[str, Any] = {
        "muc-so-lieu": [one for one in found.elements.values() if ":" not in one.code],
        "chi-tieu": found.indicators.values(),
        "chi-tieu-giao": found.targets,
        "bieu-mau": found.forms.values(),
    }
    for kind, those in every.items():
        for one in sorted(those, key=lambda one: one.valid_to is not None):
            name = found.indicators[one.indicator].name if isinstance(one, Target) else one.name
            yield {"kind": kind, "one": one, "name": name, "code": bare(one.code), "says": _says(one, found), "from": from_day(one)}


def _says(one: Element | Indicator | Target | Form, found: Definitions) -> str:
    """What it computes with or asks for, in a few words."""
    if isinstance(one, Indicator):
        return one.formula
    if isinstance(one, Target):
        sign = dict(SIGNS)[one.comparator]
        return f"{one.period}: {sign} {number(one.value)} {found.indicators[one.indicator].unit}"
    often = str(dict(OFTEN)[one.frequency])
    if isinstance(one, Form):
        return _("theo %(often)s, %(number)s mục số liệu") % {"often": often, "number": len(one.elements)}
    return f"{one.unit}, {_('theo %(often)s') % {'often': often}}"
