"""The overview and a unit's page."""

from dutdiem.web.views.overview import overview
from dutdiem.web.views.unit import unit

__all__ = ["overview", "unit"]
