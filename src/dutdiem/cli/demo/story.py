"""The steps of the demo. Each goes through the same actions as a person, and yields what it made, a line each."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from django.conf import settings

from dutdiem.authority import Actor
from dutdiem.catalogue.queries import definitions
from dutdiem.cli.demo import accounts, country, daily, inspections, own, progress, values
from dutdiem.documents.models import Document, Mention, Proposal
from dutdiem.plans.models import Task
from dutdiem.units import queries as units

DOCUMENTS = Path(__file__).parent / "documents"
DEFINITIONS = Path(__file__).parent / "definitions.toml"
TODAY = date(2025, 12, 31)
"""The day on which the sample's plan stands: the end of the two years that it has figures for."""

Step = Callable[[Actor], Iterator[str]]


def make_country(actor: Actor) -> Iterator[str]:
    """The units of three epochs, their successions, and the accounts."""
    from dutdiem.units.actions import import_tree

    folder = Path(settings.HOME) / "sample"
    folder.mkdir(parents=True, exist_ok=True)
    country.write(folder)
    number, follows = import_tree(actor, folder / "units.csv", folder / "successions.csv")
    yield f"{_n(number)} đơn vị, {_n(follows)} lượt kế thừa, ba thời kỳ (63 tỉnh có huyện; bỏ cấp huyện; 34 tỉnh)"
    opened = accounts.open_accounts(actor, _ward())
    yield f"{opened} tài khoản dùng thử"


def read_documents(actor: Actor) -> Iterator[str]:
    """Register each national document; what was recognised in it comes with it."""
    from dutdiem.documents import actions

    national = (file for file in DOCUMENTS.glob("*.docx") if file.name != own.FILE)
    files = sorted(national) + sorted(DOCUMENTS.glob("*.pdf"))
    for file in files:
        actions.add(actor, file)
    yield f"{len(files)} văn bản, {Mention.objects.count()} nội dung trích xuất: " + ", ".join(
        str(d) for d in Document.objects.order_by("date")
    )


def define_measures(actor: Actor) -> Iterator[str]:
    """What is measured, before targets are taken from the texts."""
    from dutdiem.catalogue.actions import define

    found = define(actor, DEFINITIONS)
    yield f"{len(found.elements)} mục số liệu, {len(found.indicators)} chỉ tiêu thống kê, {len(found.forms)} biểu mẫu"
    yield own.define_own(actor)


def make_plan(actor: Actor) -> Iterator[str]:
    """Propose from every document, accept what is whole (a person would choose), and let two years of work go by."""
    from dutdiem.documents import actions

    for document in Document.objects.order_by("date", "pk"):
        actions.draft(actor, document)
    waiting = Proposal.objects.filter(state="open").select_related("document").order_by("document__date", "document", "start")
    actions.accept(actor, [p for p in waiting if p.kind != "target" or p.facts.get("due")], day=TODAY)
    fanned = Task.objects.filter(kind=Task.Kind.SUBTASK).count()
    yield f"{Proposal.objects.count()} gợi ý, {Task.objects.count() - fanned} nhiệm vụ và {fanned} nhiệm vụ tách cho từng đơn vị"
    yield progress.report_progress(actor, TODAY)
    yield progress.petition(actor, TODAY)
    yield inspections.inspect(actor, TODAY)
    yield daily.plan_next_stage(actor)
    yield daily.plan_own_layer(actor, _ward())
    yield own.plan_own_document(actor, DOCUMENTS, TODAY)
    yield daily.keep_filters(actor, date.today())
    yield inspections.remind(actor, TODAY)


def collect(actor: Actor) -> Iterator[str]:
    """Two years of submissions by the units of the time."""
    from dutdiem.catalogue.models import ReportForm
    from dutdiem.collection.actions import Filled, submit

    forms = {form.code: form for form in ReportForm.objects.all()}
    submissions = figures = 0
    for batch in values.submissions():
        filled = [Filled(unit, content, status, at) for unit, at, status, content in batch.rows]
        submissions += submit(actor, forms[batch.form], batch.period, filled)
        figures += sum(len(row.values) for row in filled)
    yield f"{_n(submissions)} báo cáo, {_n(figures)} số liệu của 24 tháng"
    yield own.report_own(actor)


def roll_up(actor: Actor) -> Iterator[str]:
    """Bring the figures into the mart and ask it what the pages ask: the nation and every province, in both structures."""
    from dutdiem.figures import actions, queries

    yield str(actions.refresh_mart(actor))
    measures = [code for code, one in definitions(actor).indicators.items() if not one.owner]
    for structure, says in (("then", "theo cơ cấu của từng thời kỳ"), ("today", "quy về cơ cấu hiện nay")):
        nation = queries.roll_up(actor, measures, "BCA", ["2024", "2025"], structure=structure, compare=True, today=TODAY)
        provinces = queries.roll_up(actor, measures, "level:province", ["2024", "2025"], structure=structure, today=TODAY)
        yield f"{len(measures)} chỉ tiêu thống kê của cả nước và các tỉnh, {says}: {len(nation) + len(provinces)} giá trị"
    reached = [row.distance for row in queries.against_targets(actor, unit="BCA", period_code="2025", today=TODAY) if row.distance]
    yield f"{sum(d.reached for d in reached)} trên {len(reached)} chỉ tiêu năm 2025 đã đạt"


def write_review(actor: Actor) -> Iterator[str]:
    """The national review of 2025."""
    from dutdiem.reviews import actions

    review = actions.write(actor, "BCA", "2025", mark="VĂN BẢN MẪU", today=TODAY)
    yield f"{review.title}: {Path(settings.HOME) / review.file}"


STEPS: tuple[tuple[str, Step], ...] = (
    ("Đơn vị", make_country),
    ("Văn bản", read_documents),
    ("Định nghĩa", define_measures),
    ("Kế hoạch", make_plan),
    ("Thu thập", collect),
    ("Tổng hợp", roll_up),
    ("Báo cáo", write_review),
)


def mark(file: Path, day: date) -> None:
    """Note that the sample is whole, so that the next start uses it again."""
    file.write_text(json.dumps({"made_on": day.isoformat()}) + "\n", "utf-8")


def _ward() -> str:
    """The ward whose account the demo opens: the first of Hà Nội."""
    return units.children("T01", TODAY).values_list("unit__code", flat=True)[0]


def _n(number: int) -> str:
    return f"{number:,}".replace(",", ".")
