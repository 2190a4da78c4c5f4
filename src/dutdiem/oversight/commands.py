"""`dutdiem oversight remind | list | durations | silent | letter | inspections | findings`."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from shutil import copyfile
from typing import Any

import click
from django.conf import settings

from dutdiem.kit.errors import Mistake
from dutdiem.kit.terminal import Session, listing, show
from dutdiem.oversight import actions, queries
from dutdiem.oversight.models import Asked, Notice, Obstacle, Petition
from dutdiem.oversight.queries.asked import Model
from dutdiem.oversight.rules import days_late, days_open, visit_state
from dutdiem.oversight.terms import terms
from dutdiem.oversight.views.inspections import visit_words
from dutdiem.oversight.views.notices import ROLES
from dutdiem.plans import queries as plans
from dutdiem.plans.models import Task
from dutdiem.units.models import Unit

DAY = click.DateTime(["%Y-%m-%d"])
WHAT = click.Choice(["obstacle", "petition"])
MODELS: dict[str, Model] = {"obstacle": Obstacle, "petition": Petition}
KINDS = dict(Asked.Kind.choices)
DUE = ("account", "email", "about", "due_on", "role", "title", "key")
DUE_TITLES = ("tài khoản", "thư", "về", "hạn", "vai trò", "nội dung", "lần nhắc")
ASKED = ("id", "kind", "title", "unit", "to", "raised_on", "answer_by", "answered_on", "days", "late")
ASKED_TITLES = (
    "số",
    "loại",
    "nội dung",
    "đơn vị nêu",
    "nơi giải quyết",
    "ngày nêu",
    "hạn trả lời",
    "ngày trả lời",
    "ngày",
    "quá hạn",
)
TOOK = ("name", "answered", "median", "mean", "open", "oldest")
TOOK_TITLES = ("nhóm", "đã trả lời", "trung vị (ngày)", "trung bình (ngày)", "đang chờ", "chờ lâu nhất (ngày)")
SILENT = ("id", "title", "lead", "deadline", "state")
SILENT_TITLES = ("số", "nhiệm vụ", "chủ trì", "thời hạn", "tình trạng")
VISITS = ("id", "year", "by", "unit", "from", "to", "visited_on", "state")
VISITS_TITLES = ("số", "năm", "đơn vị kiểm tra", "đơn vị được kiểm tra", "từ", "đến", "ngày kiểm tra", "tình trạng")
FOUND = ("topic", "found", "units", "closed", "overdue")
FOUND_TITLES = ("nội dung", "kết luận", "đơn vị", "đã khắc phục", "quá hạn")


@click.group()
def oversight() -> None:
    """Đôn đốc: nhắc việc, vướng mắc, kiến nghị, công văn, kiểm tra."""


@oversight.command()
@click.option("--on", "day", type=DAY, help="Ngày nhắc; mặc định hôm nay.")
@click.option("--dry-run", is_flag=True, help="Chỉ in những gì sẽ nhắc, không ghi, không gửi thư.")
@listing
@click.pass_obj
def remind(session: Session, day: datetime | None, dry_run: bool, form: str | None) -> None:
    """Nhắc việc của ngày: ghi thông báo, gửi mỗi người một thư; chạy lại không nhắc lần nữa."""
    on = _on(day)
    if dry_run:
        rows = [
            {**{c: getattr(one, c) for c in DUE[2:]}, "account": one.account.username, "email": one.account.email}
            for one in actions.preview(session.actor, on)
        ]
        show(rows, form, DUE, DUE_TITLES, {"about": dict(Notice.About.choices), "role": ROLES})
        return
    done = actions.remind(session.actor, on)
    click.echo(f"Đã ghi {done.notices} lần nhắc cho {done.accounts} tài khoản, gửi {done.mails.sent} thư.")
    if done.unheard:
        click.echo(f"{done.unheard} nhiệm vụ không có tài khoản nào để nhắc; mở tài khoản cho đơn vị chủ trì hoặc cấp trên.")
    if done.mails.unsent:
        why = f" ({done.mails.fault})" if done.mails.fault else ""
        raise Mistake(f"{done.mails.unsent} thư chưa gửi được{why}; sẽ gửi lại ở lần chạy sau.")


@oversight.command("list")
@click.option("--what", type=WHAT, default="obstacle", show_default=True, help="Vướng mắc hay kiến nghị.")
@click.option("--state", type=click.Choice(queries.STATES), default="open", show_default=True, help="Tình trạng.")
@click.option("--kind", default="", help="Loại: law, money, people, premises, equipment, coordination, other.")
@click.option("--to", default="", help="Mã nơi giải quyết.")
@click.option("--unit", default="", help="Mã đơn vị nêu.")
@click.option("--search", default="", help="Từ trong nội dung; không cần dấu.")
@click.option("--on", "day", type=DAY, help="Ngày tính; mặc định hôm nay.")
@listing
@click.pass_obj
def list_(session: Session, /, what: str, day: datetime | None, form: str | None, **filters: str) -> None:
    """Vướng mắc hoặc kiến nghị, chờ lâu nhất đứng đầu."""
    on = _on(day)
    rows = []
    for one in queries.board(session.actor, on, MODELS[what], **filters).iterator(2_000):
        plain = {c: getattr(one, c) for c in ("kind", "title", "raised_on", "answer_by", "answered_on")}
        days, late = days_open(one.raised_on, one.answered_on, on), days_late(one.answer_by, one.answered_on, on)
        rows.append({"id": one.pk, "unit": one.unit, "to": one.addressed_to, "days": days, "late": late or None, **plain})
    show(rows, form, ASKED, ASKED_TITLES, {"kind": KINDS})


@oversight.command()
@click.option("--what", type=WHAT, default="obstacle", show_default=True, help="Vướng mắc hay kiến nghị.")
@click.option("--by", type=click.Choice(["kind", "addressee"]), default="kind", show_default=True, help="Gộp theo.")
@click.option("--on", "day", type=DAY, help="Ngày tính; mặc định hôm nay.")
@listing
@click.pass_obj
def durations(session: Session, what: str, by: str, day: datetime | None, form: str | None) -> None:
    """Thời gian giải quyết: trung vị, trung bình số ngày, theo loại hoặc nơi giải quyết."""
    found = queries.durations(session.actor, _on(day), MODELS[what], by)
    columns = TOOK[1:]
    rows = [{"name": g.name, **{c: getattr(g.taken, c) for c in columns}} for g in found]
    show(rows, form, TOOK, TOOK_TITLES, {"name": KINDS} if by == "kind" else {})


@oversight.command()
@click.option("--days", type=click.IntRange(1), help="Số ngày không có báo cáo; mặc định theo oversight.toml.")
@click.option("--on", "day", type=DAY, help="Ngày tính; mặc định hôm nay.")
@listing
@click.pass_obj
def silent(session: Session, days: int | None, day: datetime | None, form: str | None) -> None:
    """Nhiệm vụ đang mở mà lâu không ai báo cáo."""
    found = plans.silent(session.actor, _on(day), days or terms().silence)
    rows = [{"id": t.pk, "title": t.title, "lead": t.lead or t.lead_text, "deadline": t.deadline, "state": t.state} for t in found]
    show(rows, form, SILENT, SILENT_TITLES, {"state": dict(Task.State.choices)})


@oversight.command()
@click.option("--from", "sender", required=True, help="Mã đơn vị gửi.")
@click.option("--unit", required=True, help="Mã đơn vị được đôn đốc.")
@click.option("--answer-by", type=DAY, help="Hạn trả lời; mặc định sau 5 ngày làm việc.")
@click.option("--on", "day", type=DAY, help="Ngày của công văn; mặc định hôm nay.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Tệp .docx.")
@click.pass_obj
def letter(session: Session, sender: str, unit: str, answer_by: datetime | None, day: datetime | None, out: Path) -> None:
    """Soạn dự thảo công văn đôn đốc các nhiệm vụ quá hạn của một đơn vị."""
    if out.suffix.lower() != ".docx" or not out.parent.is_dir():
        raise Mistake(f"{out}: phải là tệp .docx trong một thư mục đã có; sửa --out.")
    last = answer_by.date() if answer_by else None
    made = actions.draft_letter(session.actor, _unit(sender), _unit(unit), on=_on(day), answer_by=last)
    copyfile(Path(settings.HOME) / made.file, out)
    click.echo(f"Đã soạn công văn đôn đốc {len(made.tasks)} nhiệm vụ: {out}; bản lưu {made.file}.")


@oversight.command()
@click.option("--year", type=int, help="Chỉ kế hoạch của năm này.")
@click.option("--on", "day", type=DAY, help="Ngày tính; mặc định hôm nay.")
@listing
@click.pass_obj
def inspections(session: Session, year: int | None, day: datetime | None, form: str | None) -> None:
    """Các lần kiểm tra theo kế hoạch."""
    on = _on(day)
    found = queries.visits(session.actor, on)
    rows: list[dict[str, Any]] = [
        {
            "id": v.pk,
            "year": v.plan.year,
            "by": v.plan.unit,
            "unit": v.unit,
            "from": v.planned_from,
            "to": v.planned_to,
            "visited_on": v.visited_on,
            "state": visit_state(v.planned_from, v.planned_to, v.visited_on, v.dropped_on, on),
        }
        for v in (found.filter(plan__year=year) if year else found)
    ]
    show(rows, form, VISITS, VISITS_TITLES, {"state": visit_words()})


@oversight.command()
@click.option("--year", type=int, help="Năm của kế hoạch.")
@click.option("--level", default="", help="Cấp: department, province, district, commune.")
@click.option("--unit", default="", help="Mã đơn vị được kiểm tra.")
@click.option("--on", "day", type=DAY, help="Ngày tính; mặc định hôm nay.")
@listing
@click.pass_obj
def findings(session: Session, year: int | None, level: str, unit: str, day: datetime | None, form: str | None) -> None:
    """Kiểm tra phát hiện gì, ở bao nhiêu đơn vị, đã khắc phục bao nhiêu."""
    found = queries.findings(session.actor, _on(day), year=year, level=level, unit=unit)
    show(_rows(found, FOUND), form, FOUND, FOUND_TITLES)


def _rows(found: Sequence[object], columns: Sequence[str]) -> list[dict[str, object]]:
    return [{column: getattr(one, column) for column in columns} for one in found]


def _on(day: datetime | None) -> date:
    return day.date() if day else date.today()


def _unit(code: str) -> Unit:
    found = Unit.objects.filter(code=code).first()
    if found is None:
        raise Mistake(f"Không có đơn vị mã “{code}”; xem “units list”.")
    return found
