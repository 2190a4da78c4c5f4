"""`dutdiem plans draft | accept | list | status | report | hand-in | assign | undo`."""

import sys
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from dutdiem.documents import actions as documents
from dutdiem.documents import queries as papers
from dutdiem.documents.models import Proposal
from dutdiem.documents.rules import one_line
from dutdiem.kit.errors import Mistake
from dutdiem.kit.keys import keys_of
from dutdiem.kit.said import demand_keepable
from dutdiem.kit.terminal import Session, listing, print_json, show
from dutdiem.plans import actions, queries
from dutdiem.plans.models import Task
from dutdiem.plans.naming import Named
from dutdiem.plans.rules import standing
from dutdiem.plans.tables import planned, read_table
from dutdiem.plans.views.lists.table import time_names
from dutdiem.units.models import Unit

DRAFTED = ("id", "kind", "state", "title", "lead", "due", "start", "end", "sentence")
DRAFTED_TITLES = ("số", "loại", "tình trạng", "nội dung", "chủ trì", "thời hạn", "từ", "đến", "câu gốc")
LISTED = ("id", "kind", "title", "lead", "deadline", "state", "time", "days", "percent")
LISTED_TITLES = ("số", "loại", "nhiệm vụ", "chủ trì", "thời hạn", "tình trạng", "tiến độ thời gian", "ngày", "%")


@click.group()
def plans() -> None:
    """Kế hoạch: từ gợi ý đến nhiệm vụ, theo dõi đến khi xong."""


@plans.command()
@click.argument("document")
@listing
@click.pass_obj
def draft(session: Session, document: str, form: str | None) -> None:
    """Gợi ý nhiệm vụ, chỉ tiêu, vướng mắc từ một văn bản, mỗi gợi ý kèm câu gốc."""
    paper = papers.by_name(session.actor, date.today(), document)
    documents.draft(session.actor, paper)
    rows = [_proposal_row(paper.text, proposal) for proposal in papers.proposals(paper)]
    words = {"kind": dict(Proposal.Kind.choices), "state": dict(Proposal.State.choices)}
    show(rows, form, DRAFTED, DRAFTED_TITLES, words)


@plans.command()
@click.argument("named", nargs=-1, metavar="[GỢI_Ý]... | --all [VĂN_BẢN]")
@click.option("--all", "every", is_flag=True, help="Nhận mọi gợi ý đang chờ, của một văn bản nếu nêu.")
@click.option("--yes", is_flag=True, help="Không hỏi lại số gợi ý.")
@click.pass_obj
def accept(session: Session, named: tuple[str, ...], every: bool, yes: bool) -> None:
    """Nhận gợi ý vào kế hoạch; nhiệm vụ giao cho nhiều đơn vị thì tách cho từng đơn vị."""
    if (every and len(named) > 1) or (not every and not (named and all(name.isdecimal() for name in named))):
        raise click.UsageError("Nêu số của các gợi ý, hoặc dùng --all, có thể kèm một văn bản.")
    chosen = _open(session, named) if every else papers.chosen(session.actor, date.today(), keys_of(named))
    if not chosen:
        raise Mistake("Không còn gợi ý nào chờ xử lý; dùng “plans draft” với một văn bản trước.")
    if every and not yes and sys.stdin.isatty():
        whose = str(chosen[0].document) if named else f"{len({p.document_id for p in chosen})} văn bản"
        click.confirm(f"Nhận {len(chosen)} gợi ý của {whose}?", abort=True)
    made = documents.accept(session.actor, chosen)
    click.echo(f"Đã nhận {len(chosen)} gợi ý, tạo {made} bản ghi.")


def _open(session: Session, named: tuple[str, ...]) -> list[Proposal]:
    """The proposals that wait, in the order of their documents: of one document where it is named, else of the documents of the
    units where the actor's roles stand."""
    seen = papers.visible(session.actor, date.today())
    if named:
        seen = seen.filter(pk=papers.by_name(session.actor, date.today(), named[0]).pk)
    else:
        seen = seen.filter(papers.own(session.actor, date.today(), "documents.decide"))
    found = Proposal.objects.filter(state=Proposal.State.OPEN, document__in=seen).select_related("document__owner")
    return list(found.order_by("document__date", "document", "start"))


@plans.command("list")
@click.option("--search", default="", help="Từ trong nhiệm vụ; không cần dấu.")
@click.option("--lead", default="", help="Mã đơn vị chủ trì.")
@click.option("--overdue", is_flag=True, help="Chỉ nhiệm vụ quá hạn.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Ngày tính tình trạng; mặc định hôm nay.")
@listing
@click.pass_obj
def list_(session: Session, search: str, lead: str, overdue: bool, day: datetime | None, form: str | None) -> None:
    """Các nhiệm vụ theo thứ tự của cây."""
    on = day.date() if day else date.today()
    found = queries.listed(session.actor, on, search=search, lead=lead, time="overdue" if overdue else "")
    rows = []
    for task in found.iterator(2_000):
        stands = standing(task.state, task.deadline, task.handed_in_on, on)
        shown = {c: getattr(task, c) for c in ("kind", "title", "deadline", "state", "percent")}
        who = task.lead.code if task.lead else task.lead_text
        rows.append({"id": task.pk, "lead": who, "time": stands.time.value, "days": stands.days, **shown})
    words: dict[str, Mapping[Any, str]] = {"kind": dict(Task.Kind.choices), "state": dict(Task.State.choices), "time": time_names()}
    show(rows, form, LISTED, LISTED_TITLES, words)


@plans.command()
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Ngày tính; mặc định hôm nay.")
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
@click.pass_obj
def status(session: Session, day: datetime | None, as_json: bool) -> None:
    """Bảng 2 x 2: hoàn thành hay chưa, trong hạn hay quá hạn; luôn cộng đúng tổng."""
    on = day.date() if day else date.today()
    counts = queries.status(session.actor, on)
    table = {name: getattr(counts, name) for name in (*counts.__dataclass_fields__, "stopped", "total")}
    if as_json:
        print_json({"on": on, **table, "done_of_due_percent": counts.done_of_due, "done_of_all_percent": counts.done_of_all})
        return
    lines = [
        {"": "Đã hoàn thành", "trong hạn": counts.done_in_time, "quá hạn": counts.done_late, "không có hạn": counts.undated_done},
        {
            "": "Chưa hoàn thành",
            "trong hạn": counts.open_in_time,
            "quá hạn": counts.open_overdue,
            "không có hạn": counts.undated_open,
        },
    ]
    show(lines, None, ("", "trong hạn", "quá hạn", "không có hạn"))
    click.echo(
        f"Tạm dừng: {counts.suspended}, đã hủy: {counts.cancelled}. Tổng số: {counts.total} nhiệm vụ, tính đến {on:%d/%m/%Y}."
    )
    click.echo(f"Hoàn thành / (hoàn thành + quá hạn): {counts.done_of_due} %; hoàn thành / tất cả: {counts.done_of_all} %.")


@plans.command()
@click.argument("task", type=int)
@click.option("--unit", help="Mã đơn vị báo cáo; mặc định đơn vị chủ trì.")
@click.option("--percent", type=click.IntRange(0, 100), help="Tiến độ; không nêu thì tính theo các việc bên dưới.")
@click.option("--says", required=True, help="Kết quả, khó khăn, việc tiếp theo.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Ngày báo cáo; mặc định hôm nay.")
@click.pass_obj
def report(session: Session, task: int, unit: str | None, percent: int | None, says: str, day: datetime | None) -> None:
    """Ghi báo cáo tiến độ của một nhiệm vụ."""
    on = day.date() if day else date.today()
    one = queries.one(session.actor, date.today(), task)
    who = Unit.objects.filter(code=unit).first() if unit else one.lead
    if who is None:
        raise Mistake(f"Nhiệm vụ {task}: chưa rõ đơn vị báo cáo; nêu mã đơn vị bằng --unit.")
    demand_keepable(says)
    actions.report(session.actor, one, who, on=on, percent=percent, says=says)
    click.echo(f"Đã ghi báo cáo; tiến độ nhiệm vụ {task} là {one.percent} %.")


@plans.command("hand-in")
@click.argument("task", type=int)
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Ngày nộp sản phẩm; mặc định hôm nay.")
@click.pass_obj
def hand_in(session: Session, task: int, day: datetime | None) -> None:
    """Nộp sản phẩm: nhiệm vụ chờ nghiệm thu, thời hạn tính theo ngày nộp."""
    one = queries.one(session.actor, date.today(), task)
    actions.hand_in(session.actor, one, on=day.date() if day else date.today())
    click.echo(f"Nhiệm vụ {task} chờ nghiệm thu.")


@plans.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--owner", required=True, help="Mã đơn vị có kế hoạch.")
@click.option("--below", type=int, help="Số của nhiệm vụ bên trên.")
@click.option("--dry-run", is_flag=True, help="Chỉ xem trước.")
@listing
@click.pass_obj
def assign(session: Session, file: Path, owner: str, below: int | None, dry_run: bool, form: str | None) -> None:
    """Giao nhiệm vụ theo một bảng XLSX; lỗi ở dòng nào nêu dòng đó, không giao gì."""
    unit = Unit.objects.filter(code=owner).first()
    if unit is None:
        raise Mistake(f"Không có đơn vị mã “{owner}”; kiểm tra lại mã.")
    parent = queries.one(session.actor, date.today(), below) if below else None
    actions.check_place(unit, parent)
    finder = Named(unit, date.today())
    lines = [planned(cells, finder, date.today()) for cells in read_table(file.read_bytes(), file.name)]
    if faults := [f"{file.name}, dòng {line.number}: {fault}" for line in lines for fault in line.faults]:
        raise Mistake("\n".join(faults[:20]))
    wanted = [line.wanted for line in lines if line.wanted]
    if dry_run:
        rows = [{"title": w.title, "lead": w.lead.code if w.lead else "", "deadline": w.deadline} for w in wanted]
        show(rows, form, ("title", "lead", "deadline"), ("nhiệm vụ", "chủ trì", "thời hạn"))
        return
    step = actions.assign_table(session.actor, unit, parent, wanted)
    click.echo(f"Đã giao {len(wanted)} nhiệm vụ; hoàn lại bằng “plans undo {step}”.")


@plans.command()
@click.argument("step", type=int)
@click.pass_obj
def undo(session: Session, step: int) -> None:
    """Hoàn lại cả một lần giao, đổi, gộp hàng loạt."""
    back, stayed = actions.undo(session.actor, step)
    click.echo(f"Đã hoàn lại {back} bản ghi; {stayed} bản ghi đã được xử lý tiếp nên giữ nguyên.")


def _proposal_row(text: str, proposal: Proposal) -> dict[str, object]:
    facts = proposal.facts
    title = (
        facts.get("title")
        or f"{facts.get('measure', '')} {facts.get('comparator', '')} {facts.get('value', '')} {facts.get('unit', '')}"
    )
    return {
        "id": proposal.pk,
        "kind": proposal.kind,
        "state": proposal.state,
        "title": one_line(title),
        "lead": facts.get("lead", ""),
        "due": facts.get("due"),
        "start": proposal.start,
        "end": proposal.end,
        "sentence": text[proposal.start : proposal.end],
    }
