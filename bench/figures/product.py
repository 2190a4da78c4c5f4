"""This product's own way, from the question to rows: what pages and reviews call."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import country
import pyarrow as pa
from questions import Row, Size

from dutdiem.calendar.periods import parse_period
from dutdiem.measures.answers import Answer, Question, answer
from dutdiem.measures.cube import cube
from dutdiem.measures.mart import Mart
from dutdiem.measures.ranking import Ranking, ranked
from dutdiem.measures.rollup import Engine
from dutdiem.measures.tables import tabulated, tabulated_ranking
from dutdiem.measures.unreported import unreported

TODAY = date(2026, 1, 15)


class Product:
    """Over a mart; sums lie in the folder beside it."""

    def __init__(self, mart: Mart, size: Size, engine: Engine) -> None:
        self.mart, self.size, self.engine = mart, size, engine
        self.definitions = country.definitions(size.elements)

    def _ask(self, measures: Sequence[str], selector: str, periods: Sequence[str], *, compare: bool = False) -> Sequence[Answer]:
        asked = [parse_period(code) for code in periods]
        question = Question(measures, None, asked, TODAY, selector=selector, compare=compare)
        return answer(self.engine, self.mart.months(), self.definitions, question)

    def month(self) -> list[Row]:
        return [row for row in tabulated(self.month_unread(), ("unit", "measure", "value")) if row[2] is not None]

    def month_unread(self) -> Sequence[Answer]:
        return self._ask(self.size.codes[:40], "level:province", [self.size.last])

    def year(self) -> list[Row]:
        return list(tabulated(self.year_unread(), ("unit", "measure", "value", "previous")))

    def year_unread(self) -> Sequence[Answer]:
        return self._ask(self.size.ratios(20), "level:district:P07", [self.size.last[:4]], compare=True)

    def trend(self) -> list[Row]:
        return list(tabulated(self._ask(self.size.ratios(10), "R", self.size.months), ("period", "measure", "value")))

    def ranking(self) -> list[Row]:
        return list(tabulated_ranking(self.ranking_unread(), ("unit", "rank", "value")))

    def ranking_unread(self) -> Ranking:
        return ranked(self._ask(["score"], "level:commune", [f"{self.size.last[:4]}-Q4"]), "up")

    def missing(self) -> list[Row]:
        elements, period = list(self.definitions.elements.values()), parse_period(self.size.last)
        communes = self.engine.tree.structure(period.end).at_level("commune")
        found = unreported(self.engine, self.mart.months(), elements, period, communes, period.end)
        return [(unit, element) for unit, lacked in found.items() for element in lacked]

    def cube(self) -> Iterator[pa.Table]:
        periods = [parse_period(code) for code in self.size.year]
        yield from cube(self.engine, self.mart.months(), self.definitions, periods, lambda structure: structure.codes)


def over_sums(mart: Mart, size: Size, folder: Path) -> Product:
    """As it is installed."""
    return Product(mart, size, Engine(country.tree(), folder / "sums"))
