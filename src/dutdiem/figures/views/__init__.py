"""Screens of figures: the indicators of a unit, one indicator over the units below, the trace of a figure."""

from dutdiem.figures.views.source import source
from dutdiem.figures.views.table import table

__all__ = ["source", "table"]
