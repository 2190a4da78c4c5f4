"""A column that is among the rows of a question, asked so that each database looks it up by its index."""

from typing import Any

from django.db.models import BooleanField, Func, QuerySet, Subquery


class _Rows(Subquery):
    """A question that can have no answer makes what it stands in untrue, and is no empty value."""

    empty_result_set_value = NotImplemented


class Among(Func):
    """Whether a column is among the rows of another question, a QuerySet or RawSQL: `filter(Among("owner", units))`.

    SQLite takes `IN` as it stands. PostgreSQL makes a join of it, guesses how many rows that has, and for a guess that is wrong
    reads the whole table; of an array it takes one row after the other from the index.
    """

    arity, output_field = 2, BooleanField()
    template, arg_joiner = "%(expressions)s", " IN "

    def __init__(self, column: Any, rows: Any, **extra: Any) -> None:
        super().__init__(column, _Rows(rows) if isinstance(rows, QuerySet) else rows, **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """As one of an array."""
        return self.as_sql(compiler, connection, template="%(expressions)s)", arg_joiner=" = ANY(ARRAY", **extra)
