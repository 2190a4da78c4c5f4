"""`dutdiem work`: a worker for jobs in the background, besides the one that `serve` runs."""

import os
import signal
import socket
import threading
from types import FrameType

import click


@click.command()
def work() -> None:
    """Chạy một tiến trình xử lý việc nền; dừng bằng Ctrl+C."""
    from dutdiem.kit import jobs

    stop = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)
    click.echo("Đang chờ việc nền (dừng: Ctrl+C)")
    jobs.work(stop, f"{socket.gethostname()[:40]}-{os.getpid()}")


def beside_the_server() -> None:
    """A worker in a thread of this process, as long as the process lives."""
    from dutdiem.kit import jobs

    threading.Thread(target=jobs.work, args=(threading.Event(), f"serve-{os.getpid()}"), name="worker", daemon=True).start()
