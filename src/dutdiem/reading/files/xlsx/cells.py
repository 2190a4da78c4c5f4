"""A cell as an office would write it: dates dd/mm/yyyy, whole numbers without a point, shares in percent."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

_EXACT = 1e15  # whole numbers below it are what the cell holds
_LARGEST_SHARE = 1e12


def shown(row: list[object]) -> list[str]:
    """The cells of a row."""
    return [cell.strip() if type(cell) is str and "\r" not in cell else _SHOWN.get(type(cell), _other)(cell) for cell in row]


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
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


_SHOWN: dict[type, Callable[..., str]] = {
    float: _number,
    datetime: _moment,
    date: _day,
    bool: _truth,
    time: str,
    timedelta: str,
}
