"""How long a line of bold Times is: annex I measures rules by the line above them (II.1.b, II.2.b, II.5.b)."""

import math
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


def balanced(text: str, size: float, width: float) -> list[str]:
    """A title in as few lines of `width` millimetres as hold it, each about as long; breaks that it brings are kept."""
    if "\n" in text:
        return text.split("\n")
    lines = math.ceil(bold_width(text, size) / width)
    while True:
        found = _broken(text.split(), size, bold_width(text, size) / lines, width)
        if len(found) <= lines:
            return found
        lines += 1


def _broken(words: list[str], size: float, ideal: float, width: float) -> list[str]:
    found = [words[0]] if words else []
    for word in words[1:]:
        longer = f"{found[-1]} {word}"
        over = bold_width(longer, size) - ideal
        fits = over <= 0 or (over < ideal - bold_width(found[-1], size) and bold_width(longer, size) <= width)
        found[-1:] = [longer] if fits else [found[-1], word]
    return found


def bold_width(text: str, size: float) -> float:
    """The length in millimetres of one line of bold Times at `size` points."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    units = sum(_WIDTHS.get(letter, _AVERAGE) for letter in letters if not unicodedata.combining(letter))
    return units / 1000 * size * _POINT_IN_MM
