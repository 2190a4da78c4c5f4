"""The daily mail: what is overdue, what is due, what waits for an answer, what was answered; never more than a screen or two."""

from collections.abc import Collection, Sequence
from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dutdiem.access.queries import actor_for
from dutdiem.calendar.cutoffs import find_cutoff
from dutdiem.calendar.periods import parse_period
from dutdiem.kit.periods import named_period
from dutdiem.oversight.models import Digest, Notice
from dutdiem.oversight.queries.notices import ABOUT, kept

SHOWN = 30
"""Lines of one part of the mail; the rest is counted, and stands on the page."""


def mail_of(digest: Digest) -> EmailMessage:
    """The mail in the account's language. The same digest always has the same Message-ID."""
    today = timezone.localdate()
    notices = list(digest.notices.select_related(*ABOUT).order_by("due_on", "pk"))
    with translation.override(digest.account.language):
        host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
        return EmailMessage(
            subject=_subject(notices, digest.on),
            body=_body(notices, digest, kept(actor_for(digest.account, today), today, notices)),
            to=[digest.account.email],
            headers={"Message-ID": f"<nhac-viec-{digest.pk}-{digest.on:%Y%m%d}@{host}>", "Auto-Submitted": "auto-generated"},
        )


def title_of(notice: Notice, unseen: Collection[int] = ()) -> str:
    """What the notice is about, in its own words; of a task that is kept from the account (`queries.kept`) nothing but that."""
    if notice.task_id in unseen:
        return _("Nhiệm vụ nội bộ, không thuộc phạm vi được xem")
    if (report := notice.submission) is not None:
        period = parse_period(report.period, find_cutoff(report.form.calendar))
        return f"{report.form.name}, {named_period(period)}"
    about = notice.task or notice.obstacle or notice.petition
    return " ".join(str(about).split())


def address_of(notice: Notice) -> str:
    """The page of what the notice is about."""
    if (report := notice.submission) is not None:
        return reverse("collection:fill", args=[report.form.code, report.period, report.unit.code])
    if notice.task_id:
        return reverse("plans:task", args=[notice.task_id])
    if notice.obstacle_id:
        return reverse("oversight:obstacle", args=[notice.obstacle_id])
    return reverse("oversight:petition", args=[notice.petition_id])


def days_of(notice: Notice) -> str:
    """How the deadline stood on the day of the notice."""
    if notice.about == Notice.About.ANSWERED:
        return _("đã có trả lời")
    if notice.about == Notice.About.REOPENED:
        return _("được mở lại để sửa")
    if notice.due_on is None:
        return _("mới chuyển đến")
    late = (notice.on - notice.due_on).days
    if late > 0:
        return ngettext("quá hạn %(days)s ngày", "quá hạn %(days)s ngày", late) % {"days": late}
    return _("hạn hôm nay") if not late else ngettext("còn %(days)s ngày", "còn %(days)s ngày", -late) % {"days": -late}


def parts(notices: Sequence[Notice]) -> list[tuple[str, list[Notice]]]:
    """The notices under their headings, those that are late first."""
    late = [n for n in notices if n.about == Notice.About.TASK and n.due_on and n.due_on < n.on]
    near = [n for n in notices if n.about == Notice.About.TASK and n not in late]
    headed = [
        (_("Nhiệm vụ quá hạn"), late),
        (_("Nhiệm vụ sắp đến hạn"), near),
        (_("Khó khăn, vướng mắc, kiến nghị cần trả lời"), [n for n in notices if n.about == Notice.About.ANSWER]),
        (_("Báo cáo số liệu được mở lại để sửa"), [n for n in notices if n.about == Notice.About.REOPENED]),
        (_("Đã có trả lời"), [n for n in notices if n.about == Notice.About.ANSWERED]),
    ]
    return [(heading, found) for heading, found in headed if found]


def _subject(notices: Sequence[Notice], on: date) -> str:
    counts = "; ".join(f"{heading}: {len(found)}" for heading, found in parts(notices))
    return f"[Dứt Điểm] {counts} ({on:%d/%m/%Y})"


def _body(notices: Sequence[Notice], digest: Digest, unseen: Collection[int]) -> str:
    lines = [_("Kính gửi: %(name)s") % {"name": digest.account.name}, ""]
    for heading, found in parts(notices):
        lines += [f"{heading.upper()} ({len(found)})", *(_line(notice, unseen) for notice in found[:SHOWN])]
        if len(found) > SHOWN:
            rest = len(found) - SHOWN
            lines.append(ngettext("và %(rest)s việc khác trên trang", "và %(rest)s việc khác trên trang", rest) % {"rest": rest})
        lines.append("")
    if settings.SITE_ADDRESS:
        lines.append(settings.SITE_ADDRESS + reverse("oversight:notices"))
    lines.append(_("Thư tự động, mỗi ngày không quá một thư; không trả lời thư này."))
    return "\n".join(lines)


def _line(notice: Notice, unseen: Collection[int]) -> str:
    due = f", {_('hạn')} {notice.due_on:%d/%m/%Y}" if notice.due_on else ""
    said = f"- {title_of(notice, unseen)[:200]} ({days_of(notice)}{due})"
    if (notice.task or notice.submission) and settings.SITE_ADDRESS:
        said += f"\n  {settings.SITE_ADDRESS}{address_of(notice)}"
    return said
