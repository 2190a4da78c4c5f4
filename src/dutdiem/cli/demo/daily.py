"""The sample's daily work of a staff office: the next stage in steps that wait for each other, requests for other deadlines,
evidence, what goes up, a province's own layer. Seeded through the same actions as a person's."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from dutdiem.access import actions as access
from dutdiem.access.models import User
from dutdiem.authority import Actor
from dutdiem.kit.upload import Received
from dutdiem.oversight import actions as oversight
from dutdiem.plans import actions as plans
from dutdiem.plans.actions import Wanted
from dutdiem.plans.models import Task
from dutdiem.units.models import Unit

BILLION = Decimal(1_000_000_000)
NEXT_STAGE = "Chuẩn bị Kế hoạch thực hiện Nghị quyết 12 giai đoạn 2026 - 2030"
RECORD = """BIÊN BẢN
Nghiệm thu phần mềm theo dõi nhiệm vụ tại Công an phường

Các bên thống nhất: phần mềm chạy ổn định trong thời gian thử nghiệm; cán bộ phường đã được hướng dẫn sử dụng.
"""


class Step(NamedTuple):
    """A step towards the next stage: who leads, who helps with which part, how it stands, and which step it waits for."""

    title: str
    lead: str
    helpers: tuple[tuple[str, str], ...]
    starts_on: date
    deadline: date
    after: int | None = None
    percent: int = 0
    billions: int = 0


STEPS = (
    Step(
        "Tổng hợp kết quả giai đoạn 2022 - 2025 theo từng chỉ tiêu",
        "V01",
        (("V03", "chỉ tiêu cải cách hành chính"), ("X01", "chỉ tiêu tổ chức, cán bộ")),
        date(2026, 1, 5),
        date(2026, 3, 31),
        percent=100,
    ),
    Step(
        "Xây dựng khung chỉ tiêu giai đoạn 2026 - 2030",
        "V01",
        (("H01", "chỉ tiêu cơ sở vật chất"), ("C06", "chỉ tiêu dịch vụ công trực tuyến")),
        date(2026, 4, 1),
        date(2026, 12, 15),
        after=0,
        percent=70,
    ),
    Step(
        "Dự toán kinh phí và danh mục nhiệm vụ đầu tư giai đoạn 2026 - 2030",
        "H01",
        (("C07", "phương tiện chữa cháy, cứu nạn"), ("C08", "trang bị giao thông")),
        date(2026, 7, 1),
        date(2027, 2, 28),
        after=1,
        percent=30,
        billions=4,
    ),
    Step(
        "Lấy ý kiến Công an các đơn vị, địa phương về dự thảo Kế hoạch", "V03", (), date(2026, 12, 16), date(2027, 1, 31), after=1
    ),
    Step(
        "Trình ban hành Kế hoạch giai đoạn 2026 - 2030",
        "V01",
        (("V03", "thẩm định"),),
        date(2027, 3, 1),
        date(2027, 3, 31),
        after=2,
    ),
)


def plan_next_stage(actor: Actor) -> str:
    """The ministry's programme for the years after, in steps of which some wait for others; what was made, in one line."""
    top, units = Unit.objects.get(code="BCA"), _units()
    above = Task.objects.filter(kind=Task.Kind.OBJECTIVE, document__symbol="12-NQ/TW", proposal=None).first()
    programme = plans.create(actor, top, above, Wanted(title=NEXT_STAGE, kind=Task.Kind.GROUP, lead=top))
    made: list[Task] = []
    for step in STEPS:
        helpers = tuple((units[code], part) for code, part in step.helpers)
        wanted = Wanted(
            title=step.title,
            lead=units[step.lead],
            coordinating=helpers,
            weight=2,
            starts_on=step.starts_on,
            deadline=step.deadline,
            budget=step.billions * BILLION if step.billions else None,
        )
        made.append(plans.create(actor, top, programme, wanted))
        if step.after is not None:
            plans.wait_for(actor, made[-1], made[step.after])
        _progress(actor, made[-1], step)
    _ask_for_time(actor, made)
    return f"{len(made)} bước nối nhau cho giai đoạn sau, 3 đề nghị lùi thời hạn"


def _progress(actor: Actor, task: Task, step: Step) -> None:
    lead = _lead(task)
    if step.percent:
        on = step.starts_on + timedelta(days=40)
        plans.report(actor, task, lead, on=on, percent=min(step.percent, 95), says="Đã có dự thảo, đang hoàn thiện theo góp ý.")
    for helper in task.coordinations.select_related("unit") if step.percent else ():
        plans.report(
            actor, task, helper.unit, on=step.starts_on + timedelta(days=30), percent=80, says="Đã gửi phần việc của đơn vị."
        )
    if step.percent == 100:
        plans.hand_in(actor, task, on=step.deadline - timedelta(days=4))
        plans.accept_done(actor, task)


def _ask_for_time(actor: Actor, made: list[Task]) -> None:
    """One request that was granted, one that was refused, one that waits."""
    granted, refused, waiting = made[1], made[4], made[2]
    reason = "Chờ số liệu quyết toán của các địa phương sau sắp xếp đơn vị hành chính."
    plans.decide_deadline(
        actor, plans.ask_deadline(actor, granted, date(2026, 12, 31), reason=reason), approve=True, answer="Đồng ý."
    )
    move = plans.ask_deadline(actor, refused, date(2027, 6, 30), reason="Cần thêm thời gian lấy ý kiến.")
    plans.decide_deadline(actor, move, approve=False, answer="Giữ thời hạn: Kế hoạch phải có trước kỳ dự toán.")
    plans.ask_deadline(actor, waiting, date(2027, 4, 15), reason="Danh mục đầu tư còn chờ ý kiến của 6 địa phương.")


def plan_own_layer(actor: Actor, ward: str) -> str:
    """Hà Nội's own programme below and beside what the ministry assigned: internal work, a ward's part, evidence, what recurs."""
    city, place, account = Unit.objects.get(code="T01"), Unit.objects.get(code=ward), User.objects.get(username="ha-noi")
    own = Wanted(title="Chương trình công tác của Công an thành phố Hà Nội", kind=Task.Kind.OBJECTIVE, lead=city)
    programme = plans.create(actor, city, None, own)
    follow = Wanted(
        title="Thử nghiệm phần mềm theo dõi nhiệm vụ ở 10 phường",
        lead=city,
        coordinating=((place, "chạy thử, góp ý"),),
        focal=account,
        deliverable="Biên bản nghiệm thu",
        deadline=date(2026, 12, 18),
    )
    trial = plans.create(actor, city, programme, follow)
    _prove(actor, trial, city)
    monthly = Wanted(
        title="Báo cáo tình hình thực hiện nhiệm vụ của phường",
        lead=place,
        recurrence="FREQ=MONTHLY;BYMONTHDAY=25",
        starts_on=date(2025, 12, 1),
        post="Trưởng Công an phường",
    )
    plans.create(actor, city, programme, monthly)
    inner = Wanted(title="Rà soát phân công nội bộ sau sắp xếp", lead=city, deadline=date(2026, 12, 31), internal=True)
    plans.create(actor, city, programme, inner)
    plans.create(actor, city, programme, Wanted(lead=city, deadline=date(2026, 12, 31), outside=True))
    open_parts = Task.objects.filter(kind=Task.Kind.SUBTASK, lead=city, state__in=("not_started", "in_progress"))
    taken = open_parts.exclude(deadline=None).order_by("-deadline", "path").first()
    if taken:
        plans.take_up(actor, taken, city, Wanted(title=f"Hà Nội: {taken.title}"[:300], lead=city, deadline=taken.deadline))
    return _asked(actor, trial, city, place)


def _prove(actor: Actor, task: Task, unit: Unit) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "0"
        file.write_text(RECORD, "utf-8")
        proof = Received("bien-ban-nghiem-thu.txt", sha256(file.read_bytes()).hexdigest(), file.stat().st_size, file)
        says = "Đã chạy thử ở 6 trên 10 phường, có biên bản kèm theo."
        plans.report(actor, task, unit, on=date(2025, 12, 20), percent=60, says=says, evidence="Biên bản số 15/BB", files=[proof])


def _asked(actor: Actor, trial: Task, city: Unit, ward: Unit) -> str:
    """A ward's obstacle that its city passes up to the ministry, and one that became a task."""
    top = Unit.objects.get(code="BCA")
    words = "Đường truyền ở trụ sở phường không đủ để chạy phần mềm"
    lines = oversight.raise_obstacle(
        actor, words, ward, kind="equipment", raised_on=date(2025, 11, 24), addressed_to=city, task=trial
    )
    oversight.pass_up(actor, lines, top, on=date(2025, 12, 8), reason="Vượt nguồn kinh phí của Công an thành phố năm 2025.")
    staff = oversight.petition(
        actor,
        "Đề nghị hướng dẫn định biên cán bộ tổng hợp ở phường",
        ward,
        city,
        kind="people",
        raised_on=date(2025, 12, 1),
        task=trial,
    )
    oversight.turn_into_task(
        actor, staff, "Hướng dẫn định biên cán bộ tổng hợp cấp phường", city, date(2026, 12, 31), on=date(2025, 12, 10)
    )
    return "chương trình riêng của Hà Nội, 1 vướng mắc chuyển lên Bộ, 1 kiến nghị thành nhiệm vụ"


def keep_filters(actor: Actor, today: date) -> str:
    """Filters of a person and of units, and a deputy for the days ahead."""
    person, leader = User.objects.get(username="tham-muu"), User.objects.get(username="lanh-dao")
    units = _units()
    stage = Task.objects.get(title=NEXT_STAGE)
    plans.save_filter(actor, "Quá hạn, lâu nhất đứng đầu", "table", "time=overdue&sort=deadline", of=person)
    plans.save_filter(actor, "Giai đoạn 2026 - 2030", "timeline", f"below={stage.pk}", of=units["BCA"])
    plans.save_filter(actor, "Việc của phường", "table", "search=phường", of=units["T01"])
    access.appoint_deputy(
        actor, leader, person, valid_from=today, valid_to=today + timedelta(days=14), reason="Lãnh đạo đi công tác"
    )
    return "3 bộ lọc đã lưu, 1 người làm thay"


def _units() -> Mapping[str, Unit]:
    codes = {"BCA", "T01", *(step.lead for step in STEPS), *(code for step in STEPS for code, _part in step.helpers)}
    return {unit.code: unit for unit in Unit.objects.filter(code__in=codes)}


def _lead(task: Task) -> Unit:
    assert task.lead is not None
    return task.lead
