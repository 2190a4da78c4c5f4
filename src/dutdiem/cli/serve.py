"""`dutdiem serve`: the web application, served by waitress."""

import errno
import os
import socket
import threading
import time
from typing import Any

import click

from dutdiem.cli.several import Others, check_possible, end_with_the_first, listening
from dutdiem.cli.work import beside_the_server
from dutdiem.kit.errors import Mistake


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ lắng nghe.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Cổng.")
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1, 64), help="Số luồng xử lý của mỗi tiến trình.")
@click.option(
    "--processes", default=1, show_default=True, type=click.IntRange(1, 64), help="Số tiến trình, ví dụ bằng số nhân máy."
)
@click.option("--no-worker", is_flag=True, help="Không xử lý việc nền ở đây; chạy “dutdiem work” riêng.")
@click.option("--listening", type=int, hidden=True, help="Socket nhận từ tiến trình đầu.")
def serve(host: str, port: int, threads: int, processes: int, no_worker: bool, listening: int | None) -> None:
    """Mở ứng dụng web; dừng bằng Ctrl+C."""
    if listening is None:
        listen(host, port, threads, processes, worker=not no_worker)
    else:
        join(host, threads, listening)


def listen(host: str, port: int, threads: int = 4, processes: int = 1, *, worker: bool = True) -> None:
    """Serve until stopped, with a worker for jobs beside. Mistake where the address is taken or cannot be used."""
    check_possible(processes)
    check_free(host, port)
    _allow(host)
    _begin_first(worker=worker)
    click.echo(f"Dứt Điểm đang chạy tại http://{host}:{port} (dừng: Ctrl+C)")
    if processes == 1:
        _run(threads, host=host, port=port)
    else:
        _run_several(host, port, threads, processes)


def join(host: str, threads: int, number: int) -> None:
    """Serve beside the first process, on its socket with this number, until that ends."""
    end_with_the_first()
    _share_cache()
    threading.Thread(target=_make_ready, name="ready", daemon=True).start()
    _allow(host)
    _run(threads, sockets=[socket.socket(fileno=number)])


def _run_several(host: str, port: int, threads: int, processes: int) -> None:
    _share_cache()
    with listening(host, port) as shared:
        others = Others(processes - 1, shared, ["--host", host, "--port", str(port), "--threads", str(threads)])
        try:
            _run(threads, sockets=[shared])
        finally:
            others.end()


def _run(threads: int, **where: Any) -> None:
    from django.core.wsgi import get_wsgi_application
    from waitress import serve as run

    run(get_wsgi_application(), threads=threads, ident=None, clear_untrusted_proxy_headers=True, **where)


def _begin_first(*, worker: bool) -> None:
    """What one process alone does besides answering."""
    threading.Thread(target=_make_ready, name="ready", daemon=True).start()
    threading.Thread(target=_keep_sizes, name="sizes", daemon=True).start()
    if worker:
        beside_the_server()


def _share_cache() -> None:
    """What sign-in remembers (failed attempts, codes that were used) holds in all processes: it lies in the home."""
    from django.conf import settings

    backend = "django.core.cache.backends.filebased.FileBasedCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": settings.HOME / "cache"}}


def _make_ready() -> None:
    """Before anybody asks: the first page of the day, and the first correction, should not wait for it."""
    from django.db import connection

    from dutdiem.figures.actions import make_ready

    try:
        make_ready()
    finally:
        connection.close()


def _keep_sizes() -> None:
    from dutdiem.kit.databases import ANALYSE_EVERY, know_sizes

    while True:
        know_sizes()
        time.sleep(ANALYSE_EVERY)


def check_free(host: str, port: int) -> None:
    """Mistake, with the way out, where nobody could listen here."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Mistake(_why(error, host, port)) from None


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Cổng {port} tại {host} đang được chương trình khác dùng; chọn cổng khác bằng --port, ví dụ --port {port + 1}."
    if error.errno == errno.EACCES:
        return f"Không có quyền mở cổng {port}; chọn cổng từ 1024 trở lên bằng --port."
    return f"Không mở được {host}:{port} ({error.strerror}); kiểm tra --host và --port."


def _allow(host: str) -> None:
    """Requests to the address that is listened on are ours, whatever DUTDIEM_HOSTS says."""
    from django.conf import settings

    if os.environ.get("DUTDIEM_HOSTS") or host in settings.ALLOWED_HOSTS:
        return
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "*" if host in {"0.0.0.0", "::"} else host]  # noqa: S104
