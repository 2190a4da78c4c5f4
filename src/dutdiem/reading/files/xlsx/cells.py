"""A cell as an office would write it: dates dd/mm/yyyy, whole numbers without a point, shares in percent."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, cast

_EXACT = 1e15  # whole numbers below it are what the cell holds
_LARGEST_SHARE = 1e12


def shown(cells: list[object]) -> list[str]:
    """The cells of a column, without a step of Python for each; a line break within a cell is left as the file has it."""
    with suppress(TypeError):  # something in it is no string
        return _words(cast(list[str], cells))
    types = list(map(type, cells))
    head = next(at for at, kind in enumerate(types) if kind is not str)
    kinds = set(types[head:])
    if len(kinds) == 1:
        return _words(cast(list[str], cells[:head])) + _written(kinds.pop(), cells[head:])
    written = {kind: iter(_written(kind, [cell for cell in cells if type(cell) is kind])) for kind in kinds | {str}}
    return list(map(next, map(written.__getitem__, types)))


def _written(kind: type, cells: list[Any]) -> list[str]:
    """Cells that are all of one type."""
    return _COLUMNS[kind](cells) if kind in _COLUMNS else list(map(_SHOWN.get(kind, _other), cells))


def _words(cells: list[str]) -> list[str]:
    return list(map(str.strip, cells))


def _numbers(values: list[float]) -> list[str]:
    """The same as `_number` of each; those that have points are put right together, in one text."""
    if not (min(values) > -_EXACT and max(values) < _EXACT):
        return list(map(_number, values))
    if all(map(float.is_integer, values)):
        return list(map(str, map(int, values)))
    written = "\n".join([*map(repr, values), ""]).replace(".0\n", "\n").replace("-0\n", "0\n")
    return written.replace(".", ",").split("\n")[:-1]


def percent(share: float, places: int) -> str:
    """0.125 as "12,5%": to so many decimal places, without zeros at the end."""
    if not abs(share) < _LARGEST_SHARE:
        return _number(share)
    exact = (Decimal(repr(share)) * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _, rest = f"{exact:f}".partition(".")
    rest = rest.rstrip("0")
    return f"{whole},{rest}%" if rest else f"{whole}%"


def _number(value: float) -> str:
    if value.is_integer() and -_EXACT < value < _EXACT:
        return str(int(value))
    return repr(value).replace(".", ",")


def _moment(value: datetime) -> str:
    return value.strftime("%d/%m/%Y" if value.time() == time(0) else "%d/%m/%Y %H:%M")


def _day(value: date) -> str:
    return value.strftime("%d/%m/%Y")


def _truth(value: bool) -> str:
    return "Có" if value else "Không"


def _other(value: object) -> str:
    return "" if value is None else str(value).strip()


_SHOWN: dict[type, Callable[..., str]] = {
    datetime: _moment,
    date: _day,
    bool: _truth,
    time: str,
    timedelta: str,
}
_COLUMNS: dict[type, Callable[[list[Any]], list[str]]] = {str: _words, float: _numbers}
