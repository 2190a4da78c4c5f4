"""What steps are called when they are told to people."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from dutdiem.desk.queries.changes import Change
from dutdiem.kit.templates import day


def told(change: Change) -> str:
    """What was done, in a few words without its subject; what has no words of its own says whether it was made or changed."""
    known = _known(change.facts)
    made = {"made": _("thêm mới"), "changed": _("cập nhật"), "deleted": _("xóa")}
    return known.get(change.verb) or made[change.made]


def _known(facts: Mapping[str, Any]) -> dict[str, str]:
    percent = facts.get("percent")
    return {
        "documents.add": _("đăng ký văn bản"),
        "documents.accept": _("nhận gợi ý từ văn bản"),
        "documents.mark": _("ghi văn bản nội bộ") if facts.get("internal") else _("mở văn bản cho mọi đơn vị"),
        "documents.describe": _("sửa thông tin văn bản"),
        "documents.read_again": _("đọc lại văn bản"),
        "plans.report": _("báo cáo tiến độ") if percent is None else _("báo cáo tiến độ: %(n)s %%") % {"n": percent},
        "plans.hand_in": _("nộp sản phẩm, chờ nghiệm thu"),
        "plans.accept_done": _("nghiệm thu, hoàn thành"),
        "plans.send_back": _("trả lại để làm lại"),
        "plans.move_deadline": _("chuyển thời hạn sang %(day)s: %(reason)s")
        % {"day": _on(facts.get("after")), "reason": facts.get("reason") or "–"},
        "oversight.raise_obstacle": _("nêu khó khăn, vướng mắc"),
        "oversight.answer": _("trả lời"),
        "oversight.petition": _("gửi kiến nghị"),
        "collection.submit": _("gửi báo cáo số liệu"),
        "collection.decide": _("duyệt hoặc trả lại báo cáo số liệu"),
        "collection.reopen": _("mở lại số liệu đã chốt"),
        "units.follow": _("chuyển theo sắp xếp tổ chức"),
    }


def _on(iso: object) -> str:
    try:
        return day(date.fromisoformat(str(iso)))
    except ValueError:
        return "–"


def kind_name(label: str) -> str:
    """What a kind of record is called."""
    names = {
        "plans.task": _("nhiệm vụ"),
        "documents.document": _("văn bản"),
        "oversight.obstacle": _("khó khăn, vướng mắc"),
        "oversight.petition": _("kiến nghị"),
        "collection.submission": _("báo cáo số liệu"),
    }
    return names[label]


def searched_name(kind: str) -> str:
    """What a kind of hit is called."""
    names = {
        "tasks": _("Nhiệm vụ"),
        "documents": _("Văn bản"),
        "units": _("Đơn vị"),
        "indicators": _("Chỉ tiêu thống kê"),
        "obstacles": _("Khó khăn, vướng mắc"),
    }
    return names[kind]
