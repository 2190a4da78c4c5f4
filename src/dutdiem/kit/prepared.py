"""Questions to the database that are put together once: Django takes longer to write a long question than SQLite to answer it.

A question is a function that makes a QuerySet of plain values (`values_list`), for the same arguments always the same one. In its
arguments tokens such as “‹0.1›” stand for what differs from one asking to the next; they are put in when it is asked. The rules
stay where they are, in the QuerySets.
"""

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Question = Callable[..., QuerySet[Any, Any]]
Values = tuple[Any, ...]
TOKEN = re.compile("‹[^›]*›")
_NONE = "SELECT NULL WHERE 1 = 0"


@dataclass(frozen=True, slots=True)
class _Prepared:
    """The text, its values with tokens in some places, and how the columns of an answer are read."""

    text: str
    values: Values
    places: tuple[int, ...]
    converters: tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...] = ()
    width: int = 1


def ask(question: Question, *given: Hashable, put_in: Mapping[str, str]) -> list[Values]:
    """The rows of a question, `put_in` giving the text for each token."""
    known = _prepared(question, given)
    with connection.cursor() as cursor:
        cursor.execute(known.text, _values(known, put_in))
        rows = cursor.fetchall()
    return [_converted(row[: known.width], known) for row in rows]


def plain(found: QuerySet[Any, Any]) -> list[Values]:
    """The rows of a QuerySet of plain values as the database gives them, for tens of thousands of numbers: no model's reading of
    each value."""
    text, values = found.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        rows: list[Values] = cursor.fetchall()
    return rows


def text_of(question: Question, *given: Hashable, put_in: Mapping[str, str]) -> tuple[str, Values]:
    """The text of a question and its values, to be a part of another."""
    known = _prepared(question, given)
    return known.text, _values(known, put_in)


@lru_cache(maxsize=1024)
def _prepared(question: Question, given: tuple[Hashable, ...]) -> _Prepared:
    compiler = question(*given).query.get_compiler(connection=connection)
    try:
        text, values = compiler.as_sql()
    except EmptyResultSet:
        return _Prepared(_NONE, (), ())
    columns = [column for column, *_ in compiler.select[: compiler.col_count]]
    read = tuple((at, tuple(how), column) for at, (how, column) in compiler.get_converters(columns).items())
    places = tuple(at for at, value in enumerate(values) if isinstance(value, str) and TOKEN.search(value))
    return _Prepared(text, tuple(values), places, read, len(columns))


def _values(known: _Prepared, put_in: Mapping[str, str]) -> Values:
    values = list(known.values)
    for at in known.places:
        values[at] = _filled(values[at], put_in)
    return tuple(values)


def _filled(value: str, put_in: Mapping[str, str]) -> str:
    """In a pattern for LIKE, which Django has made one, what is put in stands for itself as well."""
    pattern = "%" in value

    def text(token: re.Match[str]) -> str:
        found = put_in[token[0]]
        return str(connection.ops.prep_for_like_query(found)) if pattern else found

    return TOKEN.sub(text, value)


def _converted(row: Values, known: _Prepared) -> Values:
    if not known.converters:
        return row
    made = list(row)
    for at, how, column in known.converters:
        for convert in how:
            made[at] = convert(made[at], column, connection)
    return tuple(made)
