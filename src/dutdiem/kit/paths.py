"""What lies below a path of codes joined by "/": asked so that an index on the path serves."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q


def below(path: str, column: str = "path") -> Q:
    """The records whose path goes on after this one.

    SQLite does not use an index for Django's LIKE; between “a/” and “a0”, the character after the slash, lies the same. PostgreSQL,
    whose order of characters may be a language's, has an index for LIKE.
    """
    if connection.vendor == "sqlite":
        return Q(**{f"{column}__gte": f"{path}/", f"{column}__lt": f"{path}0"})
    return Q(**{f"{column}__startswith": f"{path}/"})


def within(paths: Iterable[str], column: str = "path") -> Q:
    """The records at one of these paths or below one; none where there are no paths."""
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(**{column: path}) | below(path, column)
    return found
