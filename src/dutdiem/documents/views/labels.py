"""What kinds of mentions and documents are called on screen."""

from django.utils.translation import gettext as _


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
