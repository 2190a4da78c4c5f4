"""The overview and a unit's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dutdiem.access.queries import home_unit
from dutdiem.access.views import viewer
from dutdiem.units import queries as units


def overview(request: HttpRequest) -> HttpResponse:
    """Where the viewer's own unit stands."""
    who = viewer(request)
    code = home_unit(who.user)
    return render(request, "web/overview.html", {"unit": units.version(code, who.today) if code else None})
