"""At which month pages of figures open for a viewer, and which months there are to choose from."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from dutdiem.authority import Actor
from dutdiem.calendar.cutoffs import find_cutoff
from dutdiem.calendar.periods import Period
from dutdiem.calendar.recent import begun
from dutdiem.catalogue.models import ReportForm
from dutdiem.catalogue.queries import form as plain_form
from dutdiem.catalogue.queries import forms
from dutdiem.collection.models import Submission
from dutdiem.collection.queries import workdays
from dutdiem.collection.rules import REPORTED, due_on
from dutdiem.figures.models import MartMonth

LOOKED_AT = 80
"""Periods of a form among which the last that is due is looked for: of days they are due in the month after."""


class Months(NamedTuple):
    """`opens` is the month at which pages open, `ended` up to which month it is looked at who has reported on forms of the whole
    tree, `shown` the months of which there is anything that the viewer may see, in their order."""

    opens: str
    ended: str
    shown: tuple[str, ...]


def months_for(actor: Actor, today: date, months: Mapping[str, Sequence[str]]) -> Months | None:
    """Of the mart's months those for a viewer; None where there is nothing to see.

    Pages open at the newest month with reports on a form of the whole tree that were due before today: what somebody sends early,
    or first on the morning after a month's end, moves nobody's page. Where nothing was due yet it is the newest that there is. A
    form that a unit keeps for itself moves nobody's page, and those who do not see it cannot tell that there are reports on it.
    """
    due, ended, common = _common(tuple((month, *files) for month, files in sorted(months.items())), today)
    seen = common if len(common) == len(months) else common | _seen(actor, today)
    shown = tuple(month for month in sorted(months) if month in seen)
    if not shown:
        return None
    newest = max(common, default=shown[-1])
    return Months(due or ended or newest, ended or newest, shown)


@lru_cache(maxsize=4)
def _common(files: tuple[tuple[str, ...], ...], today: date) -> tuple[str, str, frozenset[str]]:
    """The newest month with reports on a form of the whole tree that were due, that of a period that has ended, and all with any.

    The same for everybody until the mart takes something in: asked once a day for each of its states (its files by month).
    """
    every, days = list(ReportForm.objects.filter(owner=None)), workdays()
    over = {form: [one for one in _begun(form, today) if one.end < today] for form in every}
    due = {form: [one for one in those if due_on(plain_form(form), one, days) < today] for form, those in over.items()}
    found = MartMonth.objects.filter(month__in=[month for month, *_ in files]).values_list(
        "month", Exists(_reports(Q(form__in=every))), Exists(_reports(_up_to(over))), Exists(_reports(_up_to(due)))
    )
    rows = list(found)
    newest_due, ended = (max((row[0] for row in rows if row[place]), default="") for place in (3, 2))
    return newest_due, ended, frozenset(month for month, has, *_ in rows if has)


def _begun(form: ReportForm, today: date) -> list[Period]:
    return begun(form.frequency, today, LOOKED_AT, find_cutoff(form.calendar))


def _up_to(periods: Mapping[ReportForm, Sequence[Period]]) -> Q:
    """Of each form the months up to that of the first of these periods, the newest."""
    found = Q(pk__in=[])
    for form, those in periods.items():
        found |= Q(form=form, month__lte=those[0].closing_month) if those else Q(pk__in=[])
    return found


def _seen(actor: Actor, today: date) -> frozenset[str]:
    """The months with reports on forms that the actor may see: one of each month is enough."""
    reports = _reports(Q(form__in=forms(actor, today).order_by().values("pk")))
    return frozenset(MartMonth.objects.filter(Exists(reports)).values_list("month", flat=True))


def _reports(which: Q) -> QuerySet[Submission]:
    return Submission.objects.filter(which, month=OuterRef("month"), latest=True, status__in=REPORTED)
