"""`dutdiem demo`: the whole way once, from a resolution's text to its review, over a sample country."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from dutdiem.authority import operator
from dutdiem.cli.serve import check_free, listen
from dutdiem.cli.session import TerminalSession
from dutdiem.kit.errors import Mistake

MARKER = "demo.json"


@click.command()
@click.option("--no-serve", is_flag=True, help="Chỉ tạo dữ liệu và chạy công việc chính, không mở trang.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ của trang.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Cổng của trang.")
@click.pass_obj
def demo(session: TerminalSession, no_serve: bool, host: str, port: int) -> None:
    """Tạo dữ liệu mẫu cả nước, đi trọn đường từ nghị quyết đến báo cáo, rồi mở trang."""
    if not no_serve:
        check_free(host, port)
    session.open()
    if (session.home / MARKER).exists():
        click.echo(f"Dữ liệu mẫu đã có trong {session.home}; dùng lại, không tạo mới.")
    else:
        _refuse_other_data(session.home)
        make(session.home, click.echo)
    _say_accounts()
    if not no_serve:
        listen(host, port)


def make(home: Path, say: Callable[[str], None]) -> None:
    """Run steps 1 to 7 in this home, saying after each what was made and how long it took."""
    from dutdiem.cli.demo import story

    started, actor = time.monotonic(), operator("dữ liệu mẫu")
    for title, step in story.STEPS:
        with _timed() as seconds:
            said = list(step(actor))
        say(f"{title:<12}{seconds():>7.1f} s   {said[0] if said else ''}")
        for line in said[1:]:
            say(f"{'':<22}{line}")
    say(f"{'Tổng cộng':<12}{time.monotonic() - started:>7.1f} s   dữ liệu ở {home}")
    story.mark(home / MARKER, date.today())


@contextmanager
def _timed() -> Iterator[Callable[[], float]]:
    start, end = time.monotonic(), 0.0
    yield lambda: (end or time.monotonic()) - start
    end = time.monotonic()


def _refuse_other_data(home: Path) -> None:
    """A sample country never mixes with somebody's own data, nor with a demo that was cut short."""
    from dutdiem.units.models import Unit

    if Unit.objects.exists():
        raise Mistake(f"{home}: thư mục đã có dữ liệu khác hoặc lần chạy mẫu trước bị ngắt; chọn thư mục trống bằng --home.")


def _say_accounts() -> None:
    from dutdiem.cli.demo.accounts import ACCOUNTS, PASSWORD

    click.echo("Tài khoản dùng thử (mật khẩu chung: " + PASSWORD + "):")
    for account in ACCOUNTS:
        click.echo(f"  {account.username:<12} {account.post}")
