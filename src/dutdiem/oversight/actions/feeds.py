"""Private addresses of calendars: made by an account for a unit it may see, revoked when they are no longer wanted."""

import secrets
from datetime import date
from hashlib import sha256

from dutdiem.access.models import User
from dutdiem.authority import Actor, demand
from dutdiem.kit.errors import Mistake
from dutdiem.oversight.models import CalendarFeed
from dutdiem.trail.actions import entry
from dutdiem.units import queries as units
from dutdiem.units.models import Unit

MOST = 20
"""Feeds in use that one account may have."""


def make_feed(actor: Actor, account: User, unit: Unit) -> tuple[CalendarFeed, str]:
    """The feed and the secret part of its address, which is told this once."""
    demand(actor, "plans.read", units.path_of(unit.code, date.today()), date.today())
    if account.feeds.filter(revoked_on=None).count() >= MOST:
        raise Mistake(f"Đã có {MOST} địa chỉ lịch đang dùng; thu hồi một địa chỉ trước khi tạo thêm.")
    token = secrets.token_urlsafe(32)
    with entry(actor, "oversight.make_feed", account=account.username, unit=unit.code) as writing:
        made = CalendarFeed(account=account, unit=unit, token_sha256=digest_of(token), made_on=date.today())
        return writing.make(made), token


def revoke_feed(actor: Actor, account: User, key: int) -> None:
    """From now on the address answers nobody."""
    feed = account.feeds.filter(pk=key, revoked_on=None).first()
    if feed is None:
        raise Mistake("Địa chỉ lịch này không có hoặc đã thu hồi; tải lại trang.")
    with entry(actor, "oversight.revoke_feed", account=account.username, feed=feed.pk) as writing:
        feed.revoked_on = date.today()
        writing.change(feed)


def digest_of(token: str) -> str:
    """What is kept of an address's secret part."""
    return sha256(token.encode()).hexdigest()
