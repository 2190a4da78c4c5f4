"""The plan's records: tasks and where they come from, who does them, what is reported on them, how deadlines moved, and what
lists are drawn from."""

from dutdiem.plans.models.deadlines import DeadlineMove
from dutdiem.plans.models.progress import Evidence, Occurrence, ProgressReport
from dutdiem.plans.models.sources import Derivation, TaskMeasure
from dutdiem.plans.models.task import OUTSIDE, Coordination, Task
from dutdiem.plans.models.views import Dependency, SavedFilter

__all__ = [
    "OUTSIDE",
    "Coordination",
    "DeadlineMove",
    "Dependency",
    "Derivation",
    "Evidence",
    "Occurrence",
    "ProgressReport",
    "SavedFilter",
    "Task",
    "TaskMeasure",
]
