"""Keeping the mart up while the pages are served: renewed within a second of a change, in batches, when told and not by asking."""

import logging
import threading
import time

from django.db import connection

from dutdiem.authority import operator
from dutdiem.collection import changes
from dutdiem.figures.actions import refresh_mart

GATHERED = 0.15
"""Seconds in which further changes join the batch that a first one begins."""

_log = logging.getLogger(__name__)


def keep_up() -> threading.Thread:
    """Start the thread that brings changes in; it ends with the process. What changed before it began is brought in first."""
    thread = threading.Thread(target=work, name="mart", daemon=True)
    changes.happened.set()
    thread.start()
    return thread


def work() -> None:
    """Wait for changes and bring them in, without end."""
    while True:
        changes.happened.wait()
        time.sleep(GATHERED)
        changes.happened.clear()
        bring_in()


def bring_in() -> None:
    """One batch. A failure is logged: the change is still counted, and the next batch or a command brings it in."""
    try:
        refresh_mart(operator("kho số liệu"))
    except Exception:
        _log.exception("Không đưa được số liệu mới vào kho.")
    finally:
        connection.close()
