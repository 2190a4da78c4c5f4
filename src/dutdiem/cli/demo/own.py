"""A province's own document in the sample: kept internal, with tasks for the province and its wards alone."""

from datetime import date
from pathlib import Path

from dutdiem.authority import Actor
from dutdiem.documents import actions
from dutdiem.documents.actions import Whose
from dutdiem.plans.models import Task
from dutdiem.units.models import Unit

FILE = "45-KH-CAHN.docx"
"""Hà Nội's plan; the other documents of the sample are national ones."""


def plan_own_document(actor: Actor, folder: Path, day: date) -> str:
    """Register it and take all that it orders into Hà Nội's plan; what was made, in one line."""
    document = actions.add(actor, folder / FILE, whose=Whose(Unit.objects.get(code="T01"), internal=True))
    actions.accept(actor, actions.draft(actor, document), day=day)
    made = Task.objects.filter(document=document).count()
    return f"{document}: văn bản nội bộ của Công an thành phố Hà Nội, {made} nhiệm vụ trong kế hoạch của đơn vị"
