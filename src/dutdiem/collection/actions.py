"""Submissions in: one action for a person's form and for ten thousand rows of a file alike."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext

from dutdiem.authority import Actor, demand, within
from dutdiem.calendar.cutoffs import find_cutoff
from dutdiem.calendar.periods import Period, parse_period
from dutdiem.catalogue.models import ReportForm
from dutdiem.catalogue.queries import definitions_of, filling, form_of
from dutdiem.catalogue.queries import form as plain_form
from dutdiem.collection.models import MonthChange, Submission
from dutdiem.collection.rules import REPORTED, Checks, may_become
from dutdiem.collection.signals import month_changed
from dutdiem.kit.errors import Mistake
from dutdiem.kit.said import demand_keepable, demand_short
from dutdiem.measures.definitions import Definitions, lasts
from dutdiem.trail.actions import Writing, entry
from dutdiem.units import queries as units

COLUMNS = (
    "unit_id", "form_id", "period", "month", "revision", "latest", "status", "values", "submitted_at", "submitted_by",
    "comments", "warnings", "reason",
)  # fmt: skip
"""A submission's columns, in the order in which `submit` gives their values."""

REASON = 500
"""Letters that the record and the page hold of a reason."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What one unit filled in. `values` are exact decimals as text; `submitted_at` empty means now. `comments` are by the
    same codes."""

    unit: str
    values: Mapping[str, str]
    status: str = Submission.Status.SUBMITTED
    submitted_at: datetime | None = None
    comments: Mapping[str, str] = field(default_factory=dict)


def submit(actor: Actor, form: ReportForm, period_code: str, filled: Sequence[Filled], defined: Definitions | None = None) -> int:
    """Record a form's submissions for one period, each as its unit's next revision; the number recorded.

    Mistake names the units and values that are wrong, Refused whose units are not the actor's; then nothing is recorded.
    `defined` are the definitions where the caller has read them already.
    """
    period = parse_period(period_code, find_cutoff(form.calendar))
    if period.start > date.today():
        raise Mistake(f"Kỳ {period.code} chưa bắt đầu (từ {period.start:%d/%m/%Y}); kiểm tra lại kỳ.")
    if not lasts(form, period.end):
        says = ended_fault(form, period)
        raise Mistake(says[0].upper() + says[1:])
    present = _units_of(form, period, [row.unit for row in filled])
    _check_permission(actor, present)
    looked_at = _looked_at(form, period, filled, defined or definitions_of(form))
    with entry(actor, "collection.submit", form=form.code, period=period.code, submissions=len(filled)) as writing:
        earlier = _supersede(writing, form, period, {present[row.unit][0]: row.status for row in filled})
        month, now = period.closing_month, timezone.now()
        fixed = (form.pk, period.code, month)
        rows = [
            (unit, *fixed, earlier.get(unit, 0) + 1, True, row.status, values, row.submitted_at or now, actor.name,
             dict(row.comments), warnings, "")
            for row, (values, warnings) in zip(filled, looked_at, strict=True)
            for unit in (present[row.unit][0],)
        ]  # fmt: skip
        writing.make_rows(Submission, COLUMNS, rows)
        mark_changed(month)
    return len(filled)


def ended_fault(form: ReportForm, period: Period) -> str:
    """That nobody reports on a form any more for a period that ends after its last day."""
    told = {"form": form.code, "period": period.code, "day": f"{form.valid_to:%d/%m/%Y}"}
    return gettext("biểu mẫu %(form)s ngừng dùng sau ngày %(day)s, kỳ %(period)s không báo cáo nữa; kiểm tra lại kỳ.") % told


def decide(actor: Actor, submission: Submission, status: str, reason: str = "") -> None:
    """Approve, return (with the reason) or lock a submission; Mistake where its status does not allow that.

    It is for the unit above, or one above that, to decide, in the tree of the period or in today's; at the top of the tree for
    the unit itself.
    """
    _demand_decider(actor, submission)
    if status == Submission.Status.RETURNED and not reason.strip():
        raise Mistake("Trả lại báo cáo cần ghi lý do; nêu mục nào chưa đúng để đơn vị sửa.")
    demand_keepable(reason)
    demand_short(reason, most=REASON)
    with entry(actor, "collection.decide", submission=submission.pk, status=status, reason=reason.strip()) as writing:
        _refresh(submission)
        if not may_become(submission.status, status):
            wanted = Submission.Status(status).label if status in Submission.Status.values else status
            raise Mistake(f"Báo cáo đang ở trạng thái “{submission.get_status_display()}”, không chuyển sang “{wanted}” được.")
        _put(writing, submission, status, reason)


def reopen(actor: Actor, submission: Submission, reason: str) -> None:
    """Open a locked submission again, so that its unit can send a correction; until then its figures count as submitted ones.

    It is for whoever may decide on it, with a reason, which the unit sees. Mistake where it is not locked.
    """
    _demand_decider(actor, submission)
    if not reason.strip():
        raise Mistake("Mở lại số liệu đã chốt cần ghi lý do; nêu vì sao và cần sửa gì.")
    demand_keepable(reason)
    demand_short(reason, most=REASON)
    with entry(actor, "collection.reopen", submission=submission.pk, reason=reason.strip()) as writing:
        _refresh(submission)
        if submission.status != Submission.Status.LOCKED:
            raise Mistake(f"Báo cáo đang ở trạng thái “{submission.get_status_display()}”; chỉ mở lại báo cáo đã chốt.")
        _put(writing, submission, Submission.Status.SUBMITTED, reason)


def _demand_decider(actor: Actor, submission: Submission) -> None:
    form_of(actor, date.today(), submission.form.code)
    places = _places(submission)
    if not may_decide(actor, places, submission.form):
        demand(actor, "collection.decide", places[0].rpartition("/")[0], date.today())


def _refresh(submission: Submission) -> None:
    """The record as it is now, held until the action ends; Mistake where there is a newer one."""
    submission.refresh_from_db(from_queryset=Submission.objects.select_for_update())
    if not submission.latest:
        raise Mistake("Đơn vị đã gửi bản mới hơn của báo cáo này; mở lại trang để xem bản mới.")


def _put(writing: Writing, submission: Submission, status: str, reason: str) -> None:
    submission.status, submission.reason = status, reason.strip()
    writing.change(submission)
    mark_changed(submission.month)


def may_decide(actor: Actor, places: Iterable[str], form: ReportForm) -> bool:
    """Whether the actor stands above the unit with the right to decide; `places` are the unit's paths then and now.

    Nobody is above the unit that fills in its own form, as at the top of the tree: it decides itself.
    """
    tops, owner = actor.paths("collection.decide", date.today()), form.owner.code if form.owner else None
    return any(within(path if path.rpartition("/")[2] == owner else path.rpartition("/")[0] or path, tops) for path in places)


def _places(submission: Submission) -> list[str]:
    """The unit's path on the period's last day, and its own or its heirs' today."""
    end = parse_period(submission.period, find_cutoff(submission.form.calendar)).end
    code = submission.unit.code
    return list(dict.fromkeys([units.path_of(code, end), *units.paths_now(code, date.today())]))


def mark_changed(month: str) -> None:
    """Count a change of the month, in the same transaction: the mart sees that it is behind, and is told once it is committed."""
    if not MonthChange.objects.filter(month=month).update(changes=F("changes") + 1):
        MonthChange.objects.create(month=month, changes=1)
    month_changed.send(MonthChange)


def _units_of(form: ReportForm, period: Period, codes: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Each unit's key and path on the period's last day; Mistake where one did not exist then, is twice or of another level."""
    standing = filling(form, period.end).filter(level=form.level)
    if len(codes) < 500:
        standing = standing.filter(unit__code__in=codes)
    known = {code: (key, path) for code, key, path in standing.values_list("unit__code", "unit_id", "path")}
    wrong = sorted(set(codes) - set(known))
    if wrong:
        raise Mistake(
            f"Kỳ {period.code}: không có đơn vị cấp {form.level} mang mã {', '.join(wrong[:10])} phải báo cáo biểu mẫu này; "
            "kiểm tra mã và kỳ báo cáo."
        )
    if len(set(codes)) < len(codes):
        twice = next(code for index, code in enumerate(codes) if code in codes[:index])
        raise Mistake(f"Kỳ {period.code}: đơn vị {twice} có hai báo cáo trong một lần gửi; giữ lại một.")
    return known


def _check_permission(actor: Actor, present: Mapping[str, tuple[int, str]]) -> None:
    """By each unit's place on the period's last day, else by its own or its heirs' today."""
    today = date.today()
    tops = actor.paths("collection.submit", today)
    for code, (_, path) in present.items():
        if not within(path, tops) and not any(within(now, tops) for now in units.paths_now(code, today)):
            demand(actor, "collection.submit", path, today)


def _looked_at(
    form: ReportForm, period: Period, filled: Sequence[Filled], defined: Definitions
) -> list[tuple[dict[str, str], list[str]]]:
    """The values of each, missing totals added up, with the warnings that are kept; Mistake for the first that cannot stand."""
    checks = Checks(plain_form(form), defined.at(period.end))
    found = []
    for row in filled:
        values = checks.completed({code: text for code, text in row.values.items() if text})
        outcome = checks.look(values, draft=row.status == Submission.Status.DRAFT)
        if outcome.faults:
            raise Mistake(f"Đơn vị {row.unit}: {' '.join(f'mục {code}: {says}' for code, says in outcome.faults[:5])}")
        found.append((values, list(outcome.warnings)))
    return found


def _supersede(writing: Writing, form: ReportForm, period: Period, statuses: Mapping[int, str]) -> dict[int, int]:
    """The last revision of each unit that already reported; those records stay, marked as no longer the latest."""
    found = Submission.objects.filter(form=form, period=period.code, latest=True)
    if len(statuses) < 500:
        found = found.filter(unit__in=statuses)
    old = [record for record in found if record.unit_id in statuses]
    locked = [record for record in old if record.status == Submission.Status.LOCKED]
    if locked:
        raise Mistake(f"Kỳ {period.code}: số liệu của {len(locked)} đơn vị đã chốt, không sửa được; đề nghị cấp trên mở lại.")
    if any(record.status in REPORTED and statuses[record.unit_id] == Submission.Status.DRAFT for record in old):
        raise Mistake(f"Kỳ {period.code}: báo cáo đã gửi, không lưu nháp đè lên được; gửi bản sửa hoặc chờ cấp trên trả lại.")
    for record in old:
        record.latest = False
    Submission.objects.bulk_update(old, ["latest"], batch_size=500)
    writing.changed(*old)
    return {record.unit_id: record.revision for record in old}
