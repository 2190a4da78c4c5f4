"""Bodies and offices: their names, the mentions of them in a text, and which of them are the same body."""

from dutdiem.reading.organisations.names import name_pattern, name_source

__all__ = ["name_pattern", "name_source"]
