"""What is measured: elements, indicators, targets and forms, as plain values, and reading them from a `define` file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from dutdiem.measures.checks import Reader, checked
from dutdiem.measures.errors import DefinitionError

__all__ = ["Definitions", "Element", "Form", "Indicator", "Target", "parse_definitions", "read_definitions"]

OVER_UNITS = ("sum", "average", "min", "max", "last", "none")
OVER_TIME = ("sum", "average", "min", "max", "last", "none")
FREQUENCIES = ("day", "week", "month", "quarter", "half", "nine_months", "year")
DIRECTIONS = ("up", "down", "none")
COMPARATORS = {"at_least": ">=", "more_than": ">", "exactly": "=", "less_than": "<", "at_most": "<="}


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that is counted or measured. `frequency` is how often; the two `over_` say how it adds up."""

    code: str
    name: str
    unit: str
    frequency: str = "month"
    over_units: str = "sum"
    over_time: str = "sum"


@dataclass(frozen=True, slots=True)
class Indicator:
    """A formula over elements and other indicators. `direction` is which way is better: up, down or none."""

    code: str
    name: str
    formula: str
    unit: str
    direction: str = "none"
    decimals: int = 2


@dataclass(frozen=True, slots=True)
class Target:
    """What an indicator of a unit must be by the end of a period. `comparator` is one of `>= > = < <=`."""

    indicator: str
    unit: str
    period: str
    comparator: str
    value: Decimal
    source: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """The elements that every unit of a level fills in for each period, by `due_day` of the month after."""

    code: str
    name: str
    frequency: str
    level: str
    elements: tuple[str, ...]
    due_day: int = 5


@dataclass(frozen=True)
class Definitions:
    """Everything in one file, or everything that is defined."""

    elements: Mapping[str, Element] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    targets: tuple[Target, ...] = ()
    forms: Mapping[str, Form] = field(default_factory=dict)

    def over(self, earlier: "Definitions") -> "Definitions":
        """These over what was defined before: a code that both have is taken from these; targets are added."""
        return Definitions(
            {**earlier.elements, **self.elements},
            {**earlier.indicators, **self.indicators},
            (*earlier.targets, *self.targets),
            {**earlier.forms, **self.forms},
        )


def read_definitions(path: Path, earlier: Definitions | None = None) -> Definitions:
    """The definitions of a TOML file; formulas may also name what `earlier` defines.

    Raises `DefinitionError`, whose `faults` are one sentence each with the file and the table.
    """
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise DefinitionError([f"{path.name}: không mở được tệp ({error.strerror}), kiểm tra đường dẫn."]) from None
    except UnicodeDecodeError:
        raise DefinitionError([f"{path.name}: không phải tệp chữ UTF-8, lưu lại bằng mã UTF-8."]) from None
    return parse_definitions(text, path.name, earlier)


def parse_definitions(text: str, file: str, earlier: Definitions | None = None) -> Definitions:
    """The same from a text; `file` is for messages."""
    try:
        tables = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError([f"{file}: sai cú pháp TOML ({error}), sửa chỗ đó rồi thử lại."]) from None
    reader = Reader(file)
    found = _read_all(reader, tables)
    reader.faults += checked(found, earlier or Definitions(), file)
    if reader.faults:
        raise DefinitionError(reader.faults)
    return found


def _read_all(reader: Reader, tables: Mapping[str, Any]) -> Definitions:
    reader.known_tables(tables, ("elements", "indicators", "targets", "forms"))
    return Definitions(
        {code: _element(reader, code, row) for code, row in reader.tables(tables, "elements")},
        {code: _indicator(reader, code, row) for code, row in reader.tables(tables, "indicators")},
        tuple(_target(reader, number, row) for number, row in reader.rows(tables, "targets")),
        {code: _form(reader, code, row) for code, row in reader.tables(tables, "forms")},
    )


def _element(reader: Reader, code: str, row: Mapping[str, Any]) -> Element:
    with reader.table(f"[elements.{code}]", row, Element) as take:
        return Element(
            code,
            take.text("name"),
            take.text("unit"),
            take.choice("frequency", FREQUENCIES, "month"),
            take.choice("over_units", OVER_UNITS, "sum"),
            take.choice("over_time", OVER_TIME, "sum"),
        )


def _indicator(reader: Reader, code: str, row: Mapping[str, Any]) -> Indicator:
    with reader.table(f"[indicators.{code}]", row, Indicator) as take:
        return Indicator(
            code,
            take.text("name"),
            take.text("formula"),
            take.text("unit"),
            take.choice("direction", DIRECTIONS, "none"),
            take.whole("decimals", 2, 0, 6),
        )


def _target(reader: Reader, number: int, row: Mapping[str, Any]) -> Target:
    with reader.table(f"[[targets]] thứ {number}", row, Target, tuple(COMPARATORS)) as take:
        key, value = take.one_of(tuple(COMPARATORS))
        return Target(
            take.text("indicator"),
            take.text("unit"),
            take.period("period"),
            COMPARATORS.get(key, "="),
            value,
            take.text("source", ""),
        )


def _form(reader: Reader, code: str, row: Mapping[str, Any]) -> Form:
    with reader.table(f"[forms.{code}]", row, Form) as take:
        return Form(
            code,
            take.text("name"),
            take.choice("frequency", FREQUENCIES, "month"),
            take.text("level", "commune"),
            take.codes("elements"),
            take.whole("due_day", 5, 1, 31),
        )
