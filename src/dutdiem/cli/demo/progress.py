"""What became of the sample's tasks by the end of 2025: most done, some late, some stuck. Seeded, through the same actions."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from dutdiem.authority import Actor
from dutdiem.oversight import actions as oversight
from dutdiem.oversight.models import Obstacle
from dutdiem.oversight.rules import kind_of
from dutdiem.plans import actions as plans
from dutdiem.plans.models import Task
from dutdiem.plans.queries import WORK
from dutdiem.units.models import Unit
from dutdiem.units.queries import Names

SEED = 2026
SAYS = {
    "some": "Đã ban hành kế hoạch, phân công các bộ phận; đang triển khai các nội dung theo tiến độ.",
    "much": "Đã hoàn thành các nội dung chính, đang tổng hợp hồ sơ, sản phẩm.",
    "done": "Đã hoàn thành, gửi sản phẩm kèm báo cáo kết quả.",
}


class Asked(NamedTuple):
    """A request of a province, as the sample report's table of petitions has it."""

    unit: str
    title: str
    raised_on: date
    answered_on: date | None = None
    answer: str = ""


PETITIONS = (
    Asked(
        "Công an tỉnh Điện Biên",
        "Đề nghị bổ sung kinh phí xây dựng trung tâm huấn luyện khu vực Tây Bắc",
        date(2023, 5, 12),
        date(2023, 8, 4),
        "Đã bố trí vốn chuẩn bị đầu tư trong kế hoạch năm 2024.",
    ),
    Asked(
        "Công an tỉnh Hậu Giang",
        "Đề nghị thống nhất thang điểm kiểm tra chéo giữa các cụm thi đua",
        date(2023, 5, 25),
        date(2023, 10, 2),
        "Đã ban hành hướng dẫn chấm điểm áp dụng chung cho các cụm.",
    ),
    Asked(
        "Công an tỉnh Đắk Nông",
        "Đề nghị có chế độ đối với cán bộ tăng cường về xã",
        date(2023, 6, 8),
        date(2024, 1, 15),
        "Đã trình cấp có thẩm quyền quy định mức hỗ trợ.",
    ),
    Asked(
        "Công an thành phố Đà Nẵng",
        "Đề nghị hướng dẫn sử dụng ngân sách địa phương để mua sắm thiết bị trung tâm điều hành giao thông thông minh",
        date(2025, 8, 20),
    ),
    Asked("Công an thành phố Hồ Chí Minh", "Đề nghị tăng biên chế cho Công an phường có quy mô dân số lớn", date(2025, 9, 15)),
    Asked(
        "Công an thành phố Hà Nội",
        "Đề nghị sửa đổi các tiêu chí khó lượng hóa trong bộ tiêu chí phường kiểu mẫu",
        date(2025, 10, 6),
    ),
)


def petition(actor: Actor, today: date) -> str:
    """Let provinces ask and the ministry answer; what was made, in one line."""
    names, top = Names(today), Unit.objects.get(code="BCA")
    for asked in PETITIONS:
        unit = Unit.objects.get(pk=names.find(asked.unit) or 0)
        made = oversight.petition(actor, asked.title, unit, top, kind=kind_of(asked.title), raised_on=asked.raised_on)
        if asked.answered_on:
            oversight.answer(actor, made, asked.answer, on=asked.answered_on)
    return f"{len(PETITIONS)} kiến nghị, {sum(asked.answered_on is None for asked in PETITIONS)} chưa trả lời"


def report_progress(actor: Actor, today: date) -> str:
    """Let the leads report on the plan's tasks; what was made, in one line."""
    draw = Random(SEED)  # noqa: S311
    tally: Counter[str] = Counter()
    for task in _tasks():
        tally[_go_on(actor, task, task.deadline or today + timedelta(days=1), today, draw)] += 1
    answered = _answer_some(actor, today, draw)
    return f"{tally['done']} nhiệm vụ đã nghiệm thu, {tally['going']} đang thực hiện, {answered} vướng mắc đã được trả lời"


def _tasks() -> Sequence[Task]:
    """The work that a unit of the tree leads; what was fanned out by its children."""
    fanned_out = Task.objects.filter(kind=Task.Kind.SUBTASK).values("parent_id")
    work = Task.objects.filter(kind__in=WORK).exclude(lead=None).exclude(pk__in=fanned_out)
    return list(work.select_related("lead", "parent__lead", "document").order_by("path"))


def _go_on(actor: Actor, task: Task, deadline: date, today: date, draw: Random) -> str:
    lead = _lead(task)
    if deadline <= today and draw.random() < 0.87:
        late = draw.random() < 0.2
        on = min(today, deadline + timedelta(days=draw.randint(3, 60) if late else -draw.randint(0, 40)))
        on = max(on, (task.document and task.document.date) or on)
        plans.report(actor, task, lead, on=on, percent=95, says=SAYS["done"])
        plans.hand_in(actor, task, on=on)
        plans.accept_done(actor, task)
        return "done"
    if draw.random() < 0.75:
        percent = draw.choice((20, 35, 50, 60, 75, 90))
        on = today - timedelta(days=draw.randint(5, 120))
        plans.report(actor, task, lead, on=on, percent=percent, says=SAYS["much" if percent > 60 else "some"])
        return "going"
    return "silent"


def _answer_some(actor: Actor, today: date, draw: Random) -> int:
    answered = 0
    for obstacle in Obstacle.objects.order_by("pk"):
        if draw.random() < 0.4:
            on = min(today, obstacle.raised_on + timedelta(days=draw.randint(20, 150)))
            oversight.answer(actor, obstacle, "Đã giao đơn vị chức năng tháo gỡ; kết quả báo cáo trong kỳ sơ kết tới.", on=on)
            answered += 1
    return answered


def _lead(task: Task) -> Unit:
    assert task.lead is not None
    return task.lead
