"""Which indicator the words of a text mean. Plain values."""

from collections.abc import Sequence

_EMPTY = frozenset("tỷ lệ số các của được có và trong theo đã là trên đến năm đạt cho ở tổng với việc từ một".split())


def likely(words: str, unit: str, indicators: Sequence[tuple[str, str]]) -> int | None:
    """The place in `indicators` (name, unit) of the one that the words mean; None where none or two are as likely.

    At least two thirds of an indicator's own telling words must be there, and the unit must be the same.
    """
    said = _telling(words)
    scores = [_share(said, name) if of_unit == unit else 0.0 for name, of_unit in indicators]
    best = max(scores, default=0.0)
    return scores.index(best) if best >= 2 / 3 and scores.count(best) == 1 else None


def _share(said: frozenset[str], name: str) -> float:
    telling = _telling(name)
    return len(telling & said) / len(telling) if telling else 0.0


def _telling(words: str) -> frozenset[str]:
    return frozenset(word for word in words.casefold().replace(",", " ").split() if word.isalpha()) - _EMPTY
