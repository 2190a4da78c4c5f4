"""How far a task is, in whole per cent: what was handed in, what its lead states, or what its parts add up to."""

from collections.abc import Iterable

HANDED_IN = ("waiting", "done")


def effective(state: str, stated: int | None, parts: Iterable[tuple[int, int]]) -> int:
    """The percent of a task in that state, with the percent that its lead stated and (weight, percent) of its parts."""
    if state in HANDED_IN:
        return 100
    return stated if stated is not None else weighted(parts)


def weighted(parts: Iterable[tuple[int, int]]) -> int:
    """The mean of (weight, percent), half up; 100 only where every part is at 100, 0 where there is none."""
    known = list(parts)
    total = sum(weight for weight, _ in known)
    if not total:
        return 0
    added = sum(weight * percent for weight, percent in known)
    mean = (2 * added + total) // (2 * total)
    return min(mean, 99) if any(percent < 100 for _, percent in known) else mean


def counts_towards(owner: int | None, parent_owner: int | None, parent_lead: int | None) -> bool:
    """Whether a part counts in the percent of the task above it: parts of the same plan, and the breakdown that the lead of that
    task made of it. What another unit hangs below moves nobody's percent but its own."""
    return owner in (parent_owner, parent_lead)
