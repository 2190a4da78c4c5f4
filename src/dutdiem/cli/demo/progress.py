"""What became of the sample's tasks by the end of 2025: most done, some late, some stuck. Seeded, through the same actions."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from dutdiem.authority import Actor
from dutdiem.oversight import actions as oversight
from dutdiem.oversight.models import Obstacle
from dutdiem.plans import actions as plans
from dutdiem.plans.models import Task
from dutdiem.plans.queries import WORK
from dutdiem.units.models import Unit

SEED = 2026
SAYS = {
    "some": "Đã ban hành kế hoạch, phân công các bộ phận; đang triển khai các nội dung theo tiến độ.",
    "much": "Đã hoàn thành các nội dung chính, đang tổng hợp hồ sơ, sản phẩm.",
    "done": "Đã hoàn thành, gửi sản phẩm kèm báo cáo kết quả.",
}


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
    return list(work.select_related("lead", "parent__lead").order_by("path"))


def _go_on(actor: Actor, task: Task, deadline: date, today: date, draw: Random) -> str:
    lead = _lead(task)
    if deadline <= today and draw.random() < 0.87:
        late = draw.random() < 0.2
        on = min(today, deadline + timedelta(days=draw.randint(3, 60) if late else -draw.randint(0, 40)))
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
