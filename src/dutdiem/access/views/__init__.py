"""Who looks at a page, and the pages of accounts."""

from dutdiem.access.views.viewer import Named, Viewer, named, viewer

__all__ = ["Named", "Viewer", "named", "viewer"]
