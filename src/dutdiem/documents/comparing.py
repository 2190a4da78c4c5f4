"""What a second reading of a document proposes differently: new, gone and changed proposals. Plain values."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from dutdiem.documents.rules import Draft

ASIDE = frozenset({"sentence"})
"""Facts that only say where it stands."""


@dataclass(frozen=True, slots=True)
class Known:
    """A proposal of an earlier reading; `facts` are the reader's own, whatever a person has made of them."""

    key: int
    kind: str
    start: int
    end: int
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """What is new, what changed (by the key of the earlier one), and the keys of what is gone."""

    new: tuple[Draft, ...]
    changed: dict[int, Draft]
    gone: tuple[int, ...]


def compare(known: Iterable[Known], drafts: Iterable[Draft]) -> Difference:
    """Match each draft with the earlier proposal of its kind at the same place, else with the one that it overlaps by half."""
    left, found, new = {one.key: one for one in known}, {}, []
    waiting = []
    places = {(one.kind, one.start, one.end): one for one in left.values()}
    for draft in drafts:
        same = places.get((draft.kind, draft.start, draft.end))
        if same and left.pop(same.key, None):
            found[same.key] = (same, draft)
        else:
            waiting.append(draft)
    for draft in waiting:
        near = max(left.values(), key=lambda one: _overlap(one, draft), default=None)
        if near and _overlap(near, draft) >= 0.5:
            del left[near.key]
            found[near.key] = (near, draft)
        else:
            new.append(draft)
    changed = {key: draft for key, (one, draft) in found.items() if _told(one.facts) != _told(draft.facts)}
    return Difference(tuple(new), changed, tuple(sorted(left)))


def _overlap(one: Known, draft: Draft) -> float:
    if one.kind != draft.kind:
        return 0.0
    shared = min(one.end, draft.end) - max(one.start, draft.start)
    return max(0, shared) / max(1, max(one.end, draft.end) - min(one.start, draft.start))


def _told(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What the facts say; what is empty says nothing."""
    return {name: value for name, value in facts.items() if name not in ASIDE and value not in (None, "", [])}


class Places:
    """Where places of a text that was read anew stand in the text that is kept, line by line."""

    def __init__(self, new: str, kept: str) -> None:
        news, keeps = new.splitlines(keepends=True), kept.splitlines(keepends=True)
        matcher = SequenceMatcher(None, news, keeps, autojunk=False)
        new_at, kept_at = _starts(news), _starts(keeps)
        self.blocks = [(new_at[b.a], new_at[b.a + b.size], kept_at[b.b]) for b in matcher.get_matching_blocks() if b.size]
        self.starts = [start for start, _, _ in self.blocks]

    def find(self, start: int, end: int) -> tuple[int, int] | None:
        """The same words in the text that is kept; None where the lines that hold them are not the same."""
        at = bisect_right(self.starts, start) - 1
        if at < 0 or end > self.blocks[at][1]:
            return None
        by = self.blocks[at][2] - self.blocks[at][0]
        return start + by, end + by


def _starts(lines: Sequence[str]) -> list[int]:
    at, found = 0, [0]
    for line in lines:
        at += len(line)
        found.append(at)
    return found
