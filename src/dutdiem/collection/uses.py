"""What is reported under a definition: it keeps a unit from deleting it, and from ending it before its last report."""

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from dutdiem.calendar.cutoffs import find_cutoff
from dutdiem.calendar.periods import Period, parse_period
from dutdiem.catalogue import uses
from dutdiem.catalogue.models import DataElement, Owned, ReportForm
from dutdiem.collection.models import Submission


def register() -> None:
    """Name it to the catalogue."""
    uses.register(uses.Use(newest=newest))


def newest(kind: str, record: Owned) -> Period | None:
    """The last period with a report on a form, or with a figure of an element or of one of its options; drafts and
    earlier revisions count, since somebody has entered them."""
    del kind
    found = _stored(record).order_by().values_list("period", "form__calendar").distinct()
    periods = [parse_period(code, find_cutoff(calendar)) for code, calendar in found]
    return max(periods, key=lambda period: period.end, default=None)


def _stored(record: Owned) -> QuerySet[Submission]:
    if isinstance(record, ReportForm):
        return Submission.objects.filter(form=record)
    if not isinstance(record, DataElement):
        return Submission.objects.none()
    # The codes of a unit's own are plain letters, so that they stand in the stored text as they are.
    says = Q(says__contains=f'"{record.code}"') | Q(says__contains=f'"{record.code}:')
    return Submission.objects.exclude(form__owner=None).annotate(says=Cast("values", TextField())).filter(says)
