"""What is done about figures in the background."""

from typing import Any

from django_tasks import task

from dutdiem.authority import operator
from dutdiem.collection.signals import month_changed
from dutdiem.figures import actions
from dutdiem.kit.jobs import ask


@task()
def refresh_mart() -> str:
    """Bring what was submitted into the mart."""
    return str(actions.refresh_mart(operator("việc nền")))


def connect() -> None:
    """Ask for it with every change of submissions."""
    month_changed.connect(_ask, dispatch_uid="mart")


def _ask(**_given: Any) -> None:
    ask(refresh_mart)
