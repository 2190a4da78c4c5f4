"""Spans of offsets against each other, in one pass over both."""

from typing import TypeVar

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
    if not spans:
        return items
    kept, at = [], 0
    for item in items:
        start: int = item[0] if isinstance(item, tuple) else item.start  # type: ignore[attr-defined]
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        if at == len(spans) or start < spans[at][0]:
            kept.append(item)
    return kept
