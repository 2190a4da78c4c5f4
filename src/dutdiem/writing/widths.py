"""How long a line of bold Times is: annex I measures rules by the line above them (II.1.b, II.2.b, II.5.b)."""

import unicodedata

# Advance widths in thousandths of the size; Times New Roman Bold and its metric twins share them.
_BY_WIDTH = {
    250: " .,",
    278: "il",
    333: "fjt-()",
    389: "Is",
    444: "cerz",
    500: "Jagovxy0123456789",
    556: "Sbdhknpqu",
    611: "FP",
    667: "BELTZ",
    722: "ACDNRUVXYw",
    778: "GHKOQ",
    833: "m",
    944: "M",
    1000: "W",
}
_WIDTHS = {letter: width for width, letters in _BY_WIDTH.items() for letter in letters}
_AVERAGE = 556
_POINT_IN_MM = 25.4 / 72


def bold_width(text: str, size: float) -> float:
    """The length in millimetres of one line of bold Times at `size` points."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    units = sum(_WIDTHS.get(letter, _AVERAGE) for letter in letters if not unicodedata.combining(letter))
    return units / 1000 * size * _POINT_IN_MM
