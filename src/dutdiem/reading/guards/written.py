"""How the numbers of private people are written, whatever stands around them."""

import re
from dataclasses import dataclass

DIGIT = re.compile(r"\d")
NOT_BEFORE, NOT_AFTER = r"(?<![\w.,/\-+=])", r"(?![\w/\-]|[.,]\d)"
NINE = re.compile(NOT_BEFORE + r"\d(?:[ .\-]?\d){8}" + NOT_AFTER)
TEN = re.compile(NOT_BEFORE + r"\d(?:[ .\-]?\d){9}" + NOT_AFTER)
TWELVE = re.compile(NOT_BEFORE + r"\d(?:[ .\-]?\d){11}" + NOT_AFTER)
PASSPORT = re.compile(r"(?<![^\W_])[A-Z] ?\d{7,8}(?!\w)")
ACCOUNT = re.compile(NOT_BEFORE + r"\d(?:[ .\-]?\d){7,18}" + NOT_AFTER)
HEALTH_CARD = re.compile(r"(?<![^\W_])[A-Z]{2}[ .\-]?\d(?:[ .\-]?\d){12}(?![\w/])")
"""Who is insured (two letters), how much is paid for (one digit), where (two), then ten digits: Decision 1351/QĐ-BHXH of 2015."""


@dataclass(frozen=True, slots=True)
class Number:
    """Where it begins in the text, what it is, and how it is written."""

    start: int
    kind: str
    written: str


def digits_of(written: str) -> str:
    """The digits alone, those of other scripts as plain ones."""
    return "".join(str(int(digit)) for digit in DIGIT.findall(written))
