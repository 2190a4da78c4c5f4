"""What passwords that are handed out look like, which account names are taken, and which spans of days hold. Plain values."""

import re
import secrets
from datetime import date, timedelta

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""No i, l, o, 0 and 1: a password that is read from paper must not be misread."""
GROUPS, GROUP = 4, 4
TEMPORARY_DAYS = 14
"""How long a password that was handed out opens the door: by then it has been changed, or is issued again."""
LONGEST_DEPUTY = 366
USERNAME = re.compile(r"[a-z0-9][a-z0-9._@-]{1,59}")


def handed_out() -> str:
    """A password to hand out: 16 letters and digits in groups, 79 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def temporary_until(day: date) -> date:
    """The last day on which a password that is handed out on `day` opens the door."""
    return day + timedelta(days=TEMPORARY_DAYS)


def username_fault(username: str) -> str:
    """Why a name cannot be an account's; empty where it can."""
    if USERNAME.fullmatch(username):
        return ""
    return "Tên đăng nhập gồm 2 đến 60 chữ thường không dấu, chữ số, dấu chấm, gạch ngang, gạch dưới hoặc @; viết lại."


def span_fault(valid_from: date | None, valid_to: date | None) -> str:
    """Why days cannot bound a role; empty where they can."""
    if valid_from and valid_to and valid_to < valid_from:
        return f"Ngày kết thúc {valid_to:%d/%m/%Y} trước ngày bắt đầu {valid_from:%d/%m/%Y}; sửa lại."
    return ""


def deputy_fault(valid_from: date, valid_to: date, today: date) -> str:
    """Why somebody cannot be stood in for on these days; empty where they can."""
    if fault := span_fault(valid_from, valid_to):
        return fault
    if valid_to < today:
        return f"Thời gian làm thay đã qua ({valid_to:%d/%m/%Y}); chọn ngày khác."
    if (valid_to - valid_from).days > LONGEST_DEPUTY:
        return "Mỗi lần ủy quyền làm thay dài nhất một năm; rút ngắn thời gian."
    return ""
