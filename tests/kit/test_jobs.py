"""Work in the background: asked for once, done by a worker, failures told and survived."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from dutdiem.kit import jobs

pytestmark = pytest.mark.django_db(transaction=True)
done: list[str] = []


@task()
def note(word: str) -> None:
    """Note that it was done."""
    done.append(word)


@task()
def break_down() -> None:
    """Fail."""
    raise ValueError("hỏng")


@pytest.fixture(autouse=True)
def nothing_daily(monkeypatch):
    done.clear()
    monkeypatch.setattr(jobs, "daily", [])
    monkeypatch.setattr(jobs, "repeated", {})


def work_off() -> None:
    """One look of a worker, in this thread."""
    assert jobs.look("thử")


def states() -> list[str]:
    return list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True))


def test_a_job_is_done_once_what_asked_for_it_is_committed():
    with transaction.atomic():
        jobs.ask(note, "a")
        assert states() == []
    work_off()
    assert (done, states()) == (["a"], ["SUCCESSFUL"])


def test_what_is_taken_back_asks_for_nothing():
    with pytest.raises(ValueError), transaction.atomic():
        jobs.ask(note, "a")
        raise ValueError
    assert states() == []


def test_the_same_job_waits_only_once():
    for word in ("a", "a", "b"):
        jobs.ask(note, word)
    work_off()
    assert sorted(done) == ["a", "b"]
    jobs.ask(note, "a")
    work_off()
    assert sorted(done) == ["a", "a", "b"]


def test_a_job_that_fails_is_kept_as_failed_and_the_next_is_done(caplog):
    jobs.ask(break_down)
    jobs.ask(note, "a")
    work_off()
    assert (done, sorted(states())) == (["a"], ["FAILED", "SUCCESSFUL"])
    assert "hỏng" in DBTaskResult.objects.get(status="FAILED").traceback


def test_what_comes_up_every_day_comes_up_once_a_day(monkeypatch):
    monkeypatch.setattr(jobs, "daily", [jobs.forget_old_jobs])
    work_off()
    work_off()
    assert states() == ["SUCCESSFUL"]


@task()
def tick() -> None:
    """Note that it came up."""
    done.append("tick")


def test_what_repeats_comes_up_again_after_its_span_even_if_a_worker_was_killed_over_it(monkeypatch):
    monkeypatch.setattr(jobs, "repeated", {tick: timedelta(minutes=30)})
    work_off()
    work_off()
    assert done == ["tick"]
    DBTaskResult.objects.update(status="RUNNING", enqueued_at=timezone.now() - timedelta(minutes=31))
    work_off()
    assert done == ["tick", "tick"]


def test_what_repeats_and_still_waits_is_not_asked_for_again(monkeypatch):
    monkeypatch.setattr(jobs, "repeated", {tick: timedelta(minutes=30)})
    tick.enqueue()
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=3))
    jobs._ask_for_what_is_due()
    assert states() == ["READY"]


def test_old_jobs_are_forgotten():
    jobs.ask(note, "a")
    work_off()
    DBTaskResult.objects.update(finished_at=DBTaskResult.objects.get().finished_at - 2 * jobs.KEPT)
    assert jobs.forget_old_jobs.call() == 1
    assert states() == []


@contextmanager
def running() -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=jobs.work, args=(stop, "luồng"))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(30)
        assert not thread.is_alive()


def wait_for_one() -> None:
    until = time.monotonic() + 20
    while not done and time.monotonic() < until:
        time.sleep(0.05)


def test_a_worker_beside_takes_up_what_comes_within_seconds(settings):
    from django.db import connection

    if connection.vendor == "sqlite" and "memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("SQLite trong bộ nhớ không chia được giữa các luồng; chạy trên tệp hoặc PostgreSQL.")
    with running():
        jobs.ask(note, "a")
        wait_for_one()
    assert done == ["a"]


def test_a_worker_of_the_same_process_is_woken(settings, monkeypatch):
    from django.db import connection

    if connection.vendor == "sqlite" and "memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("SQLite trong bộ nhớ không chia được giữa các luồng; chạy trên tệp hoặc PostgreSQL.")
    monkeypatch.setattr(jobs, "LOOK", 600)
    with running():
        time.sleep(0.5)
        jobs.ask(note, "a")
        wait_for_one()
        monkeypatch.setattr(jobs, "LOOK", 0.1)
        jobs.ask(note, "b")
    assert done[:1] == ["a"]
