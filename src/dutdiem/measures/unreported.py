"""Which figures are not there: of many elements, for many units, in one period."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from dutdiem.measures.definitions import Element
from dutdiem.measures.places import Period, span_of
from dutdiem.measures.rollup import Engine, Files, Need, Want


def unreported(
    engine: Engine, files: Files, elements: Sequence[Element], period: Period, units: Sequence[str], day: date
) -> dict[str, list[str]]:
    """The elements that each of the units lacks, in their order; a unit that lacks none is not in it."""
    wants = [Want(span_of(period, elements), day, units)]
    columns = engine.columns(files, [Need(element, wants) for element in elements])
    lacks = np.stack([column.reported == 0 for column in columns], axis=1)
    found: dict[str, list[str]] = {}
    for row, column in zip(*(part.tolist() for part in np.nonzero(lacks)), strict=True):
        found.setdefault(units[row], []).append(elements[column].code)
    return found
