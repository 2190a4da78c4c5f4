"""The same tasks in several views: table, board, timeline, calendar, by unit, by document; the filters stand in the address."""

from dutdiem.plans.views.lists.board import board
from dutdiem.plans.views.lists.calendar import calendar
from dutdiem.plans.views.lists.groups import by_document, by_unit
from dutdiem.plans.views.lists.saved import drop_filter, save_filter
from dutdiem.plans.views.lists.table import export, listing
from dutdiem.plans.views.lists.timeline import timeline

__all__ = ["board", "by_document", "by_unit", "calendar", "drop_filter", "export", "listing", "save_filter", "timeline"]
