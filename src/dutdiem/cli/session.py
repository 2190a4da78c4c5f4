"""What a command stands on: the home, the database brought up to date, and who acts."""

import getpass
import os
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dutdiem.authority import Actor, operator
from dutdiem.kit.errors import Mistake
from dutdiem.kit.home import check_home, home_path, is_home, make_home

if TYPE_CHECKING:
    from django.db.migrations.executor import MigrationExecutor


@dataclass
class TerminalSession:
    """One run of the command: `home` is made and opened when a command needs it."""

    home: Path
    user: str | None = None

    @cached_property
    def actor(self) -> Actor:
        """The account named by --user, else the operating system's user, recorded as such."""
        if not self.user:
            return operator(f"{getpass.getuser()} (máy chủ)")
        from dutdiem.access.models import User
        from dutdiem.access.queries import actor_for

        account = User.objects.filter(username=self.user, is_active=True).first()
        if account is None:
            raise Mistake(f"--user {self.user}: không có tài khoản này đang hoạt động; xem lại tên.")
        return actor_for(account, date.today())

    def exists(self) -> bool:
        """Whether the home is there. Mistake where what is there cannot be used."""
        check_home(self.home)
        return is_home(self.home)

    def open(self) -> None:
        """Make the home where it is missing, set Django up on it, and bring the database up to this version."""
        check_home(self.home)
        make_home(self.home)
        os.environ["DUTDIEM_HOME"] = str(self.home)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dutdiem.site.settings")
        import django

        django.setup()
        _bring_up_to_date()


def session(home: str | None, user: str | None) -> TerminalSession:
    """A session over the home that was named, by --home, DUTDIEM_HOME or ./var."""
    return TerminalSession(home_path(home), user)


def _bring_up_to_date() -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.utils import OperationalError

    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        raise Mistake(
            f"Không mở được cơ sở dữ liệu: {str(error).splitlines()[0]}; kiểm tra DATABASE_URL hoặc quyền thư mục."
        ) from None
    _refuse_newer(executor)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)


def _refuse_newer(executor: "MigrationExecutor") -> None:
    known = set(executor.loader.disk_migrations)
    apps = {app for app, _ in known}
    unknown = [key for key in executor.loader.applied_migrations if key[0] in apps and key not in known]
    if unknown:
        raise Mistake(
            "Cơ sở dữ liệu do phiên bản mới hơn tạo (có "
            + ", ".join(f"{app}.{name}" for app, name in sorted(unknown)[:3])
            + "); nâng cấp phần mềm trước khi mở."
        )
