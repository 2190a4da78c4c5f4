"""Screens of the catalogue: everything that is measured, and what a unit defines for itself."""

from dutdiem.catalogue.views.editing import edit
from dutdiem.catalogue.views.listing import listing

__all__ = ["edit", "listing"]
