"""Vietnamese numbers in digits and in words, both ways.

Digits: a point groups thousands and a comma is the decimal sign (Decree 30/2020/NĐ-CP, annex I); a point that does not
stand before exactly three digits is taken as a decimal point, as many offices write it.
"""

import re
from decimal import Decimal

_UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_VALUES = {word: value for value, word in enumerate(_UNITS)} | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5, "bẩy": 7}
_SCALES = (("tỷ", 10**9), ("triệu", 10**6), ("nghìn", 1000))
_SCALE_VALUES = {"vạn": 10**4, "nghìn": 1000, "ngàn": 1000, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?$")
_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?$")
_TENS = {"trăm": 100, "mươi": 10, "mười": 10, "chục": 10}
WORDS = frozenset(_VALUES) | frozenset(_SCALE_VALUES) | frozenset(_TENS) | {"lẻ", "linh"}


def read_digits(written: str) -> Decimal:
    """The value of a number written in digits ("1.088", "9,23", "16.67"); ValueError where it is none."""
    if _GROUPED.match(written):
        return Decimal(written.replace(".", "").replace(",", "."))
    if not _PLAIN.match(written):
        raise ValueError(written)
    return Decimal(written.replace(",", "."))


def read_words(written: str) -> int:
    """The value of a number written in words ("hai mươi mốt", "một trăm linh năm", "bốn chín"); ValueError where it is none."""
    total = group = 0
    digit: int | None = None
    words = written.lower().split()
    for word in words:
        if word in _SCALE_VALUES:
            total = _scaled(total, group + (digit or 0), word)
            group, digit = 0, None
        elif word in _TENS:
            group, digit = group + (1 if digit is None else digit) * _TENS[word], None
        elif word in _VALUES:
            digit = _VALUES[word] if digit is None else digit * 10 + _VALUES[word]
        elif word not in ("lẻ", "linh"):
            raise ValueError(written)
    if not words:
        raise ValueError(written)
    return total + group + (digit or 0)


def _scaled(total: int, amount: int, word: str) -> int:
    scale = _SCALE_VALUES[word]
    if scale == 10**9 and total:
        return (total + amount) * scale
    return total + (amount or 1) * scale


def write_words(value: int) -> str:
    """A whole number from 0 to below 10**18 in words; what `read_words` reads back."""
    if not 0 <= value < 10**18:
        raise ValueError(value)
    if value < 1000:
        return _write_group(value, full=False)
    for name, scale in _SCALES:
        if value >= scale:
            high, rest = divmod(value, scale)
            head = f"{write_words(high)} {name}"
            return head if not rest else f"{head} {_write_rest(rest)}"
    raise AssertionError(value)


def _write_rest(rest: int) -> str:
    return write_words(rest) if rest >= 1000 else _write_group(rest, full=True)


def _write_group(value: int, *, full: bool) -> str:
    hundreds, rest = divmod(value, 100)
    tens, unit = divmod(rest, 10)
    words = [_UNITS[hundreds], "trăm"] if hundreds or full else []
    if tens > 1:
        words += [_UNITS[tens], "mươi"]
    elif tens == 1:
        words.append("mười")
    elif unit and words:
        words.append("linh")
    if unit or not words:
        words.append(_unit_word(unit, tens))
    return " ".join(words)


def _unit_word(unit: int, tens: int) -> str:
    if unit == 1 and tens > 1:
        return "mốt"
    return "lăm" if unit == 5 and tens else _UNITS[unit]
