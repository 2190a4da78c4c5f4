"""Work in the background: jobs wait in the database, workers take them from there; some come up every day by themselves.

A stage declares its jobs in its `jobs.py` (`@task()` of django_tasks), and asks for one with `ask`.
"""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import close_old_connections, connection, transaction
from django.db.models import Max
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks.base import Task
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)
LOOK = 0.5
"""Seconds between two looks for jobs that another process asked for: one cheap read."""
KEPT = timedelta(days=7)
daily: list[Task[..., Any]] = []
repeated: dict[Task[..., Any], timedelta] = {}
"""What comes up by itself: once a day, or again so long after it last did."""
_asked_here = threading.Event()


def ask(job: Task[..., Any], *args: Any) -> None:
    """Have a job done once what the caller does is committed; the same job with the same arguments waits only once."""
    transaction.on_commit(lambda: _ask(job, args))


def every_day(job: Task[..., Any]) -> Task[..., Any]:
    """Decorate a job that is to come up once a day, without arguments, as long as a worker runs."""
    daily.append(job)
    return job


def every(span: timedelta) -> Callable[[Task[..., Any]], Task[..., Any]]:
    """Decorate a job that is to come up again so long after it last did, without arguments, as long as a worker runs.

    One that a killed worker left half-done does not hold the next up; one that still waits does.
    """

    def known(job: Task[..., Any]) -> Task[..., Any]:
        repeated[job] = span
        return job

    return known


def _ask(job: Task[..., Any], args: tuple[Any, ...]) -> None:
    waiting = DBTaskResult.objects.ready().filter(task_path=job.module_path)
    if not any(one.args_kwargs["args"] == list(args) for one in waiting):
        job.enqueue(*args)
        _asked_here.set()


def work(stop: threading.Event, name: str) -> None:
    """Take jobs until told to stop: at once what was asked for in this process, after a moment what came from another."""
    while not stop.is_set():
        _asked_here.clear()
        if not look(name):
            stop.wait(10 * LOOK)
        _asked_here.wait(LOOK)
    connection.close()


def look(name: str) -> bool:
    """Take the jobs that wait, once. A job that fails is logged and kept as failed; False where the looking itself failed."""
    try:
        _ask_for_what_is_due()
        if DBTaskResult.objects.ready().exists():
            _worker(name).run()
    except Exception:
        logger.exception("worker")
        return False
    finally:
        close_old_connections()
    return True


def _worker(name: str) -> Worker:
    return Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )


def _ask_for_what_is_due() -> None:
    """What comes up by itself and has not come up since its time: one read where nothing is due."""
    now = timezone.now()
    since = {job: timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) for job in daily}
    since |= {job: now - span for job, span in repeated.items()}
    if not since:
        return
    asked = DBTaskResult.objects.filter(task_path__in=[job.module_path for job in since], enqueued_at__gt=min(since.values()))
    last = dict(asked.order_by().values_list("task_path").annotate(last=Max("enqueued_at")))
    for job, moment in since.items():
        if job.module_path not in last or last[job.module_path] < moment:
            _ask(job, ())


@every_day
@task()
def forget_old_jobs() -> int:
    """Delete what was done a week ago, and what a worker left half-done when it was killed; the number deleted."""
    ended = DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT)
    lost = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=timezone.now() - KEPT)
    return ended.delete()[0] + lost.delete()[0]
