"""Screens of figures: the indicators of a unit, one indicator over the units below, what matters most, the trace of a figure."""

from dutdiem.figures.views.brief import brief, reporting
from dutdiem.figures.views.choosing import choose
from dutdiem.figures.views.source import source
from dutdiem.figures.views.table import table

__all__ = ["brief", "choose", "reporting", "source", "table"]
