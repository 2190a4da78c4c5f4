"""Spans of offsets against each other, in order."""

from bisect import bisect_left
from collections.abc import Callable
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

_Item = TypeVar("_Item")


def merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, overlapping and nested ones as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            if end > found[-1][1]:
                found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def outside(items: list[_Item], spans: list[tuple[int, int]]) -> list[_Item]:
    """The items, in order of start, that begin outside all spans (sorted, disjoint). Items are placed, or tuples from start."""
    if not spans or not items:
        return items
    start_of: Callable[[Any], int] = itemgetter(0) if isinstance(items[0], tuple) else attrgetter("start")
    kept: list[_Item] = []
    at = 0
    for start, end in spans:
        inside = bisect_left(items, start, at, key=start_of)
        kept += items[at:inside]
        at = bisect_left(items, end, inside, key=start_of)
    return kept + items[at:]
