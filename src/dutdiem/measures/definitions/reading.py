"""Reading elements, indicators, targets and forms from a `define` file."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from dutdiem.measures.definitions.checks import COMPARISONS, checked
from dutdiem.measures.definitions.owned import own_faults, owned
from dutdiem.measures.definitions.plain import PLAIN_MONTHS, Breakdown, Definitions, Element, Form, Indicator, Rule, Target
from dutdiem.measures.definitions.tables import Reader
from dutdiem.measures.errors import DefinitionError

OVER_UNITS = ("sum", "average", "min", "max", "last", "none")
OVER_TIME = ("sum", "average", "min", "max", "last", "none")
FREQUENCIES = ("day", "week", "month", "quarter", "half", "nine_months", "year")
DIRECTIONS = ("up", "down", "none")
COMPARATORS = {"at_least": ">=", "more_than": ">", "exactly": "=", "less_than": "<", "at_most": "<="}


def read_definitions(path: Path, earlier: Definitions | None = None, owner: str = "") -> Definitions:
    """The definitions of a TOML file; formulas may also name what `earlier` defines. With `owner` they are that unit's own.

    Raises `DefinitionError`, whose `faults` are one sentence each with the file and the table.
    """
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise DefinitionError([f"{path.name}: không mở được tệp ({error.strerror}), kiểm tra đường dẫn."]) from None
    except UnicodeDecodeError:
        raise DefinitionError([f"{path.name}: không phải tệp chữ UTF-8, lưu lại bằng mã UTF-8."]) from None
    return parse_definitions(text, path.name, earlier, owner)


def parse_definitions(text: str, file: str, earlier: Definitions | None = None, owner: str = "") -> Definitions:
    """The same from a text; `file` is for messages."""
    try:
        tables = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError([f"{file}: sai cú pháp TOML ({error}), sửa chỗ đó rồi thử lại."]) from None
    reader = Reader(file, owned=bool(owner))
    found = _read_all(reader, tables)
    if reader.faults:
        # What cannot be read is not held against the rest; all that is checked below is, and says all faults at once.
        reader.faults += checked(found, earlier or Definitions(), file) if not owner else []
        raise DefinitionError(reader.faults)
    return accepted(owned(found, owner, earlier or Definitions()) if owner else found, earlier or Definitions(), file, owner)


def accepted(found: Definitions, earlier: Definitions, file: str, owner: str = "") -> Definitions:
    """The same, once they fit each other and what was defined before. Raises `DefinitionError` as above."""
    faults = [*own_faults(found, earlier, owner, file), *checked(found, earlier, file)] if owner else checked(found, earlier, file)
    if faults:
        raise DefinitionError(faults)
    return found


def _read_all(reader: Reader, tables: Mapping[str, Any]) -> Definitions:
    reader.known_tables(tables, ("elements", "disaggregations", "indicators", "targets", "forms"))
    return Definitions(
        {code: _element(reader, code, row) for code, row in reader.tables(tables, "elements")},
        {code: _indicator(reader, code, row) for code, row in reader.tables(tables, "indicators")},
        tuple(_target(reader, number, row) for number, row in reader.rows(tables, "targets")),
        {code: _form(reader, code, row) for code, row in reader.tables(tables, "forms")},
        {code: _breakdown(reader, code, row) for code, row in reader.tables(tables, "disaggregations")},
    )


def _element(reader: Reader, code: str, row: Mapping[str, Any]) -> Element:
    with reader.table(f"[elements.{code}]", row, Element, without=("calendar",)) as take:
        return Element(
            code,
            take.text("name"),
            take.text("unit"),
            take.choice("frequency", FREQUENCIES, "month"),
            take.choice("over_units", OVER_UNITS, "sum"),
            take.choice("over_time", OVER_TIME, "sum"),
            take.yes("negative"),
            take.number("minimum"),
            take.number("maximum"),
            take.yes("whole"),
            take.codes("disaggregations", needed=False),
            take.day("valid_from"),
            internal=take.internal,
        )


def _breakdown(reader: Reader, code: str, row: Mapping[str, Any]) -> Breakdown:
    with reader.table(f"[disaggregations.{code}]", row, Breakdown) as take:
        return Breakdown(code, take.text("name"), take.options("options"), internal=take.internal)


def _indicator(reader: Reader, code: str, row: Mapping[str, Any]) -> Indicator:
    with reader.table(f"[indicators.{code}]", row, Indicator) as take:
        return Indicator(
            code,
            take.text("name"),
            take.text("formula"),
            take.text("unit"),
            take.choice("direction", DIRECTIONS, "none"),
            take.whole("decimals", 2, 0, 6),
            take.day("valid_from"),
            internal=take.internal,
        )


def _target(reader: Reader, number: int, row: Mapping[str, Any]) -> Target:
    with reader.table(f"[[targets]] thứ {number}", row, Target, tuple(COMPARATORS)) as take:
        key, value = take.one_of(tuple(COMPARATORS))
        baseline, since = take.number("baseline"), take.day("baseline_on")
        if (baseline is None) != (since is None):
            take.fault("baseline và baseline_on đi cùng nhau: ghi giá trị xuất phát và ngày của nó, hoặc bỏ cả hai.")
        return Target(
            take.text("indicator"),
            take.text("unit"),
            take.period("period"),
            COMPARATORS.get(key, "="),
            value,
            take.text("source", ""),
            baseline,
            since,
            take.day("valid_from"),
            internal=take.internal,
        )


def _form(reader: Reader, code: str, row: Mapping[str, Any]) -> Form:
    with reader.table(f"[forms.{code}]", row, Form) as take:
        due = tuple((level, days) for level, days in take.pairs("due_workdays", int) if 0 <= days <= 250)
        if len(due) < len(take.pairs("due_workdays", int)):
            take.fault("due_workdays: số ngày làm việc phải từ 0 đến 250.")
        return Form(
            code,
            take.text("name"),
            take.choice("frequency", FREQUENCIES, "month"),
            take.text("level", "commune"),
            take.codes("elements"),
            take.whole("due_day", 5, 1, 31),
            take.text("calendar", PLAIN_MONTHS),
            due,
            tuple(_rule(reader, f"[[forms.{code}.rules]] thứ {place}", rule) for place, rule in enumerate(take.rows("rules"), 1)),
            take.day("starts_on"),
            internal=take.internal,
        )


def _rule(reader: Reader, label: str, row: Mapping[str, Any]) -> Rule:
    with reader.table(label, row, Rule) as take:
        return Rule(
            take.text("left"),
            take.choice("op", COMPARISONS, "<="),
            take.text("right"),
            take.text("says", ""),
            take.choice("level", ("error", "warning"), "error"),
        )
