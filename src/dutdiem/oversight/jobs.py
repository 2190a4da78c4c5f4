"""Work in the background: the daily reminding, while the application runs."""

import logging
from datetime import date, time
from threading import Event

from django.db import close_old_connections
from django.utils import timezone

from dutdiem.authority import operator
from dutdiem.oversight.actions import remind, send_digests

FROM = time(7)
"""Nobody is reminded before the office opens."""
PAUSE = 30 * 60
"""Seconds between two looks at the clock, and between two tries of mails that could not be sent."""
_SAYS = logging.getLogger(__name__)


def keep_reminding(stop: Event) -> None:
    """Remind once a working day, and go on sending what waits, until told to stop. Several of these at once do no harm."""
    done: date | None = None
    while not stop.wait(PAUSE if done else 60):
        done = remind_today(done)


def remind_today(done: date | None) -> date | None:
    """The day for which everybody has been reminded; a failure is logged and tried again."""
    now, actor = timezone.localtime(), operator("nhắc việc tự động")
    try:
        if now.time() >= FROM:
            mails = remind(actor, now.date()).mails if done != now.date() else send_digests(actor, now.date())
            done = now.date()
            if mails.fault:
                _SAYS.warning("%s thư nhắc việc chưa gửi được: %s", mails.unsent, mails.fault)
    except Exception:
        _SAYS.exception("Nhắc việc chưa chạy được; sẽ thử lại sau %s phút.", PAUSE // 60)
    finally:
        close_old_connections()
    return done
