"""Reading figures: roll-ups, ranking, targets, completeness, traces; always narrowed to what the actor may see."""

from dutdiem.figures.queries.completeness import Report, completeness
from dutdiem.figures.queries.rollups import against_targets, ranking, roll_up
from dutdiem.figures.queries.traces import Trace, trace

__all__ = ["Report", "Trace", "against_targets", "completeness", "ranking", "roll_up", "trace"]
