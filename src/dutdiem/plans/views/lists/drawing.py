"""Where the bars of a timeline stand: plain geometry, so that the page is an SVG without any script."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, NAMES, ROW, HEAD = 1200, 330, 36, 34
"""Of the whole drawing, of the column of names, of a row, of the months above."""
MARKS = 14
"""Months that are named at most."""
LETTERS = 46
"""Of a name that fit into its column."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A task to be drawn, with whose it is, since many are given the same in the same words; `until` where what it waits for
    pushes its end beyond its days."""

    key: int
    title: str
    start: date
    end: date
    tone: str
    critical: bool
    until: date | None = None
    whose: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A bar with its place."""

    bar: Bar
    words: str
    whose: str
    y: int
    x: float
    width: float
    pushed: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that the SVG is made of; `arrows` are paths and whether both ends are critical."""

    height: int
    bars: list[Drawn]
    months: list[tuple[float, str]]
    today: float | None
    arrows: list[tuple[str, bool]]


def drawn(bars: Sequence[Bar], edges: Sequence[tuple[int, int]], today: date) -> Drawing:
    """Place bars one below the other on one scale of days, and the arrows between those that are there."""
    first = min(bar.start for bar in bars).replace(day=1)
    last = max(bar.until or bar.end for bar in bars) + timedelta(days=3)
    scale = (WIDTH - NAMES - 10) / max((last - first).days, 1)

    def at(day: date) -> float:
        return round(NAMES + (day - first).days * scale, 1)

    placed = []
    for number, bar in enumerate(bars):
        end = at(bar.end + timedelta(days=1))
        pushed = max(at(bar.until + timedelta(days=1)) - end, 0) if bar.until else 0
        placed.append(
            Drawn(
                bar,
                _cut(bar.title, LETTERS),
                _cut(bar.whose, LETTERS + 8),
                HEAD + number * ROW,
                at(bar.start),
                max(round(end - at(bar.start), 1), 3),
                round(pushed, 1),
            )
        )
    by_key = {one.bar.key: one for one in placed}
    arrows = [
        (_arrow(by_key[a], by_key[t]), by_key[a].bar.critical and by_key[t].bar.critical) for t, a in edges if {t, a} <= set(by_key)
    ]
    return Drawing(
        HEAD + len(placed) * ROW + 6, placed, _months(first, last, at), at(today) if first <= today <= last else None, arrows
    )


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _arrow(before: Drawn, after: Drawn) -> str:
    """From the end of one bar down or up to the beginning of the other."""
    x1, y1 = round(before.x + before.width, 1), before.y + ROW // 2
    x2, y2 = after.x, after.y + ROW // 2
    bend = max(x1 + 6, x2 - 8) if x2 >= x1 + 14 else x1 + 6
    if x2 >= x1 + 14:
        return f"M{x1} {y1}H{bend}V{y2}H{x2}"
    return f"M{x1} {y1}H{bend}V{y2 - ROW // 2 if y2 > y1 else y2 + ROW // 2}H{x2 - 8}V{y2}H{x2}"


def _months(first: date, last: date, at: Callable[[date], float]) -> list[tuple[float, str]]:
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = max(1, -(-months // MARKS))
    marks = []
    for number in range(0, months, step):
        year, month = divmod(first.year * 12 + first.month - 1 + number, 12)
        marks.append((at(date(year, month + 1, 1)), f"{month + 1:02d}/{year}"))
    return marks
