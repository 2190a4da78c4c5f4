"""Screens of submissions: what is due, filling a form in, its workbook, deciding on what was sent."""

from dutdiem.collection.views.decide import approve, decide
from dutdiem.collection.views.due import due
from dutdiem.collection.views.fill import fill, upload
from dutdiem.collection.views.sheet import sheet

__all__ = ["approve", "decide", "due", "fill", "sheet", "upload"]
