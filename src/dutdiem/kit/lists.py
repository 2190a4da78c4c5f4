"""Related records as a list in one column, so that a record is read with its parts in one question."""

from typing import Any

from django.db.models import JSONField, QuerySet, Subquery
from django.db.models.functions import JSONObject


class ListOf(Subquery):
    """The rows of a question as a list of objects, in their order; empty where there are none. Days come as 2026-05-31."""

    output_field = JSONField()

    def __init__(self, found: QuerySet[Any, Any], **columns: Any) -> None:
        super().__init__(found.values(one=JSONObject(**columns)))

    def as_sqlite(self, compiler: Any, connection: Any) -> Any:
        """SQLite takes a text for JSON only where it is told to."""
        listed = "(SELECT JSON_GROUP_ARRAY(JSON(rows_.one)) FROM (%(subquery)s) rows_)"
        return self.as_sql(compiler, connection, template=listed)

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        """PostgreSQL has no empty list of no rows."""
        listed = "(SELECT COALESCE(JSONB_AGG(rows_.one), '[]'::jsonb) FROM (%(subquery)s) rows_)"
        return self.as_sql(compiler, connection, template=listed)
