"""Which database: SQLite in the home, or PostgreSQL by DATABASE_URL."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# WAL lets readers go on while one writes; FULL keeps every acknowledged commit through a power cut; IMMEDIATE makes writers
# queue instead of failing half-way (the measurements stand in docs/decisions.md).
SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY;"


CACHE_ONCE = 2_000
"""Kibibytes of SQLite's page cache for a reading that goes through a whole table once."""


def read_once() -> None:
    """Let this thread's connection, until it is closed, keep few pages: a file of a whole table is written as quickly, and would
    fill 64 MB with pages that nobody asks for again, whose memory the process keeps for each thread (`bench/web/README.md`)."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size=-{CACHE_ONCE}")


ANALYSE_EVERY = 3600
"""Seconds; a database that grows by the day does not become another one within the hour."""


def know_sizes() -> None:
    """Let SQLite count what its indexes hold, so that it asks the right one first (the list of a commune: 28 ms without,
    13 ms with). PostgreSQL does this by itself."""
    from django.db import OperationalError, connection

    if connection.vendor != "sqlite":
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=1000")
            cursor.execute("ANALYZE")
    except OperationalError:
        pass  # somebody writes for long; the next time will do
    finally:
        connection.close()


def database(url: str | None, file: Path) -> dict[str, Any]:
    """Django's DATABASES entry for a URL such as postgresql://user:pass@host:port/name?option=value, or for SQLite."""
    if not url:
        options: dict[str, Any] = {"init_command": SQLITE_PRAGMAS, "transaction_mode": "IMMEDIATE", "timeout": 20}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": options}
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"DATABASE_URL: không hỗ trợ “{parts.scheme}”; dùng postgresql://… hoặc bỏ trống để dùng SQLite.")
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
