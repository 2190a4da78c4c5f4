"""Section III: how the tasks stand, in the official two by two that adds up, by leading unit, and what is overdue."""

from decimal import Decimal

from dutdiem.reviews.facts import Facts, LeadCounts, TwoByTwo, Work
from dutdiem.reviews.ledger import Ledger
from dutdiem.reviews.sections.printing import SMALL, Captions, derived, shortened, source_numbers
from dutdiem.writing.content import Block, Cited, Column, Paragraph, Row, Table
from dutdiem.writing.numbers import number, short_date

MOST_OVERDUE = 30
MOST_LEADS = 12
_LETTERS = 200


def tasks(facts: Facts, ledger: Ledger, captions: Captions) -> list[Block]:
    """The two by two with both official rates, the leading units with most overdue work, the overdue tasks."""
    blocks: list[Block] = [captions.section("Tình hình thực hiện nhiệm vụ"), captions.clause("Tổng hợp chung")]
    ledger.place = captions.place
    blocks += _two_by_two(facts, ledger, captions)
    if any(lead.open_overdue for lead in facts.leads):
        blocks += [captions.clause("Theo đơn vị chủ trì"), *_leads(facts, ledger, captions)]
    return [*blocks, captions.clause("Nhiệm vụ quá hạn"), *_overdue(facts, ledger, captions)]


class _Counted:
    """Prints the counts of the two by two, each with its source."""

    def __init__(self, facts: Facts, ledger: Ledger) -> None:
        self.ledger, self.day = ledger, short_date(facts.stands_on)

    def __call__(self, name: str, says: str, value: int, *, numbered: bool = False) -> Cited:
        return self.ledger.record(f"plans/{name}", f"{says}, tính đến {self.day}", number(value), numbered=numbered)


def _two_by_two(facts: Facts, ledger: Ledger, captions: Captions) -> list[Block]:
    counts, counted = facts.counts, _Counted(facts, ledger)
    total = counted("total", "Số nhiệm vụ trong kế hoạch", counts.total, numbered=True)
    first = Paragraph((f"Đến ngày {counted.day}, trong tổng số ", total, " nhiệm vụ:"))
    caption = captions.table(f"Tình hình thực hiện nhiệm vụ đến ngày {counted.day}")
    ledger.place = caption.split(".")[0]
    columns = (
        Column("Tình trạng", 34),
        Column("Trong hạn", 18, "right"),
        Column("Quá hạn", 18, "right"),
        Column("Không quy định thời hạn", 24, "right"),
        Column("Cộng", 18, "right"),
        Column("Nguồn", 18, "center"),
    )
    table = Table(columns, _rows(counts, counted), caption=caption, size=SMALL)
    return [first, table, *_rates(counts, ledger, captions)]


def _rows(counts: TwoByTwo, counted: _Counted) -> tuple[Row, ...]:
    done = (counts.done_in_time, counts.done_late, counts.undated_done)
    still = (counts.open_in_time, counts.open_overdue, counts.undated_open)
    stopped = counted("stopped", "Nhiệm vụ tạm dừng, đã hủy", counts.stopped)
    names = (("due", "trong hạn"), ("late", "quá hạn"), ("undated", "không quy định thời hạn"))
    sums = tuple(counted(f"sum_{name}", f"Nhiệm vụ {says}", a + b) for (name, says), a, b in zip(names, done, still, strict=True))
    total = counted("total", "Số nhiệm vụ trong kế hoạch", counts.total)
    return (
        _row("Đã hoàn thành", ("done_in_time", "done_late", "undated_done"), done, counted),
        _row("Chưa hoàn thành", ("open_in_time", "open_overdue", "undated_open"), still, counted),
        Row(("Tạm dừng, đã hủy", "-", "-", "-", stopped, source_numbers(stopped))),
        Row(("Tổng cộng", *sums, total, source_numbers(*sums, total)), "total"),
    )


def _row(label: str, names: tuple[str, ...], values: tuple[int, ...], counted: _Counted) -> Row:
    says = ("trong hạn", "quá hạn", "không quy định thời hạn")
    cells = [counted(n, f"Nhiệm vụ {label.lower()}, {s}", v) for n, s, v in zip(names, says, values, strict=True)]
    whole = counted("_".join(names), f"Nhiệm vụ {label.lower()}", sum(values))
    return Row((label, *cells, whole, source_numbers(*cells, whole)))


def _rates(counts: TwoByTwo, ledger: Ledger, captions: Captions) -> list[Block]:
    ledger.place = captions.place
    due = _rate(ledger, "done_of_due", "Tỷ lệ hoàn thành trên số đã hoàn thành và quá hạn", counts.done_of_due)
    whole = _rate(ledger, "done_of_all", "Tỷ lệ hoàn thành trên tổng số nhiệm vụ không kể tạm dừng, đã hủy", counts.done_of_all)
    if due is None or whole is None:
        return []
    text = ("Tỷ lệ hoàn thành tính trên số nhiệm vụ đã hoàn thành và quá hạn là ", due, "; tính trên tổng số nhiệm vụ ")
    return [Paragraph((*text, "(không kể tạm dừng, đã hủy) là ", whole, "."))]


def _rate(ledger: Ledger, name: str, says: str, value: Decimal | None) -> Cited | None:
    return None if value is None else ledger.record(f"plans/{name}", says, f"{number(value, 2)}%")


def _leads(facts: Facts, ledger: Ledger, captions: Captions) -> list[Block]:
    late = sorted(facts.leads, key=lambda lead: (-lead.open_overdue, lead.lead))
    shown = [lead for lead in late if lead.open_overdue][:MOST_LEADS]
    caption = captions.table("Đơn vị chủ trì có nhiều nhiệm vụ quá hạn")
    ledger.place = caption.split(".")[0]
    columns = (
        Column("STT", 10, "center"),
        Column("Đơn vị chủ trì", 60),
        Column("Được giao", 18, "right"),
        Column("Đã hoàn thành", 18, "right"),
        Column("Quá hạn", 18, "right"),
        Column("Nguồn", 18, "center"),
    )
    rows = tuple(_lead_row(at, lead, ledger) for at, lead in enumerate(shown, start=1))
    return [Table(columns, rows, caption=caption, size=SMALL)]


def _lead_row(at: int, lead: LeadCounts, ledger: Ledger) -> Row:
    named = (("total", "được giao", lead.total), ("done", "đã hoàn thành", lead.done), ("overdue", "quá hạn", lead.open_overdue))
    cells = []
    for name, says, value in named:
        what = f"Nhiệm vụ {says}: {lead.lead}"
        cells.append(ledger.record(f"plans/lead/{lead.lead}/{name}", what, number(value), numbered=False))
    return Row((str(at), lead.lead, *cells, source_numbers(*cells)))


def _overdue(facts: Facts, ledger: Ledger, captions: Captions) -> list[Block]:
    if not facts.overdue:
        return [Paragraph("Không có nhiệm vụ nào quá hạn.")]
    shown = facts.overdue[:MOST_OVERDUE]
    ledger.place = captions.place
    many = overdue_count(facts, ledger)
    left_out = len(facts.overdue) - len(shown)
    text = ("Còn ", many, " nhiệm vụ quá hạn, trong đó nhiệm vụ giao chung cho nhiều đơn vị tính là một")
    more = f"; bảng nêu {len(shown)} nhiệm vụ chậm lâu nhất, {left_out} nhiệm vụ khác xem trên hệ thống." if left_out else "."
    caption = captions.table("Danh sách nhiệm vụ quá hạn")
    return [Paragraph((*text, more)), work_table(shown, caption, "Số ngày quá hạn", ledger)]


def overdue_count(facts: Facts, ledger: Ledger) -> Cited:
    """How many tasks are overdue, one that was given to many units counted once."""
    says = "Số nhiệm vụ quá hạn (nhiệm vụ giao chung tính một)"
    return ledger.record("plans/overdue_list", says, number(len(facts.overdue)))


def work_table(found: tuple[Work, ...], caption: str, days_title: str, ledger: Ledger) -> Table:
    """A list of tasks with their leads, deadlines, days and the document that each comes from."""
    columns = (
        Column("STT", 10, "center"),
        Column("Nhiệm vụ", 47),
        Column("Đơn vị chủ trì", 29),
        Column("Thời hạn", 21, "center"),
        Column(days_title, 13, "right"),
        Column("Tiến độ", 15, "center"),
        Column("Văn bản (nguồn)", 25),
    )
    ledger.place = caption.split(".")[0]
    rows = tuple(_work_row(at, one, days_title, ledger) for at, one in enumerate(found, start=1))
    return Table(columns, rows, caption=caption, size=SMALL)


def _work_row(at: int, one: Work, days_title: str, ledger: Ledger) -> Row:
    says = f"{days_title} và tiến độ của nhiệm vụ số {one.key}"
    days = ledger.record(f"plans/task/{one.key}", says, number(one.days), numbered=False)
    printed = f"{one.percent}%" if one.open_units is None else f"còn {one.open_units}/{one.all_units} đơn vị"
    progress = derived(printed, days)
    return Row((str(at), shortened(one.title, _LETTERS), one.lead, short_date(one.deadline), days, progress, _ground(one, days)))


def _ground(one: Work, days: Cited) -> str:
    return f"{one.source} ({days.source})".strip()
