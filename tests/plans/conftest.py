"""A resolution and a plan that carries it out, with proposals as the reader makes them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from dutdiem.authority import Actor
from dutdiem.documents.models import Citation, Document, Proposal
from dutdiem.plans import actions
from dutdiem.plans.actions import Wanted
from dutdiem.plans.models import Task
from dutdiem.units.models import Unit


def document(symbol: str, day: date, issuer: str, text: str = "") -> Document:
    return Document.objects.create(
        symbol=symbol,
        issuer=issuer,
        date=day,
        text=text or symbol,
        file_name=f"{symbol}.docx",
        sha256=symbol,
        size=1,
        added_at=datetime(2025, 1, 1, tzinfo=UTC),
        added_by="thử",
        title=f"Về {symbol}",
    )


@pytest.fixture
def resolution(tree: Actor) -> Document:
    return document("12-NQ/TW", date(2022, 3, 16), "Bộ Chính trị")


@pytest.fixture
def plan(resolution: Document) -> Document:
    made = document("118-KH/ĐUCA", date(2022, 5, 25), "Đảng ủy Công an Trung ương")
    Citation.objects.create(document=made, cited=resolution, label="12-NQ/TW", start=0)
    return made


@pytest.fixture
def proposals(plan: Document) -> list[Proposal]:
    facts = [
        {"title": "Xây dựng Đề án số 1", "lead": "Cục Kế hoạch và tài chính", "group": "I. Nhóm một", "due": "2025-06-30"},
        {"title": "Quán triệt Nghị quyết", "lead": "Công an các đơn vị, địa phương", "group": "I. Nhóm một", "due": "2025-03-31"},
        {"title": "Thí điểm", "lead": "Công an tỉnh Hải Dương", "coordinating": ["Văn phòng Bộ Công an", "Sở Nội vụ"], "group": ""},
        {"title": "Việc của cơ quan ngoài ngành", "lead": "Ủy ban nhân dân tỉnh", "group": ""},
    ]
    return [Proposal.objects.create(document=plan, kind="task", start=i, end=i + 1, facts=f) for i, f in enumerate(facts)]


@pytest.fixture
def planned(tree: Actor) -> Callable[..., Task]:
    """`planned("Tên", "T01", owner="BCA", below=task, helpers=["V01"], deadline=...)` through the actions."""

    def put(title: str, lead: str | None = None, owner: str | None = "BCA", below: Task | None = None, **facts: Any) -> Task:
        helpers = tuple((Unit.objects.get(code=code), "") for code in facts.pop("helpers", ()))
        wanted = Wanted(title=title, lead=Unit.objects.get(code=lead) if lead else None, coordinating=helpers, **facts)
        return actions.create(tree, Unit.objects.get(code=owner) if owner else None, below, wanted)

    return put
