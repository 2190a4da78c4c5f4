"""Words of the tree of units on screen."""

from django.utils.translation import gettext as _


def level_name(level: str) -> str:
    """What units of a level are called."""
    names = {
        "ministry": _("cấp bộ"),
        "department": _("đơn vị thuộc bộ"),
        "province": _("cấp tỉnh"),
        "district": _("cấp huyện"),
        "commune": _("cấp xã"),
    }
    return names.get(level, level)
