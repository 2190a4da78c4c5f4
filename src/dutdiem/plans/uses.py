"""Tasks that are measured by an indicator or a target keep it."""

from django.utils.translation import gettext as _

from dutdiem.catalogue import uses
from dutdiem.catalogue.models import Indicator, Owned, Target
from dutdiem.plans.models import TaskMeasure


def register() -> None:
    """Name them to the catalogue."""
    uses.register(uses.Use(keeps=keeps))


def keeps(kind: str, record: Owned) -> str:
    """That a task has it; which one is not told, since it may be internal to a unit below."""
    del kind
    of = {"indicator": record} if isinstance(record, Indicator) else {"target": record} if isinstance(record, Target) else None
    return _("đang gắn với nhiệm vụ") if of and TaskMeasure.objects.filter(**of).exists() else ""
