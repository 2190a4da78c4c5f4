"""What is an exact value, and what could be misread."""

import re
from decimal import Decimal

from dutdiem.calendar.telling import told

DECIMAL = re.compile(r"-?\d{1,18}(\.\d{1,6})?", re.ASCII)
"""An exact value: at most 18 digits before the point and 6 after it, which the mart's DECIMAL(24,6) holds."""

GROUPED = re.compile(r"-?\d{1,3}([.,]\d{3})+([.,]\d+)?", re.ASCII)
THREE_AFTER_POINT = re.compile(r"-?\d{1,3}\.\d{3}", re.ASCII)
"""An exact value that may have been meant as thousands: 1.200."""
COMMA = re.compile(r"-?\d{1,18},\d{1,6}", re.ASCII)


def value_fault(text: str) -> str | None:
    """Why the text is not an exact decimal, with what to do; None where it is one."""
    if DECIMAL.fullmatch(text):
        return None
    if re.fullmatch(r"-?\d+(\.\d+)?", text, re.ASCII):
        return told("“%(text)s” quá lớn hoặc quá 6 chữ số thập phân; kiểm tra đơn vị tính.", text=text)
    if GROUPED.fullmatch(text):
        return told(
            "“%(text)s” có dấu phân cách hàng nghìn; viết liền các chữ số, dấu chấm chỉ dùng cho phần thập phân.", text=text
        )
    if COMMA.fullmatch(text):
        return told("“%(text)s” dùng dấu phẩy thập phân; dùng dấu chấm hoặc thêm --decimal-comma.", text=text)
    return told("“%(text)s” không phải là số; nhập số hoặc để trống.", text=text)


def plain(text: str) -> str:
    """One spelling for one value: no leading zeros, no zeros after the last decimal, never -0."""
    exact = Decimal(text)
    shown = format(exact, "f")
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return "0" if exact == 0 else shown


def from_decimal_comma(text: str) -> str:
    """1234,5 as 1234.5; what has both signs or more than one comma is left as it is, to be refused."""
    return text.replace(",", ".") if COMMA.fullmatch(text) else text
