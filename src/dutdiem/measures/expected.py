"""How complete values are: how many figures are in them, and how many the units owed by today."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np

from dutdiem.measures.arrays import Ints
from dutdiem.measures.definitions import Element, Form, asked_for
from dutdiem.measures.estimates import Moves
from dutdiem.measures.places import stored_in
from dutdiem.measures.sheet import Place, Sheet


@dataclass
class Completeness:
    """Of a sheet, on the day of asking."""

    sheet: Sheet
    today: date
    _kept: dict[tuple[Moves, tuple[str, str, date | None, date | None], tuple[str, str], bool], Ints] = field(default_factory=dict)

    @cached_property
    def _forms(self) -> dict[str, Form]:
        return {code: form for form in self.sheet.definitions.forms.values() for code in form.elements}

    def of(self, measure: str) -> tuple[list[int], list[int | None]]:
        """The least reported and the most expected of the elements that decide; None where no form has one of them.

        These are the elements that the measure reads in place, or else all that it reads.
        """
        pairs = list(self.sheet.reached([measure]))
        reported = np.full(self.sheet.length, np.iinfo(np.int64).max)
        expected = np.full(self.sheet.length, -1)
        for element, moves in [pair for pair in pairs if not pair[1]] or pairs:
            exists = self.sheet.exists(moves)
            reported = np.where(exists, np.minimum(reported, self.sheet.column(element, moves).reported), reported)
            owed = self._owed(element, moves)
            expected = expected if owed is None else np.where(exists, np.maximum(expected, owed), expected)
        reported[reported == np.iinfo(np.int64).max] = 0
        return reported.tolist(), [None if count < 0 else count for count in expected.tolist()]

    def _owed(self, code: str, moves: Moves) -> Ints | None:
        """How many reports of the element each row's value should have in it; None where no form has it."""
        form = self._forms.get(code.partition(":")[0])
        if form is None:
            return None
        element = self.sheet.held(moves).elements[code]
        key = moves, (form.level, form.owner, form.starts_on, form.valid_to), element.stored_as, element.over_time == "last"
        if key not in self._kept:
            counts = [count for place in self.sheet.places(moves) for count in self._counts(place, element, form)]
            self._kept[key] = np.array(counts, np.int64)
        return self._kept[key]

    def _counts(self, place: Place, element: Element, form: Form) -> Sequence[int]:
        """For each unit: the reporters below it, times how many reports they owe, over stretches of time without a change."""
        tree, total = place.structure.tree, [0] * len(place.units)
        epochs: dict[int, list[date]] = {}
        for end in self._ends(place, element):
            if asked_for(form, end):
                epochs.setdefault(tree.epoch(end), []).append(end)
        for days in epochs.values():
            below, times = place.structure.expected(form.level, days[0], form.owner), len(days)
            total = [sum_ + times * below.get(unit, 0) for sum_, unit in zip(total, place.units, strict=True)]
        return total

    def _ends(self, place: Place, element: Element) -> Iterator[date]:
        """The last days of the stored periods that are over; of a stock only the last of them counts."""
        ends = [part.end for part in stored_in(place.period, *element.stored_as)] if place.period else []
        over = [end for end in ends if end <= self.today]
        yield from over[-1:] if element.over_time == "last" else over
