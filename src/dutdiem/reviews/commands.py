"""`dutdiem reviews write | check | list`."""

import sys
from datetime import date
from pathlib import Path

import click

from dutdiem.kit.errors import Mistake
from dutdiem.kit.terminal import Session, listing, print_json, show
from dutdiem.reviews import actions, queries

COLUMNS = ("id", "unit", "period", "title", "stands_on", "figures", "created_at", "file")
TITLES = ("số", "đơn vị", "kỳ", "tiêu đề", "tính đến", "số liệu", "lập lúc", "tệp")


@click.group()
def reviews() -> None:
    """Báo cáo sơ kết, tổng kết: mỗi số liệu có nguồn."""


@reviews.command()
@click.option("--unit", required=True, help="Mã đơn vị, ví dụ BCA.")
@click.option("--period", required=True, help="Kỳ báo cáo, ví dụ 2025, 2025-H1, 2025-Q3.")
@click.option("--template", default="resolution", show_default=True, help="Mẫu báo cáo.")
@click.option("--mark", help="Dòng chữ in ở chân mỗi trang, ví dụ với số liệu mẫu.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Tệp .docx, .pdf, .xlsx hoặc .md.")
@click.pass_obj
def write(session: Session, unit: str, period: str, template: str, mark: str | None, out: Path) -> None:
    """Lập báo cáo của một đơn vị trong một kỳ, theo thể thức Nghị định 30/2020/NĐ-CP."""
    actions.check_form(out)
    review = actions.write(session.actor, unit, period, template=template, mark=mark, out=out)
    click.echo(f"Đã lập “{review.title}”: {out}; bản lưu {review.file}, {len(review.figures)} số liệu có nguồn.")


@reviews.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
@click.pass_obj
def check(session: Session, file: Path, as_json: bool) -> None:
    """Đối chiếu một báo cáo với bản ghi: số nào bị sửa, số nào tính lại không ra."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Mistake(f"{file}: không mở được tệp ({error.strerror}); kiểm tra đường dẫn.") from None
    found = queries.check(session.actor, file.name, data, date.today())
    if as_json:
        findings = [{"number": one.number, "kind": one.kind, "says": one.says} for one in found.findings]
        print_json({"review": found.review.pk, "read": found.read, "recomputed": found.recomputed, "findings": findings})
    else:
        for finding in found.findings:
            click.echo(finding.says)
        outcome = "khớp với bản đã lập" if found.holds else "không khớp với bản đã lập"
        click.echo(f"Đã đọc {found.read} số liệu, tính lại {found.recomputed} số liệu thống kê: {outcome}.")
    sys.exit(0 if found.holds else 1)


@reviews.command("list")
@click.option("--search", default="", help="Từ trong tiêu đề, tên đơn vị; không cần dấu.")
@listing
@click.pass_obj
def list_(session: Session, search: str, form: str | None) -> None:
    """Các báo cáo đã lập, mới nhất trước."""
    rows = [
        {
            "id": one.pk,
            "unit": one.unit.code,
            "figures": len(one.figures),
            **{column: getattr(one, column) for column in ("period", "title", "stands_on", "created_at", "file")},
        }
        for one in queries.listed(session.actor, date.today(), search=search)
    ]
    show(rows, form, COLUMNS, TITLES)
