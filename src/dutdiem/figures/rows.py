"""Submissions as rows of the mart: read with a plain cursor, their JSON documents taken apart by DuckDB."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import duckdb
import pyarrow as pa
from django.db import connection

from dutdiem.calendar.cutoffs import find_cutoff
from dutdiem.calendar.periods import parse_period
from dutdiem.catalogue.models import ReportForm
from dutdiem.collection.models import Submission
from dutdiem.collection.rules import REPORTED
from dutdiem.measures.mart import SCHEMA
from dutdiem.units.models import Unit

CHUNK, MANY = 10_000, 500

_TAKE_APART = """
CREATE TEMP TABLE taken AS SELECT unit, pair.key AS element, period, month, pair.value AS text, status, submission, calendar
FROM (
    SELECT unit, period, month, status, submission, calendar,
        unnest(map_entries(CAST(CAST(content AS JSON) AS MAP(VARCHAR, VARCHAR)))) AS pair
    FROM incoming
)
WHERE pair.value <> ''
"""
# The values stay text from the database to the cast, so that no figure is ever a binary float. Text to a decimal of 18
# digits is a hundred times as fast as to one of 24, which only the few values that are too large for it take; this holds
# only over a plain column, which is why the text is put into a table first.
_EXACT = """
SELECT t.unit, t.element, t.period, p.ends, t.month,
    COALESCE(CAST(TRY_CAST(t.text AS DECIMAL(18, 6)) AS DECIMAL(24, 6)), CAST(t.text AS DECIMAL(24, 6))) AS value,
    t.status, t.submission
FROM taken AS t JOIN ends AS p ON p.period = t.period AND p.calendar = t.calendar
"""
_COLUMNS = ("unit", "period", "month", "status", "submission", "calendar", "content")


def figures_of(month: str) -> pa.Table:
    """Every reported figure of the periods that end in a month, in the columns of the mart."""
    return _table("s.month = %s", [month])


def figures_of_submissions(keys: Sequence[int]) -> pa.Table:
    """The figures of some submissions."""
    batches = (keys[start : start + MANY] for start in range(0, len(keys), MANY))
    parts = [_table(f"s.id IN ({', '.join(['%s'] * len(batch))})", batch) for batch in batches]
    return pa.concat_tables(parts) if parts else SCHEMA.empty_table()


def reported(month: str) -> dict[int, str]:
    """The submissions whose figures count for a month, each with its status. What a submission holds never changes."""
    found = Submission.objects.filter(month=month, latest=True, status__in=REPORTED)
    return dict(found.values_list("pk", "status"))


def _table(condition: str, values: Sequence[Any]) -> pa.Table:
    parts = [_taken_apart(rows) for rows in _submissions(condition, values)]
    return pa.concat_tables(parts) if parts else SCHEMA.empty_table()


def _submissions(condition: str, values: Sequence[Any]) -> Iterator[list[tuple[Any, ...]]]:
    """The latest revisions that count, in chunks; the values as the text of their JSON document."""
    quote = connection.ops.quote_name
    content = f"s.{quote('values')}" + ("::text" if connection.vendor == "postgresql" else "")
    text = (
        f"SELECT u.code, s.period, s.month, s.status, s.id, f.calendar, {content} "  # noqa: S608
        f"FROM {quote(Submission._meta.db_table)} s JOIN {quote(Unit._meta.db_table)} u ON u.id = s.unit_id "
        f"JOIN {quote(ReportForm._meta.db_table)} f ON f.id = s.form_id "
        f"WHERE s.latest AND {condition} AND s.status IN ({', '.join(['%s'] * len(REPORTED))})"
    )
    with connection.cursor() as cursor:
        cursor.execute(text, [*values, *REPORTED])
        while rows := cursor.fetchmany(CHUNK):
            yield rows


def _taken_apart(rows: Iterable[tuple[Any, ...]]) -> pa.Table:
    columns = dict(zip(_COLUMNS, map(list, zip(*rows, strict=True)), strict=True))
    kinds = sorted(set(zip(columns["period"], columns["calendar"], strict=True)))
    ends = [parse_period(code, find_cutoff(calendar)).end for code, calendar in kinds]
    periods, calendars = zip(*kinds, strict=True)
    with duckdb.connect() as database:
        database.register("incoming", pa.table(columns))
        database.register("ends", pa.table({"period": list(periods), "calendar": list(calendars), "ends": ends}))
        database.execute(_TAKE_APART)
        return database.execute(_EXACT).to_arrow_table().cast(SCHEMA)
