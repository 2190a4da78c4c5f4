"""Who may do what with a document: the unit whose it is and, with what is open, those above that unit."""

from datetime import date

from dutdiem.authority import Actor, Refused, demand, may
from dutdiem.documents.models import Document
from dutdiem.documents.queries import keeps_internal_at, path_of
from dutdiem.kit.errors import Mistake, NotFound
from dutdiem.units import queries as units
from dutdiem.units.models import Unit


def demand_at(actor: Actor, verb: str, owner: Unit | None) -> None:
    """Refused unless the actor may do `verb` at this unit; without one above all."""
    today = date.today()
    demand(actor, verb, path_of(owner, today), today)


def demand_own(actor: Actor, owner: Unit) -> None:
    """Mistake unless the actor sees what this unit keeps internal: to keep something internal is the unit's own matter, and
    whoever stands above it works with its open documents alone."""
    today = date.today()
    if not keeps_internal_at(actor, owner, today):
        name = units.names([owner.code], today).get(owner.code, owner.code)
        raise Mistake(f"{name} tự đăng ký và ghi văn bản nội bộ của mình; cấp trên chỉ đăng ký văn bản mở.", field="internal")


def demand_of_owner(actor: Actor, document: Document, verb: str) -> None:
    """The same for a document; NotFound where it is internal to others. Whoever may do it only elsewhere is told whose the document
    is: what came from above is not a lower unit's to change."""
    today = date.today()
    path = path_of(document.owner, today)
    if document.internal and document.owner and not keeps_internal_at(actor, document.owner, today):
        raise NotFound(f"Không có văn bản số {document.pk}; xem lại danh sách văn bản.")
    if may(actor, verb, path, today):
        return
    if mine := actor.paths(verb, today):
        raise Refused(_whose(document, path, mine))
    demand(actor, verb, path, today)


def _whose(document: Document, path: str, mine: tuple[str, ...]) -> str:
    """The sentence names the document by its number alone."""
    if any(f"{one}/".startswith(f"{path}/") or not path for one in mine):
        return (
            f"Văn bản số {document.pk} là văn bản của cấp trên: đơn vị cấp dưới xem được, không sửa và không xử lý gợi ý; "
            "đăng ký văn bản của đơn vị mình để giao việc trong đơn vị."
        )
    return f"Văn bản số {document.pk} là văn bản của đơn vị khác: chỉ đơn vị đó và cấp trên của đơn vị đó sửa, xử lý gợi ý được."
