"""How alike two titles are: shared pairs of neighbouring syllables, so that a person can see why two were put side by side."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

ONE_LEAD, NO_LEAD, TWO_LEADS = Decimal("0.50"), Decimal("0.60"), Decimal("0.85")
"""From what likeness on two tasks may be one: of the same lead, where one has no lead yet, of different leads."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` from 0 to 1, two decimals, and the longest runs of words that both titles have."""

    score: Decimal
    shared: tuple[str, ...]


def alike_from(one: int | None, other: int | None) -> Decimal:
    """The likeness from which on two tasks with these leads are put side by side. Many units are ordered the same in the same
    words, and each does its own; so different leads need almost the same title."""
    if one is None or other is None:
        return NO_LEAD
    return ONE_LEAD if one == other else TWO_LEADS


def pairs(folded: str) -> frozenset[tuple[str, str]]:
    """The pairs of neighbouring syllables of a folded title; a title of one syllable is paired with itself."""
    words = _words(folded)
    return frozenset(zip(words, words[1:] or words, strict=False))


def likeness(one: str, other: str, shown: str = "") -> Likeness:
    """Twice the shared pairs over all pairs (Dice), of two folded titles; `shown` is the first as it is written."""
    mine, theirs = pairs(one), pairs(other)
    both = mine & theirs
    if not both:
        return Likeness(Decimal("0.00"), ())
    score = (Decimal(2 * len(both)) / (len(mine) + len(theirs))).quantize(Decimal("0.01"), ROUND_HALF_UP)
    words = _words(one)
    written = _words(shown)
    return Likeness(score, _runs(words, written if len(written) == len(words) else words, both))


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text).split()


def _runs(words: list[str], written: list[str], both: frozenset[tuple[str, str]]) -> tuple[str, ...]:
    """The three longest stretches of the first title all of whose pairs the second has too, as they are written."""
    runs, run = [], written[:1]
    for before, after, shown in zip(words, words[1:], written[1:], strict=False):
        if (before, after) in both:
            run.append(shown)
        else:
            runs.append(run)
            run = [shown]
    longest = sorted((r for r in [*runs, run] if len(r) > 1), key=len, reverse=True)
    return tuple(" ".join(r) for r in longest[:3])
