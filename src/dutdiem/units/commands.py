"""`dutdiem units import | export | groups | follow | list | tree`."""

from dataclasses import astuple
from datetime import date, datetime
from pathlib import Path

import click

from dutdiem.kit.terminal import Session, listing, show
from dutdiem.units import actions, export, following, queries
from dutdiem.units.tables import MOVE_COLUMNS, read_moves
from dutdiem.units.words import level_name

DAY = click.DateTime(["%Y-%m-%d"])
COLUMNS = ("code", "name", "level", "parent", "valid_from", "valid_to")
TITLES = ("mã", "tên", "cấp", "cấp trên", "từ ngày", "đến ngày")


@click.group()
def units() -> None:
    """Đơn vị: cây tổ chức theo từng ngày."""


@units.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--successions", type=click.Path(path_type=Path), help="Tệp successions.csv: sáp nhập, chia tách, đổi tên.")
@click.pass_obj
def import_(session: Session, file: Path, successions: Path | None) -> None:
    """Nhập units.csv: đúng tất cả thì nhận, sai một dòng thì không nhận gì."""
    number, follows = actions.import_tree(session.actor, file, successions)
    click.echo(f"Đã nhập {number} đơn vị, {follows} lượt kế thừa.")


@units.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--successions", type=click.Path(dir_okay=False, path_type=Path), help="Ghi cả successions.csv.")
@click.option("--groups", "groups_file", type=click.Path(dir_okay=False, path_type=Path), help="Ghi cả groups.csv.")
def export_(file: Path, successions: Path | None, groups_file: Path | None) -> None:
    """Ghi cây tổ chức ra units.csv, đúng dạng mà lệnh import nhận lại."""
    number, follows, members = export.export_tree(file, successions, groups_file)
    click.echo(f"Đã ghi {number} dòng đơn vị, {follows} lượt kế thừa, {members} dòng nhóm.")


@units.command("groups")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--on", "day", type=DAY, help="Ngày cần xem; mặc định hôm nay.")
@listing
@click.pass_obj
def groups_(session: Session, file: Path | None, day: datetime | None, form: str | None) -> None:
    """Nhóm đơn vị ngoài cây (vùng, biên giới, hải đảo…): có FILE groups.csv thì nhập thay toàn bộ, không thì liệt kê."""
    if file:
        number, members = actions.import_groups(session.actor, file)
        click.echo(f"Đã nhập {number} nhóm, {members} dòng thành viên.")
        return
    rows = queries.members(_day(day))
    show(rows, form, ("group", "name", "unit", "unit_name"), ("mã nhóm", "tên nhóm", "mã đơn vị", "tên đơn vị"))


@units.command("follow")
@click.option("--on", "day", type=DAY, help="Ngày sắp xếp; mặc định hôm nay.")
@click.option(
    "--apply", "reviewed", type=click.Path(path_type=Path), metavar="FILE", help="Chuyển theo danh sách đã xem lại (CSV)."
)
@click.option("--undo", type=int, metavar="N", help="Hoàn lại lần chuyển số N.")
@listing
@click.pass_obj
def follow_(session: Session, day: datetime | None, reviewed: Path | None, undo: int | None, form: str | None) -> None:
    """Nhiệm vụ, chỉ tiêu, vai trò đang ở đơn vị đã kết thúc: liệt kê nơi nhận, chuyển theo danh sách đã xem lại, hoàn lại được."""
    if undo is not None:
        back, kept = actions.undo_follow(session.actor, undo)
        click.echo(f"Đã đưa {back} mục về đơn vị cũ; {kept} mục giữ nguyên vì đã chuyển tiếp hoặc nơi cũ đã có.")
    elif reviewed:
        chosen = read_moves(reviewed)
        number, stayed = actions.follow(session.actor, _day(day), chosen)
        click.echo(f"Lần chuyển số {number}: {len(chosen) - len(stayed)} mục. Hoàn lại bằng --undo {number}.")
        for row in stayed:
            kind = following.holdings[row.kind].says if row.kind in following.holdings else row.kind
            click.echo(f"Giữ nguyên {kind} {row.key} ở {row.before}: {row.after} đã có mục cùng loại, cần xử lý tay.")
    else:
        rows = [dict(zip(MOVE_COLUMNS, astuple(move), strict=True)) for move in following.moves(_day(day))]
        kinds = {kind: holding.says for kind, holding in following.holdings.items()}
        show(rows, form, MOVE_COLUMNS, ("loại", "số", "nội dung", "từ", "sang", "tỷ lệ", "lưu ý"), {"kind": kinds})


@units.command("list")
@click.option("--on", "day", type=DAY, help="Ngày cần xem; mặc định hôm nay.")
@click.option("--level", help="Chỉ một cấp: ministry, department, province, district, commune.")
@listing
def list_(day: datetime | None, level: str | None, form: str | None) -> None:
    """Các đơn vị đang hoạt động trong ngày."""
    found = queries.on(_day(day)).order_by("path").select_related("parent")
    if level:
        found = found.filter(level=level)
    rows = [
        {
            "code": v.unit.code,
            "name": v.name,
            "level": v.level,
            "parent": v.parent.code if v.parent else "",
            "valid_from": v.valid_from,
            "valid_to": v.valid_to,
        }
        for v in found
    ]
    show(rows, form, COLUMNS, TITLES, {"level": {v.level: level_name(v.level) for v in found}})


@units.command()
@click.option("--on", "day", type=DAY, help="Ngày cần xem; mặc định hôm nay.")
@click.option("--under", help="Chỉ phần dưới đơn vị có mã này.")
@click.option("--depth", type=click.IntRange(0, 9), default=2, show_default=True, help="Số tầng.")
@listing
def tree(day: datetime | None, under: str | None, depth: int, form: str | None) -> None:
    """Cây tổ chức trong ngày."""
    found = queries.on(_day(day)).order_by("path")
    top = queries.path_of(under, _day(day)) if under else ""
    if top:
        found = found.filter(path__startswith=top)
    skip = top.count("/")
    inside = (v for v in found if not top or v.path == top or v.path.startswith(top + "/"))
    placed = [(v.path.count("/") - skip, v) for v in inside if v.path.count("/") - skip <= depth]
    if form:
        show([{"code": v.unit.code, "name": v.name, "depth": steps} for steps, v in placed], form, ("code", "name", "depth"))
    else:
        click.echo("\n".join(f"{'  ' * steps}{v.name} ({v.unit.code})" for steps, v in placed))


def _day(given: datetime | None) -> date:
    return given.date() if given else date.today()
