"""How what is defined is called on these pages, and for which units a person defines."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dutdiem.access.views import Viewer
from dutdiem.authority import Refused
from dutdiem.units import queries as units
from dutdiem.units.models import UnitVersion

KINDS: Mapping[str, tuple[str, Promise]] = {
    "muc-so-lieu": ("element", _("Mục số liệu")),
    "chi-tieu": ("indicator", _("Chỉ tiêu thống kê")),
    "chi-tieu-giao": ("target", _("Chỉ tiêu được giao")),
    "bieu-mau": ("form", _("Biểu mẫu báo cáo")),
}
"""By the word in the address: the kind, and its name."""


def defining_units(who: Viewer) -> list[UnitVersion]:
    """The units for which the person defines on these pages: the tops of their own subtrees. Whoever defines for the whole tree
    does so by a file, which is looked through before."""
    paths = who.actor.paths("catalogue.define", who.today)
    return [] if "" in paths else list(units.on(who.today).filter(path__in=paths).order_by("path"))


def demand_defining(mine: list[UnitVersion]) -> None:
    """Refused where the person defines for no unit."""
    if not mine:
        raise Refused(
            gettext("Tài khoản này không định nghĩa danh mục riêng của đơn vị; đề nghị quản trị viên giao quyền nếu cần.")
        )


def from_day(one: Any) -> date | None:
    """The day from which it holds."""
    found: date | None = one.starts_on if hasattr(one, "starts_on") else one.valid_from
    return found
