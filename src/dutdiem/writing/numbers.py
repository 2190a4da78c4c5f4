"""Numbers and dates as Vietnamese offices print them: 1.234.567,89 and "ngày 05 tháng 01 năm 2025"."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

MINUS = "-"


def number(value: Decimal | int, decimals: int | None = None) -> str:
    """A number with a point between thousands and a comma before decimals, rounded half up to `decimals` if given."""
    exact = Decimal(value)
    if not exact.is_finite():
        raise ValueError("Không in được một giá trị không phải là số hữu hạn; kiểm tra lại số liệu nguồn.")
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    whole, _, rest = f"{abs(exact):f}".partition(".")
    digits = f"{int(whole):,}".replace(",", ".") + (f",{rest}" if rest else "")
    return MINUS + digits if exact < 0 else digits


def number_or_dash(value: Decimal | int | None, decimals: int | None = None) -> str:
    """A number, or a dash where there is none: missing is not zero."""
    return "-" if value is None else number(value, decimals)


def signed(value: Decimal | int, decimals: int | None = None) -> str:
    """A change, with its sign: +1,50 or -1,50; nothing stands before zero."""
    text = number(value, decimals)
    is_zero = not any(digit in "123456789" for digit in text)
    return text.removeprefix(MINUS) if is_zero else text if text.startswith(MINUS) else f"+{text}"


def parse_number(text: str) -> Decimal:
    """The value of a number that was printed by `number`; raises ValueError on anything else."""
    words = text.strip()
    sign = words[:1] if words[:1] in ("+", MINUS) else ""
    body = words.removeprefix(sign)
    whole, comma, rest = body.partition(",")
    groups = whole.split(".")
    well_grouped = all(part.isdigit() for part in groups) and all(len(part) == 3 for part in groups[1:])
    if not well_grouped or (len(groups) > 1 and len(groups[0]) > 3) or (comma and not rest.isdigit()):
        raise ValueError(f"“{text}” không phải là một số viết theo lối Việt Nam (ví dụ: 1.234,56).")
    value = Decimal("".join(groups) + (f".{rest}" if rest else ""))
    return -value if sign == MINUS else value


def short_date(day: date) -> str:
    """A date in figures: 05/01/2025."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def written_date(day: date) -> str:
    """A date in a dateline: a zero before days under 10 and before the months 1 and 2 (annex I, II.4.b)."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def cited_date(day: date) -> str:
    """A date within a citation: 16/3/2022, with the zeros of `written_date`."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def document_number(text: str) -> str:
    """A number below 10 gets a zero before it (annex I, II.3.c): 5/BC-BCA becomes 05/BC-BCA."""
    head = text[: next((at for at, letter in enumerate(text) if not letter.isdigit()), len(text))]
    return f"0{text}" if len(head) == 1 else text
