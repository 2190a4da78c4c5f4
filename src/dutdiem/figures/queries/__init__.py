"""Reading figures: roll-ups, ranking, targets, completeness, traces; always narrowed to what the actor may see."""

from dutdiem.figures.queries.choices import chosen
from dutdiem.figures.queries.completeness import Report, completeness
from dutdiem.figures.queries.cubes import write_cube
from dutdiem.figures.queries.rollups import ranking, roll_up
from dutdiem.figures.queries.targets import Goal, against_targets, goal, with_goals
from dutdiem.figures.queries.traces import Trace, trace
from dutdiem.figures.queries.unreported import Lacking, unreported

__all__ = [
    "Goal",
    "Lacking",
    "Report",
    "Trace",
    "against_targets",
    "chosen",
    "completeness",
    "goal",
    "ranking",
    "roll_up",
    "trace",
    "unreported",
    "with_goals",
    "write_cube",
]
