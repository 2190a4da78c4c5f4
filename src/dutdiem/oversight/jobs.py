"""Work in the background: the daily reminding, and mails that wait."""

import logging
from datetime import time, timedelta

from django.utils import timezone
from django_tasks import task

from dutdiem.authority import operator
from dutdiem.kit.jobs import every

FROM = time(7)
"""Nobody is reminded before the office opens."""
PAUSE = timedelta(minutes=30)
"""Between two tries of what could not be recorded or sent."""
_SAYS = logging.getLogger(__name__)


@every(PAUSE)
@task()
def remind_today() -> str:
    """Remind once a day, and go on sending what waits; what was in the way of mails. Several at once, or one that was killed, lose
    nothing and remind nobody twice: what is due is recorded whole or not at all, and a mail is taken before it is sent."""
    from dutdiem.oversight import actions, queries

    now, actor = timezone.localtime(), operator("nhắc việc tự động")
    if now.time() < FROM:
        return ""
    day = now.date()
    mails = actions.send_digests(actor, day) if queries.reminded(day) else actions.remind(actor, day).mails
    if mails.fault:
        _SAYS.warning("%s thư nhắc việc chưa gửi được: %s", mails.unsent, mails.fault)
    return mails.fault
