"""What a document is called, where the reader found no header or misread it: a person puts it right."""

import datetime
import re
from dataclasses import asdict, dataclass

from dutdiem.authority import Actor
from dutdiem.documents import described
from dutdiem.documents.actions.adding import link_earlier
from dutdiem.documents.actions.permission import demand_of_owner
from dutdiem.documents.kinds import kinds
from dutdiem.documents.models import Citation, Document
from dutdiem.documents.queries import led_to
from dutdiem.documents.rules import heading
from dutdiem.kit.errors import Mistake
from dutdiem.kit.said import demand_keepable
from dutdiem.trail.actions import Writing, entry

NUMBER = re.compile(r"\d+[a-zđ]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Described:
    """What stands in a document's head; of a kind its abbreviation."""

    symbol: str = ""
    type: str = ""
    issuer: str = ""
    date: datetime.date | None = None
    signer: str = ""
    title: str = ""


def describe(actor: Actor, document: Document, said: Described) -> bool:
    """Put a document's head right; whether anything was changed. Other documents that cite it by its symbol lead to it, what bears
    its name in the stages above is named anew, and relative times count from its new day once it is read again."""
    demand_of_owner(actor, document, "documents.decide")
    _check(said, document.type)
    changed = [name for name, value in asdict(said).items() if value != getattr(document, name)]
    if not changed:
        return False
    with entry(actor, "documents.describe", document=document.pk, changed=changed) as writing:
        document.refresh_from_db(from_queryset=Document.objects.select_for_update())
        called = heading(document.symbol, document.title, document.file_name)
        for name in changed:
            setattr(document, name, getattr(said, name))
        if "symbol" in changed:
            found = NUMBER.match(said.symbol)
            document.number = found[0] if found else ""
        if "date" in changed and said.date:
            document.anchor_date = said.date
        writing.change(document)
        if "symbol" in changed:
            _cite_anew(writing, document)
        described.follow(writing, document, called)
    return True


def _check(said: Described, held: str) -> None:
    demand_keepable(f"Số: {said.symbol}", field="symbol")
    for name in ("issuer", "signer", "title"):
        demand_keepable(getattr(said, name), field=name)
    if said.type and said.type != held and said.type not in kinds():
        raise Mistake("Không có loại văn bản này; chọn một loại trong danh sách.", field="type")


def _cite_anew(writing: Writing, document: Document) -> None:
    """Citations of the former symbol lead to whatever bears it now, those of the new one to this document."""
    for citation in Citation.objects.filter(cited=document).exclude(label=document.symbol).select_related("document__owner"):
        citation.cited = led_to(citation.document, citation.label, datetime.date.today())
        writing.change(citation)
    link_earlier(writing, document)
