"""Answers as whole tables, for what looks at every row: made column by column, with the values that `Answer` gives one by one."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from dutdiem.measures.answers import Answer, Answers
from dutdiem.measures.ranking import Ranking

Line = tuple[Any, ...]


def tabulated(answers: Sequence[Answer], names: Sequence[str]) -> Iterator[Line]:
    """What the answers have under these names (see `answers.Row`), a line for each in their order."""
    if not isinstance(answers, Answers):
        return (tuple(getattr(one, name) for name in names) for one in answers)
    of_measures = [zip(*(answers.column(code, name) for name in names), strict=True) for code in answers.measures]
    return chain.from_iterable(zip(*of_measures, strict=True))


def tabulated_ranking(ranking: Ranking, names: Sequence[str]) -> Iterator[Line]:
    """The same of answers by rank; `rank` is one of the names."""
    answers = ranking.answers
    if not isinstance(answers, Answers):
        return (tuple(rank if name == "rank" else getattr(one, name) for name in names) for rank, one in ranking)
    rows = ranking.rows
    columns = (ranking.ranks.tolist() if name == "rank" else answers.chosen(answers.measures[0], name, rows) for name in names)
    return zip(*columns, strict=True)
