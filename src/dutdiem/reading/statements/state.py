"""What a statement is, and what the sentences read so far leave open."""

import re
from dataclasses import dataclass

_MARKS = re.compile(r"[();]")
_JUDGED = re.compile(
    r" là (?:nhiệm vụ|trách nhiệm|yêu cầu|giải pháp|vấn đề|một trong|một |việc làm|yếu tố|chủ trương|nội dung|điều kiện"
    r"|động lực|nền tảng|mục tiêu|trung tâm|khâu)"
)
_HELD = re.compile(r"\b(?:coi|xem|xác định|nhận thức|đây)\b")
_BY_WHEN = re.compile(r"hoàn thành|thời gian|trước|chậm nhất|dự kiến")


NOBODY = "?"
"""Who asks where nobody is named; a statement says None."""


@dataclass(slots=True)
class Statement:
    """A directive or commitment (flat offsets): `who` asks or undertakes, `assignee` is asked.

    What says by when may stand in the action itself, in `lead` (the start of its own part), or open the sentence (`opening`).
    """

    kind: str
    start: int
    end: int
    who: str | None
    assignee: str | None
    lead: int
    opening: tuple[int, int]
    by: tuple[int, int] | None = None
    """A label below it that says by when ("Thời gian hoàn thành: …")."""
    petition: bool = False
    """Whoever asks gives no order: "kiến nghị", "đề xuất", or a section of that name."""
    about: str | None = None
    """What a bare verb is of, as what leads in to it says ("Về dự thảo Nghị quyết: Sở Tư pháp thẩm định"); empty where nothing
    does, None where the verb has its own."""
    past: bool = False
    """An order that a report tells as given already; it is open no more."""


@dataclass(slots=True)
class State:
    """What the sentences before have left open. `weak`: a sentence has come between; only a modal goes on."""

    kind: str = ""
    who: str | None = None
    assignee: str | None = None
    main: str | None = None
    """Whom the speaker addresses; a sentence that names nobody goes back to them after one that asked somebody else."""
    proposes: bool = False
    """Whoever asks gives no orders: "kiến nghị", "đề xuất", "mong"."""
    petitions: bool = False
    """With "kiến nghị" or "đề xuất"; "mong" may be said to those below, too."""
    weak: bool = False
    listing: bool = False


def same_asker(one: str | None, other: str | None) -> bool:
    """ "Đồng chí Phan Văn Mãi" and "Chủ tịch UBND TPHCM Phan Văn Mãi" are one: most words of the shorter are in the longer."""
    some, others = set((one or "").lower().split()), set((other or "").lower().split())
    return bool(some) and len(some & others) >= 0.6 * min(len(some), len(others))


def is_judged(low: str, begin: int, stop: int) -> bool:
    """ "Đẩy mạnh … là nhiệm vụ cấp bách": what would be an action is what the sentence is about."""
    if low.find(" là ", begin, stop) < 0:
        return False
    judged = _JUDGED.search(low, begin, stop)
    return judged is not None and _HELD.search(low, begin, judged.start()) is None


def split_parts(low: str, at: int, end: int) -> list[tuple[int, int]]:
    """The parts between ";" outside brackets."""
    if low.find(";", at, end) < 0:
        return [(at, end)]
    parts, depth, start = [], 0, at
    for match in _MARKS.finditer(low, at, end):
        if match.group() == ";":
            if depth <= 0:
                parts.append((start, match.start()))
                start = match.end()
        else:
            depth += 1 if match.group() == "(" else -1
    parts.append((start, end))
    return parts


def trim(text: str, begin: int, end: int) -> int:
    """Without closing marks, and without a closing bracket that only says by when."""
    opened = text.find("“", begin, end) >= 0
    while end > begin and text[end - 1] in ' .;,…:/”"':
        if (text[end - 1] == "”" and opened) or (text[end - 1] == '"' and text.count('"', begin, end) % 2 == 0):
            break
        end -= 1
    if end > begin and text[end - 1] == ")":
        bracket = text.rfind("(", begin, end)
        if bracket > begin and _BY_WHEN.search(text, bracket, end):
            end = bracket
            while end > begin and text[end - 1] in " .;,…":
                end -= 1
    return end
