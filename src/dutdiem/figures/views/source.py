"""The trace of one figure: formula, parts, units below, submissions with who and when, the passage that set the target."""

import re
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dutdiem.access.views import viewer
from dutdiem.collection.models import Submission
from dutdiem.figures import queries
from dutdiem.figures.views.asked import asked
from dutdiem.kit.errors import Mistake, NotFound

_CODE = re.compile(r"[A-Za-z_][\w.]*(@[\w.$]+)?(:\w+)?")
"""A code in a formula: of the whole tree or a unit's own, of an element or an option of its breakdown."""
SHOWN = 30
"""Submissions that stand on the page for each part; the rest is behind the units below."""


def source(request: HttpRequest) -> HttpResponse:
    """Where the figure that the address names comes from."""
    who = viewer(request)
    question = asked(request, who)
    if question is None:
        return render(request, "figures/none.html")
    try:
        found = queries.trace(
            who.actor,
            question.measure,
            question.unit,
            question.period.code,
            structure=question.structure,
            limit=SHOWN,
            today=who.today,
        )
    except Mistake as mistake:
        raise NotFound(str(mistake)) from None
    context = {
        "asked": question,
        "trace": found,
        "formula": _spoken(found.formula, {part.element: part.name for part in found.parts}),
        "statuses": {value: _(label) for value, label in Submission.Status.choices},
    }
    return render(request, "figures/source.html", context)


def _spoken(formula: str, names: Mapping[str, str]) -> str:
    """The formula with what is counted called by its name."""
    return _CODE.sub(lambda word: f"[{names[word[0]]}]" if word[0] in names else word[0], formula).replace("*", "×")
