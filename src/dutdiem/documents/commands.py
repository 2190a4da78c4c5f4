"""`dutdiem documents add | list | show | end | mark`."""

import sys
from datetime import date, datetime
from functools import partial
from pathlib import Path

import click

from dutdiem.documents import actions, queries
from dutdiem.documents.models import Document
from dutdiem.documents.views.labels import kind_name
from dutdiem.kit.errors import Mistake
from dutdiem.kit.terminal import Session, listing, long_work, print_json, show
from dutdiem.reading.refusals import Refusal

COLUMNS = ("id", "symbol", "type", "date", "title", "open_proposals", "all_proposals", "unit", "internal")
TITLES = ("số", "ký hiệu", "loại", "ngày", "trích yếu", "chờ xử lý", "gợi ý", "văn bản của", "nội bộ")


@click.group()
def documents() -> None:
    """Văn bản: đăng ký, danh sách, xem."""


@documents.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--anchor", type=click.DateTime(["%Y-%m-%d"]), help="Ngày của văn bản, khi trong văn bản không ghi.")
@click.option("--allow-office-numbers", is_flag=True, help="Xác nhận các số điện thoại, tài khoản trong tệp là của cơ quan.")
@click.option("--unit", default="", help="Mã đơn vị có văn bản; mặc định nơi người đăng ký có vai trò.")
@click.option("--internal", is_flag=True, help="Nội bộ: chỉ đơn vị và các đơn vị trực thuộc thấy.")
@click.pass_obj
def add(
    session: Session, files: tuple[Path, ...], anchor: datetime | None, allow_office_numbers: bool, unit: str, internal: bool
) -> None:
    """Đăng ký văn bản cùng nội dung đã đọc; tệp nào không đọc được thì nêu lý do, các tệp khác vẫn tiếp tục."""
    refused, whose = 0, actions.Whose(queries.owner_named(session.actor, date.today(), unit), internal)
    day = anchor.date() if anchor else None
    register = partial(actions.add, anchor=day, allow_office_numbers=allow_office_numbers, whose=whose)
    with long_work("Đọc văn bản", len(files)) as bar:
        for place, file in enumerate(files, 1):
            try:
                document = register(session.actor, file)
                click.echo(f"{document.pk}\t{document}\t{document.title}")
            except (Mistake, Refusal) as error:
                refused += 1
                says = getattr(error, "says", str(error))
                # The refusal of a secret document names nothing of it; its place in the list tells which file it was.
                click.echo(f"Tệp thứ {place}: {says}" if getattr(error, "code", "") == "secret" else says, err=True)
            bar.update(1)
    sys.exit(1 if refused else 0)


@documents.command("list")
@click.option("--search", default="", help="Từ trong ký hiệu, trích yếu, cơ quan ban hành; không cần dấu.")
@listing
@click.pass_obj
def list_(session: Session, search: str, form: str | None) -> None:
    """Các văn bản đã đăng ký."""
    found = queries.listed(session.actor, date.today(), search=search)
    rows = [
        {"id": d.pk, **{column: getattr(d, column) for column in COLUMNS[1:-2]}, "unit": _code(d), "internal": d.internal}
        for d in found.select_related("owner")
    ]
    show(rows, form, COLUMNS, TITLES)


@documents.command("show")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
@click.pass_obj
def show_(session: Session, name: str, as_json: bool) -> None:
    """Một văn bản (theo số, ký hiệu hoặc tên tệp) với những gì đọc được."""
    document = queries.by_name(session.actor, date.today(), name)
    mentions = [{"kind": m.kind, "start": m.start, "end": m.end, **m.facts} for m in document.mentions.all()]
    named = [
        {"code": one.unit.unit.code, "unit": one.unit.name, "named": one.name, "mentions": one.mentions}
        for one in queries.units_named(document, date.today())
    ]
    if as_json:
        whose = {"unit": _code(document), "internal": document.internal}
        found = {"header": document.header, "text": document.text, "mentions": mentions, "units": named}
        print_json({"id": document.pk, **whose, **found})
        return
    click.echo(f"{document} · {document.issuer} · {document.date or ''}\n{document.title}")
    if document.owner:
        click.echo(f"Văn bản của {_code(document)}" + (", nội bộ." if document.internal else "."))
    for one in named:
        before = "" if one["named"] == one["unit"] else f" (trong văn bản: {one['named']})"
        click.echo(f"{one['code']} {one['unit']}{before}: nêu {one['mentions']} lần")
    rows = [{**m, "kind": kind_name(m["kind"]), "words": document.text[m["start"] : m["end"]].replace("\n", " ")} for m in mentions]
    show(rows, None, ("kind", "start", "end", "words"), ("loại", "từ", "đến", "nội dung"))


@documents.command()
@click.argument("name")
@click.option("--on", "day", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Ngày đầu tiên không còn hiệu lực.")
@click.option("--by", help="Văn bản thay thế (số, ký hiệu hoặc tên tệp).")
@click.pass_obj
def end(session: Session, name: str, day: datetime, by: str | None) -> None:
    """Ghi một văn bản hết hiệu lực hoặc bị thay thế; nhiệm vụ dựa trên văn bản đó được đánh dấu."""
    document = queries.by_name(session.actor, date.today(), name)
    other = queries.by_name(session.actor, date.today(), by) if by else None
    actions.end(session.actor, document, on=day.date(), replaced_by=other)
    click.echo(f"{document} hết hiệu lực từ {day:%d/%m/%Y}" + (f", thay bằng {other}." if other else "."))


@documents.command()
@click.argument("name")
@click.option("--internal/--open", required=True, default=None, help="Nội bộ, hoặc mở cho mọi đơn vị xem.")
@click.pass_obj
def mark(session: Session, name: str, internal: bool) -> None:
    """Ghi một văn bản của đơn vị là nội bộ, hoặc mở cho mọi đơn vị."""
    document = queries.by_name(session.actor, date.today(), name)
    actions.keep_internal(session.actor, document, internal=internal)
    click.echo(f"{document}: " + ("nội bộ." if internal else "mở cho mọi đơn vị."))


def _code(document: Document) -> str:
    return document.owner.code if document.owner else ""
