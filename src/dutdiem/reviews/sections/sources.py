"""The annex "Nguồn số liệu": each numbered figure, how it was computed, and what it rests on."""

from decimal import Decimal
from itertools import groupby

from dutdiem.reviews.facts import Facts
from dutdiem.reviews.ledger import Source
from dutdiem.writing.content import Annex, Block, Column, Origin, Paragraph, Row, Table
from dutdiem.writing.numbers import number, number_or_dash, short_date

_COLUMNS = (
    Column("Số", 10, "center"),
    Column("Nội dung số liệu", 108),
    Column("Giá trị in", 23, "right"),
    Column("Cách tính", 42),
    Column("Số báo cáo đã tổng hợp", 27, "center"),
    Column("Căn cứ", 37),
)


def sources(facts: Facts, lines: tuple[Source, ...]) -> Annex:
    """All lines in their order, grouped by where they were first printed."""
    rows = [row for place, found in groupby(lines, key=lambda line: line.place) for row in _group(facts, place, list(found))]
    blocks: tuple[Block, ...] = (Paragraph(_how_to_read(facts)), Table(_COLUMNS, tuple(rows), size=10, compact=True))
    return Annex(None, "Nguồn số liệu", blocks, landscape=True)


def _how_to_read(facts: Facts) -> str:
    version = "" if facts.mart_version is None else f" (phiên bản {facts.mart_version})"
    return (
        f"Mỗi số liệu trong báo cáo mang số thứ tự của dòng tương ứng dưới đây. Số liệu thống kê được tính từ kho số liệu của hệ "
        f"thống{version} theo tổ chức đơn vị ngày {short_date(facts.ends_on)}; số đếm nhiệm vụ, vướng mắc, văn bản lấy theo nhật "
        f"ký hệ thống đến mắt xích số {number(facts.trail_position)}, tình trạng tính đến ngày {short_date(facts.stands_on)}. Tính "
        "lại từ cùng phiên bản cho cùng kết quả."
    )


def _group(facts: Facts, place: str, lines: list[Source]) -> list[Row]:
    return [Row((place,), "group"), *[_row(facts, line) for line in lines]]


def _row(facts: Facts, line: Source) -> Row:
    return Row((Origin(line.number), line.says, line.printed, _computed(line), _reported(line), _ground(facts, line)))


def _computed(line: Source) -> str:
    if line.kind == "record":
        return "đếm trên hệ thống"
    if line.kind == "goal":
        return "nêu trong văn bản"
    if line.numerator and line.denominator:
        return f"{_part(line.numerator)} / {_part(line.denominator)}"
    return "cộng các báo cáo" if line.value else "-"


def _part(text: str) -> str:
    return number_or_dash(Decimal(text))


def _reported(line: Source) -> str:
    return "-" if line.reported is None else f"{number(line.reported)}/{number(line.expected or 0)}"


def _ground(facts: Facts, line: Source) -> str:
    if line.kind == "figure":
        return f"Kho số liệu, kỳ {line.period}"
    if line.kind == "goal":
        place = "" if line.start is None else f", ký tự {number(line.start)}-{number(line.end or line.start)}"
        return f"{line.symbol or 'chỉ tiêu nhập trực tiếp'}{place}"
    return line.symbol or f"Nhật ký đến số {number(facts.trail_position)}"
