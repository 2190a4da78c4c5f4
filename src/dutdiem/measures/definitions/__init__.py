"""What is measured: elements, indicators, targets and forms, as plain values, and reading them from a `define` file."""

from dutdiem.measures.definitions.owned import bare, closed, own_code, owned, suffix
from dutdiem.measures.definitions.plain import (
    PLAIN_MONTHS,
    Breakdown,
    Definitions,
    Element,
    Form,
    Indicator,
    Rule,
    Target,
    asked_for,
    lasts,
)
from dutdiem.measures.definitions.reading import accepted, parse_definitions, read_definitions

__all__ = [
    "PLAIN_MONTHS",
    "Breakdown",
    "Definitions",
    "Element",
    "Form",
    "Indicator",
    "Rule",
    "Target",
    "accepted",
    "asked_for",
    "bare",
    "closed",
    "lasts",
    "own_code",
    "owned",
    "parse_definitions",
    "read_definitions",
    "suffix",
]
