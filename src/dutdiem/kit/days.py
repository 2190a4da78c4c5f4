"""Days of very many rows: read as they are stored, and each day made once."""

from datetime import date
from typing import Any

from django.db.models import CharField, Func

REMEMBERED = 10_000
"""Days that are kept: those of a quarter of a century."""


class StoredDay(Func):
    """A column of days as the database driver gives it without conversion: on SQLite text, whose conversion in Python takes a tenth
    of the time of reading a long table; on PostgreSQL days. `Days` makes days of either."""

    arity = 1
    template = "%(expressions)s"
    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite's driver converts a plain column by its declared type."""
        return self.as_sql(compiler, connection, template="CAST(%(expressions)s AS TEXT)", **context)


class Days(dict[str | date | None, date | None]):
    """The day that a stored one is, looked up."""

    def __missing__(self, stored: str | date | None) -> date | None:
        found = date.fromisoformat(stored) if isinstance(stored, str) else stored
        if len(self) < REMEMBERED:
            self[stored] = found
        return found
