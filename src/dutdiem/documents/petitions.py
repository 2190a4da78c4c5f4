"""Which requests are petitions: somebody asks a body above, and orders nothing. Plain values.

What the reader itself reads as a petition ("kiến nghị", a section of that name) is one, unless it goes down; any other request is
one where it goes up: whoever asks a body of a higher rank cannot give it a task.
"""

from collections.abc import Mapping
from typing import Any

from dutdiem.reading.model import Header
from dutdiem.reading.organisations.find import body_named

_LEVELS = {"central": 0, "ministry": 1, "department": 2, "province": 2, "district": 3, "commune": 4}
_LEADING = {"tỉnh ủy": 0, "thành ủy": 0, "huyện ủy": 0, "ban thường vụ": 0, "hội đồng nhân dân": 1, "ủy ban nhân dân": 2}
"""Of one level, the Party's committees lead, the councils decide, and the people's committees direct the departments."""
_DIRECTED = 3
Rank = tuple[int, int]


def is_petition(order: Mapping[str, Any], header: Header) -> bool:
    """Whether a directive's facts tell of a petition; `header` is the document's, whose issuer asks where nobody else is named."""
    asker, asked = rank(order.get("requester") or header.issuer or "", header), rank(order.get("assignee") or "", header)
    flagged = bool(order.get("petition"))
    if asker is None or asked is None:
        return flagged
    return asked <= asker if flagged else asked < asker


def rank(name: str, header: Header) -> Rank | None:
    """How high a body stands, the least the highest; None where its words do not tell."""
    body = body_named(name, header) if name else None
    level = _LEVELS.get(body.facts()["level"] or "") if body else None
    return (level, _LEADING.get(body.facts()["type"], _DIRECTED)) if body and level is not None else None
