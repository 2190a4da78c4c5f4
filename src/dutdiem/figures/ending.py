"""`dutdiem figures end | delete`."""

from datetime import datetime

import click

from dutdiem.catalogue import ending
from dutdiem.catalogue.queries import all_own
from dutdiem.kit.errors import Mistake, NotFound
from dutdiem.kit.terminal import Session
from dutdiem.units.models import Unit

ENDING = ("element", "indicator", "form")
DELETED = (*ENDING, "breakdown")
DAY = click.DateTime(["%Y-%m-%d"])


def unit_of(code: str) -> Unit:
    """The unit with this code."""
    found = Unit.objects.filter(code=code).first()
    if found is None:
        raise NotFound(f"Không có đơn vị “{code}”: xem lại mã bằng lệnh dutdiem units list.")
    return found


def _which(
    owner: Unit, codes: tuple[str, ...], kind: str | None, kinds: tuple[str, ...], to: tuple[str, str] | None
) -> ending.Which:
    there = all_own()
    if to is not None:
        return [one for code in codes for one in ending.targets_of(owner, code, *to, there)]
    return ending.meant(owner, codes, (kind,) if kind else kinds, there)


OWNER = click.option("--owner", required=True, metavar="MÃ", help="Đơn vị có danh mục riêng này.")
TARGET = click.option("--target", "to", nargs=2, metavar="ĐƠN_VỊ KỲ", help="Chỉ tiêu đã giao cho đơn vị này trong kỳ này.")


@click.command()
@click.argument("codes", nargs=-1, required=True, metavar="MÃ...")
@OWNER
@click.option("--last", type=DAY, help="Ngày cuối cùng áp dụng; các kỳ kết thúc sau ngày này không báo cáo, không tính nữa.")
@click.option("--undo", is_flag=True, help="Dùng lại mục đã ngừng, như chưa ngừng.")
@click.option("--kind", type=click.Choice(ENDING), help="Loại, nếu nhiều mục cùng mã.")
@TARGET
@click.pass_obj
def end(
    session: Session,
    codes: tuple[str, ...],
    owner: str,
    last: datetime | None,
    undo: bool,
    kind: str | None,
    to: tuple[str, str] | None,
) -> None:
    """Ngừng dùng các mục của danh mục riêng từ sau một ngày, hoặc dùng lại; tất cả hoặc không mục nào."""
    unit = unit_of(owner)
    if undo == (last is not None):
        raise Mistake("Ghi một trong hai: --last NGÀY để ngừng dùng, hoặc --undo để dùng lại.")
    which = _which(unit, codes, kind, ENDING, to)
    if last is None:
        ending.take_back(session.actor, unit, which)
        click.echo(f"Đã dùng lại {len(which)} mục.")
    else:
        ending.end(session.actor, unit, which, last.date())
        click.echo(f"Đã ngừng dùng {len(which)} mục sau ngày {last:%d/%m/%Y}; số liệu đã có giữ nguyên.")


@click.command()
@click.argument("codes", nargs=-1, required=True, metavar="MÃ...")
@OWNER
@click.option("--kind", type=click.Choice(DELETED), help="Loại, nếu nhiều mục cùng mã.")
@TARGET
@click.pass_obj
def delete(session: Session, codes: tuple[str, ...], owner: str, kind: str | None, to: tuple[str, str] | None) -> None:
    """Xóa các mục của danh mục riêng chưa có số liệu và chưa nơi nào dùng; tất cả hoặc không mục nào."""
    unit = unit_of(owner)
    which = _which(unit, codes, kind, DELETED, to)
    ending.delete(session.actor, unit, which)
    click.echo(f"Đã xóa {len(which)} mục khỏi danh mục riêng của đơn vị {owner}.")
