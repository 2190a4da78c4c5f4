"""Reminding by itself: a job that a worker takes, every half hour."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from dutdiem.kit import jobs as kit
from dutdiem.oversight import actions, jobs
from dutdiem.oversight.models import Digest, Notice
from dutdiem.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch, account, work):
    """A ward's task that was due on a Friday; `clock(day, hour)` says what time it is in September 2025."""
    account("lam", "C3", "reporter")
    work("Rà soát địa bàn", "C3", deadline=datetime(2025, 9, 5).date())

    def set_to(day, hour):
        moment = datetime(2025, 9, day, hour, tzinfo=timezone.get_current_timezone())
        monkeypatch.setattr(jobs.timezone, "localtime", lambda *_: moment)
        monkeypatch.setattr(jobs.timezone, "now", lambda: moment)

    return set_to


def test_it_comes_up_by_itself_every_half_hour():
    assert kit.repeated[jobs.remind_today] == timedelta(minutes=30)


def test_nobody_is_reminded_before_the_office_opens(clock):
    clock(8, 6)
    assert jobs.remind_today.call() == ""
    assert not Notice.objects.exists()


def test_it_records_once_a_day_and_goes_on_sending_what_waits(clock, monkeypatch):
    clock(8, 7)
    with monkeypatch.context() as broken:
        broken.setattr("dutdiem.oversight.actions.sending.get_connection", lambda: Unreachable())
        assert "không tới được" in jobs.remind_today.call()
    assert (Notice.objects.count(), len(mail.outbox)) == (1, 0)
    assert jobs.remind_today.call() == ""
    assert len(mail.outbox) == 1
    assert Entry.objects.filter(verb="oversight.remind").count() == 1, "the trail has one run a day"
    clock(9, 8)
    jobs.remind_today.call()
    assert Entry.objects.filter(verb="oversight.remind").count() == 2


def test_a_run_by_hand_on_the_same_day_is_enough(clock, tree):
    clock(8, 9)
    actions.remind(tree, datetime(2025, 9, 8).date())
    jobs.remind_today.call()
    assert Entry.objects.filter(verb="oversight.remind").count() == 1
    assert Digest.objects.exclude(sent_at=None).count() == len(mail.outbox) == 1


class Unreachable:
    """A mail server that is not there."""

    def open(self):
        raise OSError("không tới được máy chủ thư")

    def close(self):
        pass
