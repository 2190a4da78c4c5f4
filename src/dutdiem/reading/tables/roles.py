"""What a column's heading says that its cells are. Words in `data/tables.toml`."""

import re
from collections import deque
from functools import cache

from dutdiem.reading.vocabulary import alternatives, vocabulary

_LONGEST_HEADING = 120
_HEADING_ROW, _FEWEST_ROLES = 250, 3


@cache
def _roles() -> list[tuple[str, re.Pattern[str], re.Pattern[str] | None]]:
    def words(values: list[str]) -> re.Pattern[str]:
        return re.compile("|".join(rf"\b{re.escape(value)}\b" for value in values))

    return [
        (rule["role"], words(rule["words"]), words(rule["without"]) if rule.get("without") else None)
        for rule in vocabulary("tables")["roles"]
    ]


def column_role(heading: str) -> str | None:
    """The role of a column ("task", "lead", "coordinating", "deliverable", "due", "number"), None where its heading tells none."""
    low = heading.lower()
    if not low or len(low) > _LONGEST_HEADING:
        return None
    return next((role for role, has, without in _roles() if has.search(low) and not (without and without.search(low))), None)


@cache
def _any_role() -> tuple[re.Pattern[str], dict[str, str]]:
    roles = {word: rule["role"] for rule in reversed(vocabulary("tables")["roles"]) for word in rule["words"]}
    return re.compile(rf"\b{alternatives(list(roles))}\b"), roles


def names_columns(text: str) -> bool:
    """Do the words of at least three roles stand near one another? A glance before a heading row is looked for."""
    pattern, roles = _any_role()
    near: deque[tuple[int, str]] = deque()
    for match in pattern.finditer(text.lower()):
        near.append((match.start(), roles[match.group()]))
        while near[0][0] < match.start() - _HEADING_ROW:
            near.popleft()
        if len({role for _, role in near}) >= _FEWEST_ROLES:
            return True
    return False
