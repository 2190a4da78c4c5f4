"""Inspections: the yearly plan, its visits, and conclusions that are tasks until the inspector finds them done."""

from collections.abc import Sequence
from datetime import date

from dutdiem.authority import Actor, demand
from dutdiem.documents.models import Document
from dutdiem.kit.errors import Mistake
from dutdiem.kit.said import demand_short
from dutdiem.oversight.models import Conclusion, Inspection, InspectionPlan, InspectionTopic
from dutdiem.oversight.rules import visit_fault
from dutdiem.plans.actions.permission import fresh, path_of
from dutdiem.plans.actions.planning import Wanted, add
from dutdiem.plans.actions.progress import back, to
from dutdiem.plans.models import Task
from dutdiem.plans.percents import settle
from dutdiem.plans.tree import Places
from dutdiem.trail.actions import entry
from dutdiem.units import queries as units
from dutdiem.units.models import Unit

VERB = "oversight.inspect"


def plan_inspections(actor: Actor, unit: Unit, year: int, title: str, *, document: Document | None = None) -> InspectionPlan:
    """Open the plan of a unit for a year; there is one."""
    demand(actor, VERB, path_of(unit), date.today())
    if not title.strip():
        raise Mistake("Kế hoạch kiểm tra chưa có tên; viết tên kế hoạch.", field="title")
    if not 2000 <= year <= 2100:
        raise Mistake(f"Năm {year} không hợp lệ; nhập năm của kế hoạch, ví dụ 2026.", field="year")
    if InspectionPlan.objects.filter(unit=unit, year=year).exists():
        raise Mistake(f"Đơn vị {unit.code} đã có kế hoạch kiểm tra năm {year}; bổ sung vào kế hoạch đó.", field="year")
    with entry(actor, "oversight.plan_inspections", unit=unit.code, year=year) as writing:
        return writing.make(InspectionPlan(unit=unit, year=year, title=title.strip()[:300], document=document))


def add_visit(
    actor: Actor, plan: InspectionPlan, unit: Unit, topics: Sequence[str], *, planned_from: date, planned_to: date
) -> Inspection:
    """Put a unit below the inspecting one into the plan, with the topics of the visit."""
    demand(actor, VERB, path_of(plan.unit), date.today())
    names = list(dict.fromkeys(" ".join(name.split())[:300] for name in topics if name.strip()))
    if not names:
        raise Mistake("Chưa có nội dung kiểm tra; viết mỗi nội dung một dòng.", field="topics")
    if fault := visit_fault(plan.year, planned_from, planned_to):
        raise Mistake(fault, field="planned_to")
    if not units.path_of(unit.code, planned_from).startswith(units.path_of(plan.unit.code, planned_from) + "/"):
        raise Mistake(f"Đơn vị {unit.code} không thuộc {plan.unit.code}; chọn đơn vị cấp dưới.", field="unit")
    with entry(actor, "oversight.add_visit", plan=plan.pk, unit=unit.code) as writing:
        made = writing.make(Inspection(plan=plan, unit=unit, planned_from=planned_from, planned_to=planned_to))
        writing.make_all(InspectionTopic, [InspectionTopic(inspection=made, name=name) for name in names])
        return made


def visited(actor: Actor, visit: Inspection, *, on: date) -> None:
    """The visit was made on that day."""
    with entry(actor, "oversight.visited", visit=visit.pk, on=on.isoformat()) as writing:
        _waiting(actor, visit)
        if on > date.today():
            raise Mistake(f"Ngày kiểm tra {on:%d/%m/%Y} chưa đến; ghi sau khi đã kiểm tra.", field="on")
        visit.visited_on = on
        writing.change(visit)


def drop_visit(actor: Actor, visit: Inspection, *, reason: str) -> None:
    """The visit will not be made; it stays in the plan with the reason."""
    with entry(actor, "oversight.drop_visit", visit=visit.pk) as writing:
        _waiting(actor, visit)
        if not reason.strip():
            raise Mistake("Thôi kiểm tra phải nêu lý do; điền lý do rồi gửi lại.", field="reason")
        demand_short(reason)
        visit.dropped_on, visit.drop_reason = date.today(), reason.strip()
        writing.change(visit)


def conclude(
    actor: Actor, topic: InspectionTopic, found: str, wanted: str, deadline: date, *, on: date | None = None
) -> Conclusion:
    """What was found on a topic, and what the unit must do about it: a task in the inspecting unit's plan, led by that unit."""
    visit = topic.inspection
    day = on or date.today()
    demand(actor, VERB, path_of(visit.plan.unit), date.today())
    if visit.visited_on is None:
        raise Mistake("Chưa ghi ngày kiểm tra; ghi ngày đã kiểm tra trước khi kết luận.")
    if not found.strip():
        raise Mistake("Chưa có nội dung kết luận; viết điều đã phát hiện.", field="found")
    if deadline < day:
        raise Mistake(f"Thời hạn {deadline:%d/%m/%Y} trước ngày kết luận {day:%d/%m/%Y}; sửa thời hạn.", field="deadline")
    with entry(actor, "oversight.conclude", visit=visit.pk, unit=visit.unit.code) as writing:
        asked = Wanted(title=wanted, lead=visit.unit, deadline=deadline)
        task = add(writing, visit.plan.unit, None, asked, Places(), document=visit.plan.document)
        return writing.make(Conclusion(topic=topic, found=found.strip(), task=task, concluded_on=day))


def verify(actor: Actor, conclusion: Conclusion, *, on: date | None = None) -> None:
    """The inspector finds the work done: the task that was handed in is accepted, and the conclusion is closed."""
    with entry(actor, "oversight.verify", conclusion=conclusion.pk, task=conclusion.task_id) as writing:
        _open_conclusion(actor, conclusion)
        task = fresh(conclusion.task)
        if task.state != Task.State.DONE:
            to(task, Task.State.DONE)
            settle(writing, [task])
        conclusion.verified_on, conclusion.verified_by = on or date.today(), actor.name
        writing.change(conclusion)


def return_work(actor: Actor, conclusion: Conclusion, *, reason: str) -> None:
    """The inspector finds the work not done: the task goes back to the unit."""
    with entry(actor, "oversight.return_work", conclusion=conclusion.pk, task=conclusion.task_id, reason=reason) as writing:
        _open_conclusion(actor, conclusion)
        task = fresh(conclusion.task)
        back(task, reason)
        settle(writing, [task])


def _waiting(actor: Actor, visit: Inspection) -> None:
    """A visit that is neither made nor dropped, locked until the action ends."""
    demand(actor, VERB, path_of(visit.plan.unit), date.today())
    visit.refresh_from_db(from_queryset=Inspection.objects.select_for_update())
    if visit.visited_on or visit.dropped_on:
        raise Mistake("Lần kiểm tra này đã ghi kết quả; tải lại trang.")


def _open_conclusion(actor: Actor, conclusion: Conclusion) -> None:
    demand(actor, VERB, path_of(conclusion.topic.inspection.plan.unit), date.today())
    conclusion.refresh_from_db(from_queryset=Conclusion.objects.select_for_update())
    if conclusion.verified_on:
        raise Mistake(f"Kết luận này đã được kiểm tra lại ngày {conclusion.verified_on:%d/%m/%Y}; tải lại trang.")
