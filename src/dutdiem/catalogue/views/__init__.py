"""Screens of the catalogue: everything that is measured, and what a unit defines for itself."""

from dutdiem.catalogue.views.editing import edit
from dutdiem.catalogue.views.listing import listing
from dutdiem.catalogue.views.stopping import stop

__all__ = ["edit", "listing", "stop"]
