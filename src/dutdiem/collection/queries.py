"""Reading what is due and what was reported, narrowed to what the actor may see."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from dutdiem.authority import Actor, within
from dutdiem.calendar.cutoffs import find_cutoff
from dutdiem.calendar.errors import PeriodError
from dutdiem.calendar.periods import Period, parse_period
from dutdiem.calendar.recent import begun
from dutdiem.calendar.workdays import Workdays, read_workdays
from dutdiem.catalogue.models import ReportForm
from dutdiem.catalogue.queries import form as plain_form
from dutdiem.catalogue.queries import form_of
from dutdiem.catalogue.queries import forms as seen_forms
from dutdiem.collection.models import Submission
from dutdiem.collection.rules import REPORTED, due_on, is_late
from dutdiem.kit.errors import NotFound
from dutdiem.measures.definitions import asked_for
from dutdiem.trail.models import Item
from dutdiem.units import queries as units
from dutdiem.units.models import UnitVersion

DAYS_FILE = "workdays.toml"
"""The office's own days off and swapped days, in the home; it stands over what is shipped."""

SHOWN = 6
"""How many periods of each form a unit is shown."""


def workdays() -> Workdays:
    """Working days as the office has them."""
    own = Path(settings.HOME) / DAYS_FILE
    return read_workdays(own if own.exists() else None)


def special_days(year: int) -> list[tuple[date, bool, str]]:
    """The days of a year that are off though no weekend, or worked though one: the day, whether it is worked, why."""
    known = workdays()
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    found = ((day, known.is_working(day), known.reason(day)) for day in days if day.year == year)
    return [(day, works, why) for day, works, why in found if why and works == (day.weekday() >= 5)]


@dataclass(frozen=True, slots=True)
class Due:
    """A form that a unit owes for a period: until when, what came of it (its latest revision), and whether that is late."""

    form: ReportForm
    period: Period
    due: date
    submission: Submission | None
    late: bool

    @property
    def status(self) -> str:
        """How the submission stands; `missing` where there is none."""
        return self.submission.standing if self.submission else "missing"


def dues(actor: Actor, unit: str, today: date) -> list[Due]:
    """The forms of a unit's level in their last periods, the newest first; of periods in which it existed at that level. What was
    opened again is owed however old it is."""
    versions = list(UnitVersion.objects.filter(unit__code=unit))
    levels = {version.level for version in versions}
    forms = list(seen_forms(actor, today).filter(level__in=levels))
    found = [(form, p) for form in forms for p in begun(form.frequency, today, SHOWN, find_cutoff(form.calendar))]
    owed = [(form, p) for form, p in found if any(_owes(v, form, p) for v in versions)]
    wanted = {(form.pk, p.code) for form, p in owed}
    sent = Submission.objects.filter(unit__code=unit, latest=True, period__in={code for _, code in wanted})
    latest = {(one.form_id, one.period): one for one in sent}
    days = workdays()
    again = [one for one in reopened([unit]) if (one.form_id, one.period) not in wanted]
    seen = set(seen_forms(actor, today).filter(pk__in={one.form_id for one in again}).values_list("pk", flat=True)) if again else ()
    older = [one for one in again if one.form_id in seen]
    found_again = [_due(one.form, parse_period(one.period, find_cutoff(one.form.calendar)), days, one, today) for one in older]
    return [*(_due(form, p, days, latest.get((form.pk, p.code)), today) for form, p in owed), *found_again]


def _owes(version: UnitVersion, form: ReportForm, period: Period) -> bool:
    """Whether a unit, as it stood then, has to fill the form in for a period."""
    there = version.valid_from <= period.end <= (version.valid_to or date.max)
    return there and version.level == form.level and is_for(form, version.path, period.end)


def is_for(form: ReportForm, path: str, ends: date) -> bool:
    """Whether a form is for the unit with this path in a period that ends on a day: one of the whole tree, or of a unit at or above
    it, from the form's first day to its last."""
    return asked_for(form, ends) and (form.owner is None or form.owner.code in path.split("/"))


def _due(form: ReportForm, period: Period, days: Workdays, one: Submission | None, today: date) -> Due:
    due = due_on(plain_form(form), period, days)
    return Due(form, period, due, one, is_late(sent_on(one), due, today))


def sent_on(one: Submission | None) -> date | None:
    """The day on which a report that counts was sent."""
    return timezone.localdate(one.submitted_at) if one and one.submitted_at and one.status in REPORTED else None


def reopened(codes: Collection[str] | None = None) -> list[Submission]:
    """What of these units, or of all, was opened again and waits for their correction, the longest first."""
    sent = Submission.objects.filter(latest=True, status=Submission.Status.SUBMITTED)
    sent = sent if codes is None else sent.filter(unit__code__in=codes)
    return list(sent.exclude(reason="").select_related("unit", "form").order_by("submitted_at", "pk"))


def reopenings(found: Collection[Submission]) -> dict[int, int]:
    """The entry on the trail by which each of these was opened again last."""
    keys = [str(one.pk) for one in found]
    steps = Item.objects.filter(model=Submission._meta.label_lower, key__in=keys, entry__verb="collection.reopen")
    last = steps.values("key").annotate(last=Max("entry_id")).values_list("key", "last")
    return {int(key): entry for key, entry in last}


def waiting(actor: Actor, today: date) -> QuerySet[Submission]:
    """What units below the actor's own have sent and nobody has looked through yet; not what was opened again, until its unit
    has sent the correction."""
    return _sent_to(actor, today).filter(reason="")


def awaited(actor: Actor, today: date) -> QuerySet[Submission]:
    """What was opened again below the actor's own unit and stands with its unit, the longest first."""
    return _sent_to(actor, today).exclude(reason="").order_by("submitted_at", "pk")


def _sent_to(actor: Actor, today: date) -> QuerySet[Submission]:
    """The reports in the state of sent that are for the actor to decide on, of forms that the actor may see."""
    waits = Submission.objects.filter(latest=True, status=Submission.Status.SUBMITTED).select_related("unit", "form__owner")
    sent = waits.filter(form__in=seen_forms(actor, today).order_by().values("pk"))
    tops = actor.paths("collection.decide", today)
    if "" in tops:
        return sent
    below = Q(pk__in=[])
    for top in tops:
        below |= Q(path__startswith=top + "/")
    # What a unit filled in on its own form waits for itself.
    itself = Q(form__owner=F("unit"), unit__in=units.at_or_below(tops, today))
    return sent.filter(Q(Exists(UnitVersion.objects.filter(below, unit=OuterRef("unit")))) | itself)


@dataclass(frozen=True, slots=True)
class Opened:
    """One unit's form for one period as the actor sees it: all revisions, the newest last, and what was reported before.

    `places` are the unit's path on the period's last day, and its own or its heirs' today.
    """

    form: ReportForm
    period: Period
    unit: UnitVersion
    due: date
    revisions: list[Submission]
    previous: Submission | None
    last_year: Submission | None
    places: tuple[str, ...]
    editable: bool

    @property
    def latest(self) -> Submission | None:
        """The newest revision."""
        return self.revisions[-1] if self.revisions else None

    def is_late(self, today: date) -> bool:
        """Whether it was sent after its day, or was not though that is over."""
        return is_late(sent_on(self.latest), self.due, today)


def opened(actor: Actor, today: date, form_code: str, period_code: str, unit: str) -> Opened:
    """The form of a unit for a period. NotFound where there is none, or the actor may not see it."""
    form = form_of(actor, today, form_code)
    period = _period(form, period_code, today)
    version = units.on(period.end).filter(unit__code=unit, level=form.level).first()
    if version and not is_for(form, version.path, period.end):
        version = None
    places = [version.path, *units.paths_now(unit, today)] if version else []
    if version is None or not _any_within(places, actor.paths("collection.read", today)):
        raise NotFound(f"Không có đơn vị “{unit}” phải báo cáo biểu mẫu này trong kỳ {period.code} thuộc phạm vi được xem.")
    before, last_year = period.previous().code, period.same_period_last_year().code
    sent = Submission.objects.filter(unit=version.unit_id, form=form).select_related("unit", "form__owner")
    kept = sent.filter(Q(period=period.code) | Q(period__in=[before, last_year], latest=True))
    found = list(kept.order_by("revision"))
    latest = {one.period: one for one in found}
    revisions = [one for one in found if one.period == period.code]
    may_submit = _any_within(places, actor.paths("collection.submit", today))
    closed = bool(revisions) and revisions[-1].status in (Submission.Status.APPROVED, Submission.Status.LOCKED)
    due = due_on(plain_form(form), period, workdays())
    return Opened(
        form, period, version, due, revisions, latest.get(before), latest.get(last_year), tuple(places), may_submit and not closed
    )


def _period(form: ReportForm, code: str, today: date) -> Period:
    try:
        period = parse_period(code, find_cutoff(form.calendar))
    except PeriodError as error:
        raise NotFound(str(error)) from None
    if period.kind != form.frequency or period.start > today:
        raise NotFound(f"Biểu mẫu này không có kỳ {code}; chọn trong danh sách báo cáo.")
    return period


def _any_within(places: list[str], tops: tuple[str, ...]) -> bool:
    return any(within(place, tops) for place in places)
