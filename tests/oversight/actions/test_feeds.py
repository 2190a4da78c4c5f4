"""Private addresses of calendars: told once, narrow, revocable."""

from datetime import date, timedelta

import pytest

from dutdiem.access.queries import actor_for
from dutdiem.authority import Refused
from dutdiem.kit.errors import Mistake
from dutdiem.oversight import actions, queries
from dutdiem.oversight.actions.feeds import MOST, digest_of
from dutdiem.oversight.models import CalendarFeed
from dutdiem.plans.models import Coordination
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
TODAY = date.today()


def unit(code):
    return Unit.objects.get(code=code)


@pytest.fixture
def reporter(account):
    return account("lam", "T31A", "reporter")


def test_the_database_does_not_hold_the_address(reporter):
    feed, token = actions.make_feed(actor_for(reporter, TODAY), reporter, unit("T31A"))
    assert token not in str(CalendarFeed.objects.values().get())
    assert queries.feed_by(digest_of(token)) == feed


def test_a_feed_is_made_only_for_a_unit_within_reach(reporter):
    with pytest.raises(Refused):
        actions.make_feed(actor_for(reporter, TODAY), reporter, unit("T01"))


def test_it_shows_what_the_unit_leads_or_helps_with_and_nothing_else(reporter, work, account):
    soon = TODAY + timedelta(days=5)
    mine, helped = work("Chủ trì", "T31A", deadline=soon), work("Phối hợp", "T01", deadline=soon)
    Coordination.objects.create(task=helped, unit=unit("T31A"))
    work("Của phường", "C3", deadline=soon)
    work("Của Hà Nội", "T01", deadline=soon)
    work("Đã xong", "T31A", deadline=soon, state="done")
    work("Không hạn", "T31A")
    feed, _token = actions.make_feed(actor_for(reporter, TODAY), reporter, unit("T31A"))
    assert [task.title for task in queries.deadlines(feed, TODAY)] == [mine.title, helped.title]
    reporter.grants.all().delete()
    assert list(queries.deadlines(feed, TODAY)) == [], "a role that is gone takes the calendar with it"


def test_a_revoked_feed_and_a_closed_account_answer_nobody(reporter):
    actor = actor_for(reporter, TODAY)
    feed, token = actions.make_feed(actor, reporter, unit("T31A"))
    _other, second = actions.make_feed(actor, reporter, unit("C3"))
    actions.revoke_feed(actor, reporter, feed.pk)
    assert queries.feed_by(digest_of(token)) is None
    with pytest.raises(Mistake, match="đã thu hồi"):
        actions.revoke_feed(actor, reporter, feed.pk)
    reporter.is_active = False
    reporter.save()
    assert queries.feed_by(digest_of(second)) is None


def test_a_foreign_feed_is_not_revoked(reporter, account):
    feed, _token = actions.make_feed(actor_for(reporter, TODAY), reporter, unit("T31A"))
    other = account("khac", "T31A", "reporter")
    with pytest.raises(Mistake):
        actions.revoke_feed(actor_for(other, TODAY), other, feed.pk)


def test_there_is_an_end_to_how_many_an_account_may_have(reporter):
    actor = actor_for(reporter, TODAY)
    for _number in range(MOST):
        actions.make_feed(actor, reporter, unit("T31A"))
    with pytest.raises(Mistake, match="thu hồi một địa chỉ"):
        actions.make_feed(actor, reporter, unit("T31A"))
