"""`dutdiem accounts import | list | reset`."""

from datetime import date
from pathlib import Path

import click

from dutdiem.access import actions, queries, tables
from dutdiem.access.models import User
from dutdiem.access.views.imports import passwords_workbook
from dutdiem.kit.errors import Mistake
from dutdiem.kit.terminal import Session, listing, show

COLUMNS = ("username", "name", "post", "unit", "roles", "state")
TITLES = ("tên đăng nhập", "họ và tên", "chức vụ", "đơn vị", "vai trò", "trạng thái")
ISSUED = ("username", "name", "unit", "password")
ISSUED_TITLES = ("tên đăng nhập", "họ và tên", "đơn vị", "mật khẩu tạm")


@click.group()
def accounts() -> None:
    """Tài khoản: nhập từ Excel, danh sách, cấp lại mật khẩu."""


@accounts.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--passwords", type=click.Path(path_type=Path), help="Ghi danh sách mật khẩu tạm ra tệp XLSX mới thay vì in ra.")
@listing
@click.pass_obj
def import_(session: Session, file: Path, passwords: Path | None, form: str | None) -> None:
    """Tạo tài khoản từ một tệp XLSX: tất cả hoặc không tài khoản nào; mật khẩu tạm chỉ hiện một lần."""
    if passwords and passwords.exists():
        raise Mistake(f"{passwords}: tệp đã có; chọn tên khác để không ghi đè.")
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Mistake(f"{file}: không mở được tệp ({error.strerror}); kiểm tra đường dẫn.") from None
    issued = actions.import_accounts(session.actor, tables.read_rows(data, file.name))
    if passwords is None:
        show([{column: getattr(one, column) for column in ISSUED} for one in issued], form, ISSUED, ISSUED_TITLES)
        return
    passwords.touch(mode=0o600)
    passwords.write_bytes(passwords_workbook(issued))
    click.echo(f"Đã tạo {len(issued)} tài khoản; mật khẩu tạm ở {passwords}.")


@accounts.command("list")
@click.option("--search", default="", help="Từ trong tên, chức vụ, tên đăng nhập; không cần dấu.")
@listing
@click.pass_obj
def list_(session: Session, search: str, form: str | None) -> None:
    """Các tài khoản trong phạm vi quản lý."""
    today = date.today()
    found = list(queries.accounts(session.actor, today, search=search))
    roles = queries.roles_of([user.pk for user in found], today)
    rows = [
        {
            "username": user.username,
            "name": user.name,
            "post": user.post,
            "unit": user.unit.code if user.unit else "",
            "roles": "; ".join(f"{words} {code}" for words, code in roles.get(user.pk, [])),
            "state": "đã khóa" if not user.is_active else "mật khẩu tạm" if user.must_change_password else "hoạt động",
        }
        for user in found
    ]
    show(rows, form, COLUMNS, TITLES)


@accounts.command()
@click.argument("name")
@click.pass_obj
def reset(session: Session, name: str) -> None:
    """Cấp mật khẩu tạm cho một tài khoản; in ra một lần, phải đổi khi đăng nhập."""
    user: User = queries.account(session.actor, date.today(), name)
    click.echo(f"{user.username}\t{actions.issue_password(session.actor, user)}")
