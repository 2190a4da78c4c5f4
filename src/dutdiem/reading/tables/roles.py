"""What a column's heading says that its cells are. Words in `data/tables.toml`."""

import re
from collections import deque
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import BytesAhoCorasick

from dutdiem.reading.vocabulary import alternatives, vocabulary

_LONGEST_HEADING = 120
_HEADING_ROW, _FEWEST_ROLES = 250, 3


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a heading must say to have a role."""

    role: str
    has: re.Pattern[str]
    together: tuple[str, ...]
    exact: frozenset[str]
    starts: tuple[str, ...]
    without: re.Pattern[str]

    def holds(self, heading: str) -> bool:
        said = (
            heading in self.exact
            or heading.startswith(self.starts or ("\n",))
            or self.has.search(heading) is not None
            or (bool(self.together) and all(word in heading for word in self.together))
        )
        return said and not self.without.search(heading)


@cache
def _rules() -> tuple[_Rule, ...]:
    def words(values: list[str]) -> re.Pattern[str]:
        return re.compile(rf"\b{alternatives(values)}\b" if values else r"(?!)")

    return tuple(
        _Rule(
            rule["role"],
            words(rule.get("words", [])),
            tuple(rule.get("all", ())),
            frozenset(rule.get("exact", ())),
            tuple(rule.get("starts", ())),
            words(rule.get("without", [])),
        )
        for rule in vocabulary("tables")["roles"]
    )


@cache
def column_role(heading: str) -> str | None:
    """The role of a column ("task", "lead", "coordinating", "shared" for both of these, "deliverable", "due", "group", "number"),
    None where its heading tells none."""
    low = heading.lower()
    if not low or len(low) > _LONGEST_HEADING:
        return None
    return next((rule.role for rule in _rules() if rule.holds(low)), None)


@cache
def _any_role() -> tuple[re.Pattern[str], dict[str, str]]:
    rules = reversed(vocabulary("tables")["roles"])
    roles = {word: rule["role"] for rule in rules for word in (*rule.get("words", ()), *rule.get("starts", ()))}
    return re.compile(rf"\b{alternatives(list(roles))}\b"), roles


@cache
def _role_words() -> tuple[BytesAhoCorasick, tuple[str, ...]]:
    """An automaton for the words, which finds them all many times as fast as the pattern, and the role of each."""
    _, roles = _any_role()
    return BytesAhoCorasick([word.encode() for word in roles]), tuple(roles.values())


def _roles_met(low: str) -> int:
    """How many roles have words in a text, as parts of other words too."""
    automaton, roles = _role_words()
    return len(
        {roles[at] for at, _, _ in automaton.find_matches_as_indexes(low.encode("utf-8", errors="replace"), overlapping=True)}
    )


@cache
def _task_syllables() -> tuple[tuple[str, ...], ...]:
    rules = [rule for rule in vocabulary("tables")["roles"] if rule["role"] == "task"]
    said = [word for rule in rules for key in ("words", "exact", "starts") for word in rule.get(key, ())]
    said += [" ".join(rule["all"]) for rule in rules if "all" in rule]
    return tuple(tuple(word.split()) for word in said)


def may_name_tasks(text: str) -> bool:
    """Are all syllables of a word there that makes a column one of tasks? The lines of a heading may be anywhere in the text."""
    low = text.lower().replace(" ", "").replace("\n", "")
    return any(all(syllable in low for syllable in word) for word in _task_syllables())


def names_columns(text: str) -> bool:
    """Do the words of at least three roles stand near one another? A glance before a heading row is looked for."""
    pattern, roles = _any_role()
    low = text.lower()
    if _roles_met(low) < _FEWEST_ROLES:
        return False
    near: deque[tuple[int, str]] = deque()
    for match in pattern.finditer(low):
        near.append((match.start(), roles[match.group()]))
        while near[0][0] < match.start() - _HEADING_ROW:
            near.popleft()
        if len({role for _, role in near}) >= _FEWEST_ROLES:
            return True
    return False
