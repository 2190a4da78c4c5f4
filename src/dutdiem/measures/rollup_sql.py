"""The SQL of a roll-up: one text, run by DuckDB and, through sqlglot, by Spark.

figures   unit, element, period, ends, value, status, submission: the mart's files
closure   structure, source, since, until, gone, unit, share, own: where each source's figures belong
wanted    structure, unit: the units asked for
spans     structure, element, alone, requested, closes, stored, mode: which stored periods make up a requested one, and
          the last day of that

Everything adds up in DECIMAL; no division is in the SQL, since DECIMAL / DECIMAL is a DOUBLE. `mode` says how a requested
period is made of stored ones: `added` in SQL; `latest`, each unit's last figure, while the unit is the same to the end of
the requested period; `stepped`, given back per stored period for Python to combine.
"""

from collections.abc import Collection

MODES = ("added", "latest", "stepped")

_AGGREGATES = {
    "total": "SUM(CAST(CAST(value AS DECIMAL(24, 6)) * share AS DECIMAL(38, 15))) AS total",
    "weight": "SUM(share) AS weight",
    "low": "MIN(value) AS low",
    "high": "MAX(value) AS high",
    "newest": "MAX_BY(value, submission) AS newest",
}
_AGAIN = {
    "total": "SUM(t.total) AS total",
    "weight": "SUM(t.weight) AS weight",
    "low": "MIN(t.low) AS low",
    "high": "MAX(t.high) AS high",
    "newest": "MAX(t.newest) AS newest",
}
COLUMNS = tuple(_AGGREGATES)


def rollup_sql(columns: Collection[str], modes: Collection[str], *, approved: bool = False, own: bool = False) -> str:
    """The text over figures and closure, for the `columns` needed of `COLUMNS` and the modes among the spans.

    It gives structure, requested, unit, element, those columns and `reported`, the number of figures. `approved` takes
    approved and locked figures alone. `own` where an element is not added over units.
    """
    first = ", ".join(text for name, text in _AGGREGATES.items() if name in columns)
    status = "AND f.status <> 'submitted'" if approved else ""
    mine = "AND (NOT a.alone OR (p.own AND p.share = 1))" if own else ""
    latest = _LATEST.format(first=first, status=status, mine=mine) if "latest" in modes else ""
    return _HEAD.format(first=first, status=status, mine=mine, latest=latest) + _branches(columns, modes)


def _branches(columns: Collection[str], modes: Collection[str]) -> str:
    again = ", ".join(text for name, text in _AGAIN.items() if name in columns)
    names = ", ".join(f"t.{name}" for name in COLUMNS if name in columns)
    return " UNION ALL ".join(_BRANCHES[mode].format(again=again, names=names) for mode in MODES if mode in modes)


_HEAD = """
WITH placed AS (
    SELECT c.structure, c.source, c.since, c.until, c.gone, c.unit, c.share, c.own
    FROM closure AS c JOIN wanted AS w ON w.structure = c.structure AND w.unit = c.unit
), asked AS (
    SELECT DISTINCT structure, element, alone, stored FROM spans WHERE mode <> 'latest'
), stored_parts AS (
    SELECT p.structure, p.unit, f.element, f.period AS stored, {first}, COUNT(*) AS reported
    FROM figures AS f
    JOIN asked AS a ON a.element = f.element AND a.stored = f.period
    JOIN placed AS p ON p.structure = a.structure AND p.source = f.unit AND p.since <= f.ends AND f.ends < p.until
    WHERE TRUE {status} {mine}
    GROUP BY p.structure, p.unit, f.element, f.period
){latest}
"""

_LATEST = """, candidates AS (
    SELECT a.structure, a.requested, a.element, f.unit AS source, f.value, f.submission, p.unit, p.share,
        ROW_NUMBER() OVER (PARTITION BY a.structure, a.requested, a.element, f.unit, p.unit ORDER BY f.ends DESC) AS place
    FROM figures AS f
    JOIN spans AS a ON a.element = f.element AND a.stored = f.period
    JOIN placed AS p ON p.structure = a.structure AND p.source = f.unit AND p.since <= f.ends
        AND a.closes < p.until AND a.closes < p.gone
    WHERE a.mode = 'latest' {status} {mine}
), latest_parts AS (
    SELECT structure, requested, unit, element, {first}, COUNT(*) AS reported
    FROM candidates WHERE place = 1 GROUP BY structure, requested, unit, element
)"""

_BRANCHES = {
    "added": """SELECT s.structure, s.requested, t.unit, t.element, {again}, SUM(t.reported) AS reported
FROM stored_parts AS t
JOIN spans AS s ON s.structure = t.structure AND s.element = t.element AND s.stored = t.stored
WHERE s.mode = 'added' GROUP BY s.structure, s.requested, t.unit, t.element
""",
    "latest": """SELECT t.structure, t.requested, t.unit, t.element, {names}, t.reported FROM latest_parts AS t
""",
    "stepped": """SELECT s.structure, s.requested, t.unit, t.element, {names}, t.reported
FROM stored_parts AS t
JOIN spans AS s ON s.structure = t.structure AND s.element = t.element AND s.stored = t.stored
WHERE s.mode = 'stepped'
""",
}

_SOURCES = """
WITH placed AS (
    SELECT c.structure, c.source, c.since, c.until, c.gone, c.share, c.own
    FROM closure AS c JOIN wanted AS w ON w.structure = c.structure AND w.unit = c.unit
), found AS (
    SELECT f.element, f.period, f.ends, f.unit AS source, p.share, f.value, f.status, f.submission
    FROM figures AS f
    JOIN spans AS a ON a.element = f.element AND a.stored = f.period
    JOIN placed AS p ON p.structure = a.structure AND p.source = f.unit AND p.since <= f.ends AND f.ends < p.until
    WHERE (NOT a.alone OR (p.own AND p.share = 1)) {status} {still}
){last}
SELECT element, period, source, share, value, status, submission FROM {chosen} ORDER BY element, period, source
"""

_LAST = """, last_found AS (
    SELECT * FROM (
        SELECT *, ROW_NUMBER() OVER (PARTITION BY element, source ORDER BY ends DESC) AS place FROM found
    ) AS numbered WHERE place = 1
)"""


def sources_sql(mode: str, *, approved: bool = False) -> str:
    """The figures, one by one, that one unit's value of one requested period is made of, for elements of one mode."""
    latest = mode == "latest"
    return _SOURCES.format(
        status="AND f.status <> 'submitted'" if approved else "",
        still="AND a.closes < p.until AND a.closes < p.gone" if latest else "",
        last=_LAST if latest else "",
        chosen="last_found" if latest else "found",
    )
