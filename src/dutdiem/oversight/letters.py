"""The urging letter (công văn đôn đốc) in the layout of Decree 30/2020/NĐ-CP: what is overdue at a unit, by when to answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dutdiem.writing.content import Column, Letterhead, OfficialDocument, Paragraph, Row, Signature, Table
from dutdiem.writing.numbers import number, short_date
from dutdiem.writing.offices import BLANK_NUMBER, place_of, post_of, short_of

DRAFT = "DỰ THẢO"
_COLUMNS = (
    Column("STT", 9, "center"),
    Column("Nhiệm vụ", 48),
    Column("Văn bản giao", 21),
    Column("Thời hạn", 18, "center"),
    Column("Quá hạn (ngày)", 14, "center"),
    Column("Tiến độ", 13, "center"),
)


@dataclass(frozen=True, slots=True)
class Office:
    """A unit as a letter needs it."""

    code: str
    name: str
    level: str


@dataclass(frozen=True, slots=True)
class Late:
    """An overdue task as it stands in the letter's table."""

    title: str
    source: str
    deadline: date
    days: int
    percent: int


def compose(sender: Office, parent: str, to: Office, tasks: Sequence[Late], on: date, answer_by: date) -> OfficialDocument:
    """A draft for signature; number and signer's name are left to the registry and the signer."""
    return OfficialDocument(
        letterhead=Letterhead(
            issuer=sender.name,
            parent=parent or None,
            number=f"{BLANK_NUMBER}/{short_of(sender.level, sender.code, sender.name)}",
            place=place_of(sender.level, sender.name),
            issued=on,
        ),
        kind="",
        title="đôn đốc thực hiện các nhiệm vụ quá thời hạn",
        addressees=(to.name,),
        blocks=(*_opening(to, tasks, on), _table(tasks), *_request(sender, to, answer_by)),
        signature=Signature(post_of(sender.level, sender.name), ""),
        recipients=("Như trên", f"Lãnh đạo {sender.name} (để báo cáo)", "Lưu: VT"),
        stamp=DRAFT,
    )


def _opening(to: Office, tasks: Sequence[Late], on: date) -> tuple[Paragraph, ...]:
    longest = max(task.days for task in tasks)
    many = f"{len(tasks):02d}" if len(tasks) < 10 else str(len(tasks))
    return (
        Paragraph(
            f"Qua theo dõi việc thực hiện các nhiệm vụ được giao, tính đến ngày {short_date(on)}, {to.name} còn {many} nhiệm vụ "
            f"do đơn vị chủ trì đã quá thời hạn mà chưa hoàn thành, chậm nhất quá hạn {number(longest)} ngày, cụ thể như sau:"
        ),
    )


def _table(tasks: Sequence[Late]) -> Table:
    rows = [
        (str(place), task.title, task.source or "-", short_date(task.deadline), number(task.days), f"{task.percent}%")
        for place, task in enumerate(tasks, 1)
    ]
    return Table(_COLUMNS, tuple(Row(cells) for cells in rows), caption="Danh mục nhiệm vụ quá thời hạn")


def _request(sender: Office, to: Office, answer_by: date) -> tuple[Paragraph, ...]:
    return (
        Paragraph(f"Để bảo đảm tiến độ chung, {sender.name} đề nghị {to.name}:"),
        Paragraph(
            "1. Tập trung chỉ đạo hoàn thành dứt điểm các nhiệm vụ nêu trên; nộp sản phẩm và cập nhật kết quả trên hệ thống."
        ),
        Paragraph("2. Làm rõ nguyên nhân chậm, trách nhiệm của tập thể, cá nhân được phân công; xác định thời gian hoàn thành."),
        Paragraph("3. Nêu khó khăn, vướng mắc vượt thẩm quyền và nơi có thể giải quyết (nếu có)."),
        Paragraph(f"Kết quả gửi về {sender.name} trước ngày {short_date(answer_by)} để tổng hợp, báo cáo."),
    )
