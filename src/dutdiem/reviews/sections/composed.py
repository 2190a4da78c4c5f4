"""The whole review as an official document, with the lines of its sources."""

from dataclasses import replace

from dutdiem.reviews.facts import Facts
from dutdiem.reviews.ledger import Ledger, Source
from dutdiem.reviews.rules import symbol_of
from dutdiem.reviews.sections.obstacles import obstacles
from dutdiem.reviews.sections.opening import opening
from dutdiem.reviews.sections.outlook import outlook
from dutdiem.reviews.sections.places import places
from dutdiem.reviews.sections.printing import Captions
from dutdiem.reviews.sections.results import results
from dutdiem.reviews.sections.sources import sources
from dutdiem.reviews.sections.tasks import tasks
from dutdiem.writing.content import Letterhead, OfficialDocument, Signature, printings
from dutdiem.writing.offices import BLANK_NUMBER, place_of, post_of

DRAFT = "DỰ THẢO"
_SECTIONS = (opening, results, places, tasks, obstacles, outlook)


def title_of(facts: Facts) -> str:
    """The title (trích yếu) of the review."""
    period = facts.period_name
    return f"Kết quả {period} thực hiện {facts.subject}" if facts.subject else f"Kết quả thực hiện nhiệm vụ {period}"


def compose(facts: Facts, mark: str | None = None) -> tuple[OfficialDocument, tuple[Source, ...]]:
    """The document as a draft for signature, and every numbered figure. `mark` is printed at the foot of each page."""
    ledger, captions = Ledger(), Captions()
    blocks = tuple(block for section in _SECTIONS for block in section(facts, ledger, captions))
    document = OfficialDocument(
        letterhead=_letterhead(facts),
        kind="Báo cáo",
        title=title_of(facts),
        blocks=blocks,
        signature=Signature(post_of(facts.level, facts.unit_name), ""),
        recipients=_recipients(facts),
        annexes=(sources(facts, ledger.sources),),
        mark=mark,
        stamp=DRAFT,
    )
    found = printings(document)
    return document, tuple(replace(line, printings=tuple(found[line.number])) for line in ledger.sources)


def _letterhead(facts: Facts) -> Letterhead:
    return Letterhead(
        issuer=facts.unit_name,
        parent=facts.parent_name or None,
        number=BLANK_NUMBER + symbol_of(facts.level, facts.unit, facts.unit_name),
        place=place_of(facts.level, facts.unit_name),
        issued=facts.stands_on,
    )


def _recipients(facts: Facts) -> tuple[str, ...]:
    above = (f"{facts.parent_name} (để báo cáo)",) if facts.parent_name else ("Cơ quan cấp trên (để báo cáo)",)
    return (*above, "Các đơn vị trực thuộc (để thực hiện)", "Lưu: VT")
