"""Submissions in: one action for a person's form and for ten thousand rows of a file alike."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F
from django.utils import timezone

from dutdiem.authority import Actor, demand, within
from dutdiem.calendar.periods import Period, parse_period
from dutdiem.catalogue.models import ReportForm
from dutdiem.collection.models import MonthChange, Submission
from dutdiem.collection.rules import may_become, values_faults
from dutdiem.collection.signals import month_changed
from dutdiem.kit.errors import Mistake
from dutdiem.trail.actions import Writing, entry
from dutdiem.units import queries as units

COLUMNS = ("unit_id", "form_id", "period", "month", "revision", "latest", "status", "values", "submitted_at", "submitted_by")
"""A submission's columns, in the order in which `submit` gives their values."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What one unit filled in. `values` are exact decimals as text; `submitted_at` empty means now."""

    unit: str
    values: Mapping[str, str]
    status: str = Submission.Status.SUBMITTED
    submitted_at: datetime | None = None


def submit(actor: Actor, form: ReportForm, period_code: str, filled: Sequence[Filled]) -> int:
    """Record a form's submissions for one period, each as its unit's next revision; the number recorded.

    Mistake names the units and values that are wrong, Refused whose units are not the actor's; then nothing is recorded.
    """
    period = parse_period(period_code)
    present = _units_of(form, period, [row.unit for row in filled])
    _check_permission(actor, present)
    _check_values(form, filled)
    with entry(actor, "collection.submit", form=form.code, period=period.code, submissions=len(filled)) as writing:
        earlier = _supersede(writing, form, period, [present[row.unit][0] for row in filled])
        month, now = period.closing_month, timezone.now()
        fixed = (form.pk, period.code, month)
        rows = [
            (unit, *fixed, earlier.get(unit, 0) + 1, True, row.status, row.values, row.submitted_at or now, actor.name)
            for row in filled
            for unit in (present[row.unit][0],)
        ]
        writing.make_rows(Submission, COLUMNS, rows)
        mark_changed(month)
    return len(filled)


def decide(actor: Actor, submission: Submission, status: str) -> None:
    """Approve, return or lock a submission; Mistake where its status does not allow that."""
    path = units.path_of(submission.unit.code, parse_period(submission.period).end)
    demand(actor, "collection.decide", path, date.today())
    if not may_become(submission.status, status):
        raise Mistake(f"Báo cáo đang ở trạng thái “{submission.get_status_display()}”, không chuyển sang “{status}” được.")
    with entry(actor, "collection.decide", submission=submission.pk, status=status) as writing:
        submission.status = status
        writing.change(submission)
        mark_changed(submission.month)


def mark_changed(month: str) -> None:
    """Count a change of the month, in the same transaction: the mart sees that it is behind."""
    if not MonthChange.objects.filter(month=month).update(changes=F("changes") + 1):
        MonthChange.objects.create(month=month, changes=1)
    month_changed.send(MonthChange)


def _units_of(form: ReportForm, period: Period, codes: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Each unit's key and path on the period's last day; Mistake where one did not exist then, is twice or of another level."""
    standing = units.on(period.end).filter(level=form.level)
    if len(codes) < 500:
        standing = standing.filter(unit__code__in=codes)
    known = {code: (key, path) for code, key, path in standing.values_list("unit__code", "unit_id", "path")}
    wrong = sorted(set(codes) - set(known))
    if wrong:
        raise Mistake(
            f"Kỳ {period.code}: không có đơn vị cấp {form.level} mang mã {', '.join(wrong[:10])}; kiểm tra mã và kỳ báo cáo."
        )
    if len(set(codes)) < len(codes):
        twice = next(code for index, code in enumerate(codes) if code in codes[:index])
        raise Mistake(f"Kỳ {period.code}: đơn vị {twice} có hai báo cáo trong một lần gửi; giữ lại một.")
    return known


def _check_permission(actor: Actor, present: Mapping[str, tuple[int, str]]) -> None:
    tops = actor.paths("collection.submit", date.today())
    for _, path in present.values():
        if not within(path, tops):
            demand(actor, "collection.submit", path, date.today())


def _check_values(form: ReportForm, filled: Iterable[Filled]) -> None:
    elements = frozenset(form.elements)
    for row in filled:
        if faults := values_faults(row.values, elements):
            raise Mistake(f"Đơn vị {row.unit}: {' '.join(faults[:5])}")


def _supersede(writing: Writing, form: ReportForm, period: Period, keys: Sequence[int]) -> dict[int, int]:
    """The last revision of each unit that already reported; those records stay, marked as no longer the latest."""
    found = Submission.objects.filter(form=form, period=period.code, latest=True)
    if len(keys) < 500:
        found = found.filter(unit__in=keys)
    wanted = set(keys)
    old = [record for record in found if record.unit_id in wanted]
    locked = [record for record in old if record.status == Submission.Status.LOCKED]
    if locked:
        raise Mistake(f"Kỳ {period.code}: số liệu của {len(locked)} đơn vị đã chốt, không sửa được; đề nghị cấp trên mở lại.")
    for record in old:
        record.latest = False
    Submission.objects.bulk_update(old, ["latest"], batch_size=500)
    writing.changed(*old)
    return {record.unit_id: record.revision for record in old}
