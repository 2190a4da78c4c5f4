"""What is measured: elements, indicators, targets and forms, as plain values, and reading them from a `define` file."""

from dutdiem.measures.definitions.plain import (
    PLAIN_MONTHS,
    Breakdown,
    Definitions,
    Element,
    Form,
    Indicator,
    Rule,
    Target,
)
from dutdiem.measures.definitions.reading import parse_definitions, read_definitions

__all__ = [
    "PLAIN_MONTHS",
    "Breakdown",
    "Definitions",
    "Element",
    "Form",
    "Indicator",
    "Rule",
    "Target",
    "parse_definitions",
    "read_definitions",
]
