"""What kinds of mentions and documents are called on screen."""

from django.utils.translation import gettext as _

from dutdiem.documents.editing import EDITABLE
from dutdiem.documents.models import Proposal


def kind_name(kind: str) -> str:
    """The words for a kind of mention."""
    names = {
        "directive": _("nhiệm vụ giao"),
        "commitment": _("cam kết, phương hướng"),
        "obstacle": _("khó khăn, vướng mắc"),
        "task_row": _("dòng nhiệm vụ trong phụ lục"),
        "reference": _("viện dẫn"),
        "period": _("thời gian, thời hạn"),
        "quantity": _("số liệu"),
        "organisation": _("cơ quan, đơn vị"),
    }
    return names.get(kind) or _("nội dung khác")


def field_name(name: str) -> str:
    """The words for what a proposal says."""
    names = {
        "title": _("Nội dung"),
        "lead": _("Chủ trì"),
        "addressee": _("Nơi giải quyết"),
        "coordinating": _("Phối hợp (cách nhau bằng dấu chấm phẩy)"),
        "deliverable": _("Sản phẩm"),
        "due": _("Thời hạn"),
        "group": _("Nhóm nhiệm vụ"),
        "measure": _("Chỉ tiêu đo"),
        "comparator": _("So sánh"),
        "value": _("Giá trị"),
        "unit": _("Đơn vị tính"),
        "about": _("Về việc"),
    }
    return names[name]


def differences(proposal: Proposal) -> list[tuple[str, str, str]]:
    """What the other reading says differently: the words for the field, what stands here, and what the other says."""
    if not proposal.other:
        return []
    pairs = [(name, _said(proposal.facts.get(name)), _said(proposal.other.get(name))) for name in EDITABLE[proposal.kind]]
    return [(field_name(name).partition(" (")[0], here, there) for name, here, there in pairs if here != there]


def _said(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else str(value)
