"""One transaction of a kind at a time: on SQLite every writing one is alone anyway, on PostgreSQL a lock is taken."""

from django.db import connection


def alone(number: int) -> None:
    """Wait, inside a transaction, until no other transaction that asked with this number is under way."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
