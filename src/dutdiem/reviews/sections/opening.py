"""Section I: what was ordered, by which documents, and how completely the figures came in."""

from decimal import Decimal

from dutdiem.reviews.facts import Facts, Reporting
from dutdiem.reviews.ledger import Ledger
from dutdiem.reviews.sections.printing import SMALL, Captions, derived, source_numbers
from dutdiem.writing.content import Block, Column, Inline, Paragraph, Row, Table
from dutdiem.writing.numbers import number, short_date

_COLUMNS = (
    Column("STT", 10, "center"),
    Column("Số, ký hiệu", 24.5),
    Column("Ngày ban hành", 21, "center"),
    Column("Cơ quan ban hành", 25),
    Column("Trích yếu", 52),
    Column("Số nhiệm vụ", 14, "right"),
    Column("Nguồn", 13.5, "center"),
)


def opening(facts: Facts, ledger: Ledger, captions: Captions) -> list[Block]:
    """The opening sentence, the documents in force and the completeness of reporting."""
    return [
        _first_sentence(facts),
        captions.section("Tình hình và công tác chỉ đạo"),
        captions.clause("Văn bản chỉ đạo và kế hoạch thực hiện"),
        *_papers(facts, ledger, captions),
        captions.clause("Thu thập, tổng hợp số liệu"),
        *_reporting(facts, ledger, captions),
    ]


def _first_sentence(facts: Facts) -> Paragraph:
    ground = f"Thực hiện {facts.subject} {facts.subject_title}".rstrip() + ", " if facts.subject else ""
    return Paragraph(f"{ground}{facts.unit_name} báo cáo kết quả thực hiện {facts.period_name} như sau:")


def _papers(facts: Facts, ledger: Ledger, captions: Captions) -> list[Block]:
    if not facts.papers:
        return [Paragraph("Chưa có văn bản chỉ đạo nào được đăng ký trên hệ thống.")]
    ledger.place, day = captions.place, short_date(facts.stands_on)
    papers = ledger.record("documents", f"Số văn bản chỉ đạo đã đăng ký đến {day}", number(len(facts.papers)))
    tasks = ledger.record("plans/total", f"Số nhiệm vụ trong kế hoạch, tính đến {day}", number(facts.counts.total))
    leads = ledger.record("plans/leads", f"Số đơn vị chủ trì nhiệm vụ, tính đến {day}", number(len(facts.leads)))
    text = (f"Đến ngày {day}, việc thực hiện được theo dõi theo ", papers, " văn bản chỉ đạo. Kế hoạch gồm ")
    more = (tasks, " nhiệm vụ, giao cho ", leads, " đơn vị chủ trì; mỗi nhiệm vụ hình thành từ văn bản có căn cứ là một ")
    caption = captions.table("Các văn bản chỉ đạo và số nhiệm vụ hình thành từ văn bản")
    ledger.place = caption.split(".")[0]
    rows = tuple(_paper_row(at, facts, ledger) for at in range(len(facts.papers)))
    return [Paragraph((*text, *more, "câu cụ thể trong văn bản đó.")), Table(_COLUMNS, rows, caption=caption, size=SMALL)]


def _paper_row(at: int, facts: Facts, ledger: Ledger) -> Row:
    paper = facts.papers[at]
    issued = short_date(paper.issued) if paper.issued else "-"
    says = f"Số nhiệm vụ hình thành từ {paper.symbol}"
    tasks = ledger.paper(paper, says, number(paper.tasks), numbered=False)
    return Row((str(at + 1), paper.symbol, issued, paper.issuer, paper.title, tasks, source_numbers(tasks)))


def _reporting(facts: Facts, ledger: Ledger, captions: Captions) -> list[Block]:
    ledger.place = captions.place
    text = (
        f"Số liệu của báo cáo này được tổng hợp tự động từ báo cáo của các đơn vị trên hệ thống, không nhập lại. Trong "
        f"{facts.period_name}:"
    )
    return [Paragraph(text), *[Paragraph(_form(one, ledger)) for one in facts.reporting]]


def _form(one: Reporting, ledger: Ledger) -> tuple[Inline, ...]:
    share = Decimal(one.reported * 100) / one.expected if one.expected else None
    have = ledger.record(f"completeness/{one.form}/reported", f"Số báo cáo đã nhận: {one.form}", number(one.reported))
    due = ledger.record(f"completeness/{one.form}/expected", f"Số báo cáo phải nhận: {one.form}", number(one.expected))
    if share is None:
        return (f"- {one.form}: trong kỳ không có báo cáo phải nhận.",)
    return (f"- {one.form}: đã nhận ", have, " trên ", due, " báo cáo, đạt ", derived(f"{number(share, 2)}%", have), ".")
