"""What people fill in about tasks. Every fault is one sentence beside its field, and what was typed stays."""

from dutdiem.plans.forms.bulk import ChangeForm, TableForm
from dutdiem.plans.forms.fields import refuse
from dutdiem.plans.forms.progress import (
    AskForm,
    BackForm,
    DecideForm,
    HandInForm,
    MoveForm,
    ReasonForm,
    ReportForm,
    StepForm,
)
from dutdiem.plans.forms.task import SourceForm, TaskForm
from dutdiem.plans.forms.views import FilterForm, WaitForm

__all__ = [
    "AskForm",
    "BackForm",
    "ChangeForm",
    "DecideForm",
    "FilterForm",
    "HandInForm",
    "MoveForm",
    "ReasonForm",
    "ReportForm",
    "SourceForm",
    "StepForm",
    "TableForm",
    "TaskForm",
    "WaitForm",
    "refuse",
]
