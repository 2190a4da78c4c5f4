"""`dutdiem`: the root command. Commands are loaded when they are called, so that reading a file never waits for the database."""

import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from dutdiem.cli.begins import begins, without_home
from dutdiem.cli.helping import help_in_vietnamese
from dutdiem.cli.session import TerminalSession, session
from dutdiem.cli.usage import in_vietnamese

COMMANDS: dict[str, tuple[str, str, bool]] = {
    # name: (where, what it does, whether it needs the home)
    "demo": ("dutdiem.cli.demo.command:demo", "Tạo dữ liệu mẫu cả nước, chạy từ nghị quyết đến báo cáo, rồi mở trang.", False),
    "serve": ("dutdiem.cli.serve:serve", "Mở ứng dụng web.", True),
    "work": ("dutdiem.cli.work:work", "Xử lý việc nền, thêm bên cạnh “serve”.", True),
    "read": ("dutdiem.cli.read:read", "Đọc văn bản: nhiệm vụ, thời hạn, số liệu, viện dẫn, kèm đúng vị trí.", False),
    "documents": ("dutdiem.documents.commands:documents", "Văn bản: đăng ký, danh sách, xem.", True),
    "plans": ("dutdiem.plans.commands:plans", "Kế hoạch: gợi ý, nhận nhiệm vụ, danh sách, tình trạng.", True),
    "oversight": ("dutdiem.oversight.commands:oversight", "Đôn đốc: nhắc việc, vướng mắc, công văn, kiểm tra.", True),
    "units": ("dutdiem.units.commands:units", "Đơn vị: nhập, danh sách, cây tổ chức theo ngày.", True),
    "figures": ("dutdiem.figures.commands:figures", "Số liệu: định nghĩa, nhập, tổng hợp, mức đủ, nguồn.", True),
    "reviews": ("dutdiem.reviews.commands:reviews", "Báo cáo sơ kết, tổng kết.", True),
    "accounts": ("dutdiem.access.commands:accounts", "Tài khoản: nhập từ Excel, danh sách, cấp lại mật khẩu.", True),
    "trail": ("dutdiem.trail.commands:trail", "Nhật ký: kiểm tra rằng không có gì bị sửa lặng lẽ.", True),
    "tidy": ("dutdiem.cli.tidy:tidy", "Dọn các phiên bản kho số liệu mà không báo cáo nào dùng.", True),
    "doctor": ("dutdiem.cli.doctor:doctor", "Kiểm tra bản cài đặt.", False),
}


AFTER = "dutdiem.after"
"""Where the words after the command's name are kept while it is looked up."""

help_in_vietnamese()


class LazyCommands(click.Group):
    """Knows its commands by name; imports one only to run it or to show its own help. Wrong usage is said in Vietnamese."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        with in_vietnamese():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with in_vietnamese():
            return super().invoke(ctx)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        ctx.meta[AFTER] = args[1:]
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        where, _, needs_home = COMMANDS[cmd_name]
        # click looks the command up before it calls `cli`, so the session is made here, from the options already parsed.
        ctx.obj = session(ctx.params.get("home"), ctx.params.get("user"))
        there = not needs_home or _only_help() or begins(cmd_name, ctx.meta.get(AFTER, [])) or ctx.obj.exists()
        if needs_home and there and not _only_help():
            _open(ctx.obj, cmd_name)
        elif needs_home:
            _set_up_without_home()
        module, _, name = where.partition(":")
        found: click.Command = getattr(import_module(module), name)
        return found if there else without_home(found, ctx.obj.home)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Các lệnh"):
            formatter.write_dl([(name, says) for name, (_, says, _) in COMMANDS.items()])


@click.group(cls=LazyCommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--home", metavar="DIR", help="Thư mục dữ liệu; mặc định DUTDIEM_HOME hoặc ./var.")
@click.option("--user", metavar="TÊN", help="Tài khoản thực hiện; mặc định là người dùng của máy.")
@click.version_option(package_name="dutdiem", prog_name="dutdiem")
def cli(home: str | None, user: str | None) -> None:
    """Dứt Điểm: từ câu chữ của nghị quyết đến con số trong báo cáo, từng bước có căn cứ."""


def main() -> NoReturn:
    """Run the command; what a person did wrong is one sentence on standard error and exit code 1."""
    try:
        cli(standalone_mode=True)
    except Exception as error:
        sentence = _sentence(error)
        if sentence is None:
            raise
        click.echo(sentence, err=True)
    sys.exit(1)


def _sentence(error: Exception) -> str | None:
    """The sentence of an error that is meant for people; None for a fault of ours, which keeps its traceback."""
    for module, name in (("kit.errors", "Mistake"), ("authority", "Refused"), ("reading.refusals", "Refusal")):
        loaded = sys.modules.get(f"dutdiem.{module}")
        if loaded and isinstance(error, getattr(loaded, name)):
            return str(getattr(error, "says", error))
    return None


def _open(session: TerminalSession, command: str) -> None:
    new = not session.exists()
    session.open()
    if new and command == "serve":
        click.echo(f"Nơi lưu mới ở {session.home}, chưa có dữ liệu.", err=True)


def _only_help() -> bool:
    return any(word in {"-h", "--help"} for word in sys.argv[1:])


def _set_up_without_home() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dutdiem.site.settings")
    import django

    django.setup()


if __name__ == "__main__":
    main()
