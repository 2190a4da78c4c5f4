"""Up to which month pages of figures go, for a viewer."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import lru_cache

from django.db.models import Q

from dutdiem.authority import Actor
from dutdiem.catalogue.queries import forms
from dutdiem.collection.models import Submission
from dutdiem.collection.rules import REPORTED


def newest_months(actor: Actor, today: date, months: Mapping[str, Sequence[str]]) -> tuple[str, str] | None:
    """Of the mart's months the newest with reports on forms of the whole tree, which pages open at, and the newest with any that
    the actor may see, up to which there is a choice. A form that a unit keeps for itself so moves nobody's page, and those who do
    not see it cannot tell that there are reports on it. None where there is nothing to see."""
    last = max(months, default="")
    common = _common(tuple((month, *files) for month, files in sorted(months.items())))
    if last and common == last:
        return last, last
    seen = _newest(Q(form__in=forms(actor, today).order_by().values("pk")), months)
    if not seen:
        return None
    return common or seen, max(common, seen)


@lru_cache(maxsize=4)
def _common(files: tuple[tuple[str, ...], ...]) -> str:
    """The same for everybody until the mart takes something in, and so asked once for each of its states (its files by month)."""
    return _newest(Q(form__owner=None), [month for month, *_ in files])


def _newest(which: Q, months: Collection[str]) -> str:
    """From the newest month on backwards, one report is enough: the index by month gives it at once."""
    found = Submission.objects.filter(which, latest=True, status__in=REPORTED, month__in=months).order_by("-month")
    return found.values_list("month", flat=True).first() or ""
