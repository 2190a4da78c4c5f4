"""The sample's inspections of 2025 and its first reminders, through the same actions as a person's."""

from datetime import date, timedelta
from typing import NamedTuple

from dutdiem.authority import Actor
from dutdiem.oversight import actions
from dutdiem.oversight.models import Inspection
from dutdiem.plans import actions as plans
from dutdiem.plans.models import Task
from dutdiem.units.models import Unit
from dutdiem.units.queries import Names

EQUIPMENT, REPORTS, PREMISES = "Quản lý, sử dụng trang bị", "Chế độ thông tin, báo cáo", "Trụ sở, điều kiện làm việc"


class Found(NamedTuple):
    """What was found on a topic, what must be done, in how many days, and whether it was."""

    topic: str
    found: str
    wanted: str
    days: int
    state: str = ""


class Visit(NamedTuple):
    """A visit of the plan; one without a day is still to be made."""

    unit: str
    start: date
    topics: tuple[str, ...]
    found: tuple[Found, ...] = ()


VISITS = (
    Visit(
        "Công an thành phố Hà Nội",
        date(2025, 9, 8),
        (EQUIPMENT, REPORTS),
        (
            Found(
                EQUIPMENT,
                "Sổ theo dõi ở 3 phường chưa ghi đủ.",
                "Bổ sung sổ theo dõi trang bị ở các phường",
                45,
                "verified",
            ),
            Found(REPORTS, "Báo cáo tháng gửi chậm ở 12 phường.", "Chấn chỉnh việc gửi báo cáo tháng đúng hạn", 60, "handed_in"),
        ),
    ),
    Visit(
        "Công an thành phố Đà Nẵng",
        date(2025, 10, 6),
        (REPORTS, PREMISES),
        (
            Found(REPORTS, "Số liệu quý III lệch với sổ gốc ở 2 phường.", "Đối chiếu số liệu quý III với sổ gốc", 30, "verified"),
            Found(PREMISES, "Phường mới sáp nhập còn làm việc ở hai nơi.", "Lập phương án bố trí trụ sở sau sáp nhập", 60),
        ),
    ),
    Visit(
        "Công an tỉnh Điện Biên",
        date(2025, 11, 10),
        (EQUIPMENT, PREMISES),
        (Found(EQUIPMENT, "Phương tiện ở xã xa trung tâm hỏng chưa sửa.", "Rà soát, đề xuất sửa chữa phương tiện cấp xã", 40),),
    ),
    Visit("Công an thành phố Hồ Chí Minh", date(2025, 12, 15), (EQUIPMENT, REPORTS)),
)


def inspect(actor: Actor, today: date) -> str:
    """Make the plan and its visits; what was made, in one line."""
    names = Names(today)
    plan = actions.plan_inspections(actor, Unit.objects.get(code="BCA"), 2025, "Kế hoạch kiểm tra năm 2025")
    concluded = 0
    for visit in VISITS:
        unit = Unit.objects.get(pk=names.find(visit.unit) or 0)
        end = visit.start + timedelta(days=4)
        made = actions.add_visit(actor, plan, unit, visit.topics, planned_from=visit.start, planned_to=end)
        concluded += _conclude(actor, made, visit)
    return f"{len(VISITS)} lần kiểm tra theo kế hoạch, {concluded} kết luận thành nhiệm vụ"


def _conclude(actor: Actor, made: Inspection, visit: Visit) -> int:
    if not visit.found:
        return 0
    day = visit.start + timedelta(days=2)
    actions.visited(actor, made, on=day)
    topics = {topic.name: topic for topic in made.topics.all()}
    for one in visit.found:
        deadline = day + timedelta(days=one.days)
        conclusion = actions.conclude(actor, topics[one.topic], one.found, one.wanted, deadline, on=day)
        if one.state:
            plans.hand_in(actor, Task.objects.get(pk=conclusion.task_id), on=deadline - timedelta(days=3))
        if one.state == "verified":
            actions.verify(actor, conclusion, on=deadline)
    return len(visit.found)


def remind(actor: Actor, today: date) -> str:
    """Remind everybody as of the sample's last day; how much that was, in one line."""
    done = actions.remind(actor, today)
    return f"{done.notices} lần nhắc việc cho {done.accounts} tài khoản"
