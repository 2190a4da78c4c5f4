"""`dutdiem plans draft | accept | list | status`."""

from datetime import date, datetime

import click

from dutdiem.documents import actions as documents
from dutdiem.documents import queries as papers
from dutdiem.documents.models import Proposal
from dutdiem.documents.rules import one_line
from dutdiem.kit.errors import Mistake
from dutdiem.kit.terminal import Session, listing, print_json, show
from dutdiem.plans import queries
from dutdiem.plans.rules import standing

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
    show(rows, form, DRAFTED, DRAFTED_TITLES)


@plans.command()
@click.argument("proposals", nargs=-1, type=int)
@click.option("--all", "every", is_flag=True, help="Nhận mọi gợi ý đang chờ.")
@click.pass_obj
def accept(session: Session, proposals: tuple[int, ...], every: bool) -> None:
    """Nhận gợi ý vào kế hoạch; nhiệm vụ giao cho nhiều đơn vị thì tách cho từng đơn vị."""
    if bool(proposals) == every:
        raise click.UsageError("Nêu số của các gợi ý, hoặc chỉ dùng --all.")
    if every:
        chosen = list(
            Proposal.objects.filter(state=Proposal.State.OPEN).select_related("document").order_by("document__date", "start")
        )
    else:
        chosen = papers.chosen(session.actor, date.today(), proposals)
    if not chosen:
        raise Mistake("Không còn gợi ý nào chờ xử lý; dùng “plans draft” với một văn bản trước.")
    made = documents.accept(session.actor, chosen)
    click.echo(f"Đã nhận {len(chosen)} gợi ý, tạo {made} bản ghi.")


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
    show(rows, form, LISTED, LISTED_TITLES)


@plans.command()
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Ngày tính; mặc định hôm nay.")
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
@click.pass_obj
def status(session: Session, day: datetime | None, as_json: bool) -> None:
    """Bảng 2 x 2: hoàn thành hay chưa, trong hạn hay quá hạn; luôn cộng đúng tổng."""
    on = day.date() if day else date.today()
    counts = queries.status(session.actor, on)
    table = {name: getattr(counts, name) for name in (*counts.__dataclass_fields__, "total")}
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
    click.echo(f"Tạm dừng, đã hủy: {counts.stopped}. Tổng số: {counts.total} nhiệm vụ, tính đến {on:%d/%m/%Y}.")
    click.echo(f"Hoàn thành / (hoàn thành + quá hạn): {counts.done_of_due} %; hoàn thành / tất cả: {counts.done_of_all} %.")


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
