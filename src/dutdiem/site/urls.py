"""All addresses. Vietnamese, since people read them aloud and paste them into letters."""

from importlib.util import find_spec

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

STAGES = ["access", "web", "documents", "desk", "plans", "catalogue", "collection", "figures", "oversight", "reviews"]
"""The stages that have pages, each with its own addresses."""

urlpatterns: list[URLPattern | URLResolver] = [
    path("ngon-ngu/", login_not_required(set_language), name="set_language"),
    *(path("", include(f"dutdiem.{stage}.urls")) for stage in STAGES if find_spec(f"dutdiem.{stage}.urls")),
]

handler403 = "dutdiem.web.errors.refused"
handler404 = "dutdiem.web.errors.missing"
handler429 = "dutdiem.web.errors.too_many"
handler500 = "dutdiem.web.errors.failed"
