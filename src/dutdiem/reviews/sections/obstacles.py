"""Section IV: what holds the work back, and what the units have asked for."""

from dutdiem.reviews.facts import Asked, Facts
from dutdiem.reviews.ledger import Ledger
from dutdiem.reviews.rules import longest_waiting
from dutdiem.reviews.sections.printing import SMALL, Captions, shortened, source_numbers
from dutdiem.writing.content import Block, Column, Inline, Paragraph, Row, Table
from dutdiem.writing.numbers import number, short_date

MOST = 20
_LETTERS = 200


def obstacles(facts: Facts, ledger: Ledger, captions: Captions) -> list[Block]:
    """The open obstacles, the oldest first; then the petitions with their answers."""
    return [
        captions.section("Khó khăn, vướng mắc và kiến nghị"),
        captions.clause("Khó khăn, vướng mắc chưa được giải quyết"),
        *_open(facts.obstacles, "khó khăn, vướng mắc", "obstacles", ledger, captions),
        captions.clause("Kiến nghị của các đơn vị"),
        *_petitions(facts, ledger, captions),
    ]


def _open(found: tuple[Asked, ...], what: str, query: str, ledger: Ledger, captions: Captions) -> list[Block]:
    ledger.place = captions.place
    opened = tuple(one for one in found if one.answered_on is None)
    answered = len(found) - len(opened)
    if not found:
        return [Paragraph(f"Không có {what} nào được ghi nhận.")]
    return [Paragraph(_counted(opened, answered, what, query, ledger)), *_asked_table(opened, what, query, ledger, captions)]


def _counted(opened: tuple[Asked, ...], answered: int, what: str, query: str, ledger: Ledger) -> tuple[Inline, ...]:
    closed = ledger.record(f"{query}/answered", f"Số {what} đã được trả lời, giải quyết", number(answered))
    still = ledger.record(f"{query}/open", f"Số {what} chưa được trả lời, giải quyết", number(len(opened)))
    text: tuple[Inline, ...] = ("Đã trả lời, giải quyết ", closed, f" {what}; còn ", still, " chưa được trả lời, giải quyết")
    longest = longest_waiting([one.days for one in opened])
    if longest is None:
        return (*text, ".")
    days = ledger.record(f"{query}/longest", f"Số ngày chờ lâu nhất của {what}", number(longest))
    return (*text, ", lâu nhất đã ", days, " ngày.")


def _asked_table(opened: tuple[Asked, ...], what: str, query: str, ledger: Ledger, captions: Captions) -> list[Block]:
    if not opened:
        return []
    columns = (
        Column("STT", 10, "center"),
        Column("Nội dung", 44),
        Column("Nhóm", 15),
        Column("Nơi nêu", 22),
        Column("Đơn vị giải quyết", 21),
        Column("Ngày nêu", 21, "center"),
        Column("Số ngày", 13, "right"),
        Column("Nguồn", 14, "center"),
    )
    caption = captions.table(f"{what[0].upper()}{what[1:]} chưa được giải quyết")
    ledger.place = caption.split(".")[0]
    rows = tuple(_row(at, one, what, query, ledger) for at, one in enumerate(opened[:MOST], start=1))
    return [Table(columns, rows, caption=caption, size=SMALL)]


def _row(at: int, one: Asked, what: str, query: str, ledger: Ledger) -> Row:
    who = one.addressed_to or "chưa xác định"
    says = f"Số ngày chờ của {what} số {one.key}"
    days = ledger.record(f"{query}/{one.key}", says, number(one.days), numbered=False)
    where = (one.kind, one.raised_by, who, short_date(one.raised_on))
    return Row((str(at), shortened(one.title, _LETTERS), *where, days, source_numbers(days)))


def _petitions(facts: Facts, ledger: Ledger, captions: Captions) -> list[Block]:
    blocks = _open(facts.petitions, "kiến nghị, đề xuất", "petitions", ledger, captions)
    answered = tuple(one for one in facts.petitions if one.answered_on is not None)
    if not answered:
        return blocks
    columns = (
        Column("STT", 10, "center"),
        Column("Nội dung kiến nghị", 50),
        Column("Đơn vị kiến nghị", 28),
        Column("Ngày trả lời", 21, "center"),
        Column("Kết quả trả lời", 51),
    )
    rows = tuple(
        Row((str(at), one.title, one.raised_by, short_date(one.answered_on), one.answer))
        for at, one in enumerate(answered[:MOST], start=1)
        if one.answered_on
    )
    return [*blocks, Table(columns, rows, caption=captions.table("Kiến nghị, đề xuất đã được trả lời"), size=SMALL)]
