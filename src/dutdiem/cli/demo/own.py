"""A province's own layer in the sample, kept internal: its document with tasks for the province and its wards alone, and what it
measures for itself, with a form that its wards fill in beside the national ones."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from dutdiem.authority import Actor
from dutdiem.cli.demo.values import VIETNAM
from dutdiem.documents import actions
from dutdiem.documents.actions import Whose
from dutdiem.plans.models import Task
from dutdiem.units import queries as units
from dutdiem.units.models import Unit

FILE = "45-KH-CAHN.docx"
"""Hà Nội's plan; the other documents of the sample are national ones."""
DEFINITIONS = Path(__file__).parent / "own.toml"
FORM, INDICATOR = "night_patrols@T01", "night_patrol_rate@T01"
MONTHS = ("2025-07", "2025-08", "2025-09", "2025-10", "2025-11", "2025-12")
"""Since the wards are those of today."""
LATE = 0.04
"""The share of the wards that send nothing for a month."""

Sent = tuple[str, datetime, str, dict[str, str]]
"""A ward's report: its code, when it came, how it stands, its values."""


def plan_own_document(actor: Actor, folder: Path, day: date) -> str:
    """Register it and take all that it orders into Hà Nội's plan; what was made, in one line."""
    document = actions.add(actor, folder / FILE, whose=Whose(Unit.objects.get(code="T01"), internal=True))
    actions.accept(actor, actions.draft(actor, document), day=day)
    made = Task.objects.filter(document=document).count()
    return f"{document}: văn bản nội bộ của Công an thành phố Hà Nội, {made} nhiệm vụ trong kế hoạch của đơn vị"


def define_own(actor: Actor) -> str:
    """Define what Hà Nội measures for itself, and put its indicator first on its overview; what was made, in one line."""
    from dutdiem.catalogue.actions import define
    from dutdiem.figures.choosing import choose

    city = Unit.objects.get(code="T01")
    found = define(actor, DEFINITIONS, city)
    choose(actor, city, [INDICATOR])
    return (
        f"riêng của Hà Nội: {len(found.elements)} mục số liệu, {len(found.indicators)} chỉ tiêu thống kê, "
        f"{len(found.targets)} chỉ tiêu được giao, {len(found.forms)} biểu mẫu"
    )


def report_own(actor: Actor) -> str:
    """Let the wards fill it in, month by month; what came, in one line."""
    from dutdiem.catalogue.models import ReportForm
    from dutdiem.collection.actions import Filled, submit

    form, number = ReportForm.objects.get(code=FORM), 0
    wards = list(units.children("T01", date(2025, 12, 31)).filter(level="commune").values_list("unit__code", flat=True))
    for month in MONTHS:
        filled = [Filled(unit, values, status, at) for unit, at, status, values in own_values(month, wards)]
        number += submit(actor, form, month, filled)
    return f"{number} báo cáo của các phường, xã theo biểu mẫu riêng của Hà Nội"


def own_values(month: str, wards: list[str], seed: int = 2026) -> Iterator[Sent]:
    """What each ward reports for a month, the same for one seed anywhere; the last month still waits for Hà Nội's decision."""
    year, number = int(month[:4]), int(month[5:])
    after = datetime(year + number // 12, number % 12 + 1, 1, tzinfo=VIETNAM)
    status = "submitted" if month == MONTHS[-1] else "approved"
    for ward in sorted(wards):
        # Its size and its month are drawn apart, so that a ward is much the same from month to month.
        size, draw = Random(f"{seed}:{ward}").random(), Random(f"{seed}:{month}:{ward}").random  # noqa: S311
        if draw() >= LATE:
            planned = int(24 + 40 * size)
            patrols = int(planned * (0.87 + 0.17 * draw()) + draw())
            at = after + timedelta(days=int(4 * draw()), seconds=27_000 + int(34_000 * draw()))
            yield ward, at, status, {"night_patrols@T01": str(patrols), "night_patrols_planned@T01": str(planned)}
