"""The facts of a small national review, as `queries` would gather them."""

from datetime import date
from decimal import Decimal

import pytest

from dutdiem.reviews.facts import (
    Asked,
    Facts,
    Goal,
    LeadCounts,
    Measure,
    Measured,
    Paper,
    Ranking,
    Reporting,
    Result,
    Trend,
    TwoByTwo,
    Work,
)

WARDS = Measure("model_ward_share", "Tỷ lệ phường điển hình, kiểu mẫu", "%", "up", 2, "model_wards / wards * 100")
ONLINE = Measure("services_online_share", "Tỷ lệ hồ sơ giải quyết trực tuyến", "%", "up", 2, "online / handled * 100")
FIRES = Measure("fire_count", "Tổng số vụ cháy", "vụ", "down", 0, "fires")
PROVINCES = ("Công an thành phố Hà Nội", "Công an tỉnh Điện Biên", "Công an thành phố Huế", "Công an tỉnh Cà Mau")


def measured(measure, value, period="2025", unit="BCA", name="Bộ Công an"):
    known = None if value is None else Decimal(str(value))
    parts = (None, None) if known is None or measure.unit != "%" else (known * 10, Decimal(1000))
    return Measured(unit, name, measure.code, period, known, *parts, reported=3300, expected=3321)


def goal(comparator, value, period="2025", unit="%"):
    return Goal(period, comparator, Decimal(value), unit, "12-NQ/TW", document=1, start=10, end=60)


def result(measure, now, before, *goals):
    return Result(measure, measured(measure, now), measured(measure, before, "2024"), goals)


def ranking(*values):
    lines = tuple(
        (measured(WARDS, value, unit=f"T{at}", name=name), measured(ONLINE, 70 + at, unit=f"T{at}", name=name))
        for at, (name, value) in enumerate(zip(PROVINCES, values, strict=False))
    )
    return Ranking("tỉnh", (WARDS, ONLINE), lines, goal(">", 40))


def months(year, start, step):
    return tuple(measured(ONLINE, start + step * at, f"{year}-{at:02d}") for at in range(1, 13))


@pytest.fixture
def facts():
    return Facts(
        unit="BCA",
        unit_name="Bộ Công an",
        parent_name="",
        level="ministry",
        period="2025",
        period_name="năm 2025",
        before_name="năm 2024",
        ends_on=date(2025, 12, 31),
        stands_on=date(2025, 12, 31),
        subject="Nghị quyết số 12-NQ/TW ngày 16/3/2022 của Bộ Chính trị",
        subject_title="về đẩy mạnh xây dựng lực lượng",
        mart_version=7,
        trail_position=1234,
        papers=(Paper(1, "12-NQ/TW", date(2022, 3, 16), "Bộ Chính trị", "về xây dựng lực lượng", 12),),
        reporting=(Reporting("Báo cáo số liệu tháng của Công an cấp xã", 39000, 39852),),
        results=(
            result(WARDS, "41.25", "33.80", goal(">", 40)),
            result(ONLINE, "78.10", "71.00", goal(">", 80)),
            result(FIRES, 1234, 1300),
        ),
        trend=Trend(ONLINE, months(2025, 70, 1), months(2024, 60, 1), goal(">", 80)),
        ranking=ranking("52.10", "38.00", None, "52.10"),
        counts=TwoByTwo(40, 5, 20, 10, 3, 2, 1, 81, Decimal("82.76"), Decimal("60.00")),
        leads=(LeadCounts("Văn phòng Bộ Công an", 20, 12, 3), LeadCounts("Cục Đào tạo", 8, 8, 0)),
        overdue=(
            Work(5, "Bồi dưỡng nghiệp vụ", "Công an các đơn vị, địa phương", date(2025, 6, 30), 40, "118-KH/ĐUCA", 184, 12, 46),
            Work(6, "Trung tâm huấn luyện", "Công an tỉnh Điện Biên", date(2025, 9, 30), 75, "118-KH/ĐUCA", 92),
        ),
        coming=(Work(7, "Kế hoạch công nhận", "Văn phòng Bộ Công an", date(2026, 3, 31), 10, "118-KH/ĐUCA", 90),),
        coming_name="năm 2026",
        obstacles=(
            Asked(1, "Quỹ đất còn thiếu", "trụ sở, đất đai", "342/BC-BCA", "Cục Kế hoạch và tài chính", date(2023, 6, 30), 915),
            Asked(2, "Thiếu biên chế", "nhân lực", "342/BC-BCA", "", date(2023, 6, 30), 100, date(2023, 10, 8), "Đã bổ sung."),
        ),
        petitions=(Asked(3, "Đề nghị bổ sung kinh phí", "", "Công an tỉnh Điện Biên", "Bộ Công an", date(2025, 3, 1), 305),),
        later_goals=((WARDS, goal(">=", 100, "2029")),),
    )
