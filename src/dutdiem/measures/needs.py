"""What is asked of the figures: periods of units, and the elements that are wanted there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dutdiem.measures.definitions import Element


@dataclass(frozen=True, slots=True)
class Span:
    """A period by its code and its last day, with the stored periods (code, last day) that make it up, by `Element.stored_as`."""

    code: str
    closes: date
    stored: Mapping[tuple[str, str], tuple[tuple[str, date], ...]]


@dataclass(frozen=True, slots=True)
class Want:
    """A period for some units, in the structure of `day`. A code that is no unit there, such as an empty one, has no value."""

    span: Span
    day: date
    units: Sequence[str]


class Need(NamedTuple):
    """An element for some wants: a column with a row for each unit of each want, in their order."""

    element: Element
    wants: Sequence[Want]


def stored_in_span(element: Element, span: Span) -> tuple[tuple[str, date], ...]:
    """The stored periods that make up the element's value of a period: none where these are several that do not add up."""
    stored = span.stored.get(element.stored_as, ())
    # What is not added over time has a value only for a period in which it is reported.
    return stored if element.over_time != "none" or len(stored) == 1 else ()
