"""Months that a report looks back on, without "đầu năm": "sơ kết công tác thuế 9 tháng, triển khai nhiệm vụ quý IV năm 2023".

A mere length of time stays one ("sau 9 tháng triển khai", "sơ kết 3 tháng thực hiện Chỉ thị …").
"""

import re
from datetime import date, timedelta

from dutdiem.reading.periods.ranges import Range, months

_ENDS = re.compile(
    r"tháng(?=[.:\n)]|,(?! (?:và )?(?:năm\b(?! \d)|hằng|hàng|cả|một|\d))|$| (?:ước )?(?:đạt|tăng|giảm) \d"
    r"| và (?:phương hướng|nhiệm vụ|triển khai|bàn|kế hoạch|dự kiến|ước|đề ra|những))"
)
"""Behind the months another part of the agenda begins, or a figure that was reached."""
_REVIEW = re.compile(r"\b(?:sơ kết|tổng kết|đánh giá|kết quả|tình hình|giao ban|kiểm điểm|báo cáo)(?: [^\W\d_]+| -){0,12} $")
_LENGTH = re.compile(
    r"\b(?:sau|trong vòng|kéo dài|thời gian|thời hạn|từ|trước|hơn|mỗi|từng|quá|tối đa|tối thiểu|ít nhất|là|bình quân) $"
)
_SUM = re.compile(
    r"(?:\b(?:lũy kế|luỹ kế|cộng dồn|ước|ước tính) "
    r"|\b(?:thu|chi|giải ngân|tăng trưởng|xuất khẩu|doanh thu|sản lượng)(?: [^\W\d_]+){0,6} )$"
)
_YEAR = re.compile(r"[^.;\n]{0,80}?(?:\bnăm |\d ?[/-] ?|[iv] ?[/-] ?)(20\d{2})\b(?! ?[-–] ?\d)")
_PLANNED = re.compile(r"(?:nhiệm vụ|phương hướng|kế hoạch|dự toán|giải pháp)(?: (?!cuối|quý)[^\W\d_]+){0,4} năm 20\d\d$")
"""A year that is planned for, behind what was reviewed ("tổng kết 11 tháng, nhiệm vụ năm 2025")."""
_REACH, _EARLY = 100, timedelta(days=31)


def read_reviewed(low: str, begin: int, at: int, count: int, anchor: date | None) -> Range | None:
    """Of `count` months said from `begin`, whose word "tháng" is at `at`: from January of the year named beside them, else of the
    last year in which they were over."""
    if not 2 <= count <= 11 or not _ENDS.match(low, at) or not _is_review(low, begin, at):
        return None
    named = _YEAR.match(low, at)
    year = int(named.group(1)) if named else None
    if named and year and _PLANNED.search(named.group()):
        year -= 1
    if anchor and (year is None or date(year, count, 1) > anchor + _EARLY):
        year = anchor.year - (count > anchor.month)
    return months(year, 1, count) if year else None


def _is_review(low: str, begin: int, at: int) -> bool:
    """Whether what stands before the months in their clause reviews or sums up; at its beginning a comma behind them shows it."""
    said = low[max(0, begin - _REACH) : begin]
    mark = max(said.rfind(mark) for mark in ".,;:\n")
    opens, said = said[mark : mark + 1] not in (",", ";"), said[mark + 1 :]
    if _LENGTH.search(said):
        return False
    if said.strip(' -–+*•“"') in ("", "qua", "hết"):
        return opens and low.startswith(",", at + len("tháng"))
    return _REVIEW.search(said) is not None or _SUM.search(said) is not None
