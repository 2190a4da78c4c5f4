"""How periods, numbers and the state of a report are said on these pages."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dutdiem.collection.models import Submission
from dutdiem.collection.rules import REOPENED, REPORTED

TONES = {
    "missing": "still",
    "draft": "run",
    "submitted": "run",
    "returned": "late",
    "approved": "good",
    "locked": "good",
    REOPENED: "soon",
}


def state(status: str) -> tuple[str, str]:
    """The words and the tone of how a report stands; `missing` where nothing was entered."""
    if status == REOPENED:
        return _("được mở lại để sửa"), TONES[status]
    words = _("chưa nhập") if status == "missing" else _(Submission.Status(status).label)
    return words, TONES[status]


def time_left(due: date, today: date, status: str, *, late: bool) -> tuple[str, str]:
    """How the report stands against its due day, and the tone."""
    if status == REOPENED:
        return _("chờ bản sửa"), "soon"
    if status in REPORTED:
        return (_("gửi chậm"), "late") if late else (_("đúng hạn"), "good")
    if today > due:
        return _("quá hạn %(days)s ngày") % {"days": (today - due).days}, "late"
    return (_("hết hạn hôm nay"), "soon") if today == due else (_("còn %(days)s ngày") % {"days": (due - today).days}, "still")


def typed_as(text: str) -> str:
    """A kept figure as a person would type it: with a decimal comma in Vietnamese."""
    return text if get_language() == "en" else text.replace(".", ",")
