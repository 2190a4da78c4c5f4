"""What a reading proposes: tasks, targets, petitions and obstacles, each with the sentence that it comes from. Plain values."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from dutdiem.documents.petitions import is_petition
from dutdiem.reading.model import Header

BREAK = re.compile(r"(?<=[.!?…;:”\"])\s+(?=[A-ZĐÀ-Ỹ\d“\"(+-])|\n\s*\n|\n(?=\s*(?:[-+•–]|\d{1,2}[.)]|[a-zđ]\)|[IVX]+\.)\s)")
NOT_THERE = re.compile(
    r"(tháo gỡ|giải quyết|khắc phục|xử lý|vượt qua|báo cáo|phản ánh|nếu (còn )?(có|gặp))(\s+\S+){0,3}\s*$", re.IGNORECASE
)
ONLY_A_DEADLINE = re.compile(
    r"((thực hiện )?xong|hoàn thành|kết thúc|thời (gian|hạn)( hoàn thành)?:?) (chậm nhất|trước|trong|vào|ngày)\b.{0,45}$",
    re.IGNORECASE,
)
BLANKS = re.compile(r"\s+")
EMPHASIS = re.compile(r"\*+")
BEFORE_MARK = re.compile(r" (?=[),.;:])|(?<=\() ")
ANNOUNCES = re.compile(
    r"(?:,? (?:như sau|sau đây|bao gồm|gồm)|, cụ thể| cụ thể(?=\s*:| (?:như sau|sau đây|bao gồm|gồm)))*[\s,;:.–-]*$"
)
"""What a title ends with where the sentence goes on in a list below it ("…, cụ thể như sau:"), unlike in “mục tiêu cụ thể”."""
RANGE_BEGINS = re.compile(r" ?\b(?:khoảng )?từ(?= …|$)(?: …)?")
NOTHING_TO_DO = re.compile(
    r"(?:thường xuyên|kịp thời|tập trung|đẩy mạnh|tiếp tục|tăng cường|chủ động|tích cực|khẩn trương|quyết liệt)"
    r"(?: (?:vào|về|cho|với))?",
    re.IGNORECASE,
)
"""“Thường xuyên”, “Tập trung vào”: how or at what is missing; nobody can be given that."""


@dataclass(frozen=True, slots=True)
class Many:
    """What words for many units mean: every unit of some levels, or, `below`, those right below whoever speaks; `of` is the level
    of that one where the words tell it.

    `kinds` are the kinds of commune that the words name: of one kind alone only those are meant, while several together are how
    offices name the level ("các xã, phường"). `places` are words for places alone, which may mean their authorities as well.
    """

    levels: tuple[str, ...] = ()
    below: bool = False
    of: str = ""
    kinds: tuple[str, ...] = ()
    places: str = ""

    def means(self, level: str, name: str) -> bool:
        """Whether a unit of this level and name is one of the kind that is meant."""
        only = self.kinds[0] if len(self.kinds) == 1 else ""
        return not only or level != "commune" or name.casefold().startswith(f"công an {only} ")


@dataclass(frozen=True, slots=True)
class Draft:
    """One proposal: `text[start:end]` is the sentence or table row that says so."""

    kind: str
    start: int
    end: int
    facts: dict[str, Any] = field(default_factory=dict)


def propose(text: str, mentions: Iterable[Mapping[str, Any]], header: Header | None = None) -> list[Draft]:
    """The proposals of a reading, in the order of the text; one for each kind and span. `header` tells who issued the document."""
    sentences, header = Sentences(text), header or Header()
    drafts = [draft for mention in _ranges_joined(text, mentions) if (draft := _draft(text, sentences, mention, header))]
    asked = [(draft.start, draft.end) for draft in drafts if draft.kind == "petition"]
    drafts = [draft for draft in drafts if draft.kind != "target" or not _within(draft, asked)]
    once = {(d.kind, d.start, d.end): d for d in sorted(drafts, key=lambda d: (d.start, d.end, d.kind))}
    return _with_their_deadlines(list(once.values()))


def _ranges_joined(text: str, mentions: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """“Đạt từ 40 đến 50%” is one target: its lower end must be reached, and its title says both."""
    joined: list[Mapping[str, Any]] = []
    first: Mapping[str, Any] | None = None
    for mention in mentions:
        if mention["kind"] != "quantity" or mention.get("range") is None or mention.get("role") != "target":
            joined.append(mention)
        elif first is None or first["range"] != mention["range"]:
            joined.append(first := mention)
        else:
            joined.remove(first)
            joined.append(_joined(text, first, mention))
    return joined


def _joined(text: str, first: Mapping[str, Any], last: Mapping[str, Any]) -> Mapping[str, Any]:
    begin = first["start"] - len("từ ") if text.endswith("từ ", 0, first["start"]) else first["start"]
    words = one_line(text[begin : last["end"]])
    measure = RANGE_BEGINS.sub("", first.get("measure") or "")
    least = min(first, last, key=lambda one: Decimal(one["value"]))
    comparator = ">=" if first.get("comparator") in {None, "="} else first["comparator"]
    facts = {"end": last["end"], "value": least["value"], "comparator": comparator, "unit": last.get("unit") or first.get("unit")}
    return {**first, **facts, "measure": f"{measure} ({words})".lstrip()}


def _within(draft: Draft, spans: Iterable[tuple[int, int]]) -> bool:
    """How much a petition asks for is no target of whoever asks."""
    return any(start <= draft.start and draft.end <= end for start, end in spans)


def _with_their_deadlines(drafts: Sequence[Draft]) -> list[Draft]:
    """“…; hoàn thành trước ngày 30/9/2022” is no order of its own but the deadline of the one before it in the sentence."""
    kept: list[Draft] = []
    for draft in drafts:
        before = next((one for one in reversed(kept) if one.kind == "task"), None) if draft.kind == "task" else None
        if before and _is_deadline_of(draft, before):
            before.facts["due"] = before.facts.get("due") or draft.facts.get("due")
            before.facts["due_text"] = before.facts.get("due_text") or draft.facts.get("due_text") or draft.facts["title"]
        else:
            kept.append(draft)
    return kept


def _is_deadline_of(draft: Draft, before: Draft) -> bool:
    same_sentence = draft.facts["sentence"] == before.facts["sentence"]
    return same_sentence and bool(ONLY_A_DEADLINE.match(draft.facts["title"])) and draft.start >= before.end


def _draft(text: str, sentences: "Sentences", mention: Mapping[str, Any], header: Header) -> Draft | None:
    make = {"task_row": _row, "directive": _directive, "commitment": _commitment, "obstacle": _obstacle}
    start, end = mention["start"], mention["end"]
    if mention["kind"] == "quantity" and mention.get("role") == "target":
        return Draft("target", start, end, _target(mention) | {"sentence": sentences.around(start, end)})
    if mention["kind"] not in make:
        return None
    if mention.get("past") or mention.get("object") == "":
        return None  # an order that a report tells as given already, or a verb that says nothing of what ("thẩm định")
    kind, facts = make[mention["kind"]](text, mention)
    if mention["kind"] in {"directive", "commitment"} and NOTHING_TO_DO.fullmatch(facts["title"]):
        return None
    if mention["kind"] == "directive" and is_petition(mention, header):
        kind, facts["addressee"] = "petition", facts.pop("lead")
    sentence = sentences.around(start, end)
    if kind == "obstacle":
        if mention.get("headed"):
            sentence = [start, end]
        elif not _laments(text, start, end, sentence):
            return None
        start, end = sentence
        facts["title"] = one_line(text[start:end])
    return Draft(kind, start, end, facts | {"sentence": sentence, "origin": mention["kind"]})


def _row(text: str, row: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    return "task", {
        "title": title_of(row.get("task") or text[row["start"] : row["end"]]),
        "lead": one_line(row.get("lead") or ""),
        "coordinating": [one_line(unit) for unit in row.get("coordinating") or ()],
        "deliverable": one_line(row.get("deliverable") or ""),
        "due": row.get("due"),
        "due_text": one_line(row.get("due_text") or ""),
        "recurrence": row.get("recurrence") or "",
        "group": one_line(row.get("group") or ""),
    }


def _action(text: str, statement: Mapping[str, Any]) -> str:
    """The statement's own words, with the object that the words before it lend a bare verb ("Thẩm định" of a draft)."""
    return f"{text[statement['start'] : statement['end']]} {statement.get('object') or ''}"


def _directive(text: str, order: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    return "task", {
        "title": title_of(_action(text, order)),
        "lead": one_line(order.get("assignee") or ""),
        "requester": one_line(order.get("requester") or ""),
        "due": order.get("due"),
        "due_text": one_line(order.get("due_text") or ""),
        "recurrence": order.get("recurrence") or "",
    }


def _commitment(text: str, promise: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    return "task", {
        "title": title_of(_action(text, promise)),
        "lead": one_line(promise.get("who") or ""),
        "due": promise.get("due"),
        "due_text": one_line(promise.get("due_text") or ""),
        "recurrence": promise.get("recurrence") or "",
    }


def _obstacle(text: str, found: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    return "obstacle", {"words": text[found["start"] : found["end"]], "about": one_line(found.get("about") or "")}


def _laments(text: str, start: int, end: int, sentence: Sequence[int]) -> bool:
    """Whether the words name a difficulty that is there: not a heading, and not one to be removed or that may yet come up."""
    if text[sentence[0] : sentence[1]].isupper() or sentence[1] - sentence[0] < (end - start) + 12:
        return False
    return not NOT_THERE.search(text[max(sentence[0], start - 40) : start])


def _target(quantity: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "measure": one_line(quantity.get("measure") or ""),
        "comparator": quantity.get("comparator") or "=",
        "value": quantity["value"],
        "unit": quantity.get("unit") or "",
        "due": quantity.get("due"),
        "origin": "quantity",
    }


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that bears a body's name, with the folded name of the province above it, "" where none is."""

    unit: int
    province: str


def unit_among(candidates: Iterable[Candidate], province: str) -> int | None:
    """The one unit that is meant; None where several of the name stand and the province that the text says does not tell.

    Communes of different provinces share names. A name that is the only one of its kind still means no unit of another province.
    """
    told = {one.unit for one in candidates if not province or one.province in ("", province)}
    return told.pop() if len(told) == 1 else None


_YEAR = re.compile(r"(?<!đến )(?<!từ )\bnăm (20\d\d)\b(?! ?[-–] ?\d)")
_DATED = re.compile(r"tháng \d{1,2} năm 20\d\d")


def year_of(title: str, issued: date | None) -> int | None:
    """The year that a plan is of by its title (“… năm 2026”): its own or the next, and the only one that the title names."""
    found = {int(year) for year in _YEAR.findall(_DATED.sub("", title.casefold()))}
    year = found.pop() if len(found) == 1 else None
    return year if year and issued and 0 <= year - issued.year <= 1 else None


def one_line(text: str) -> str:
    """The text with every run of blanks and line breaks as one blank."""
    return BLANKS.sub(" ", text).strip()


def heading(symbol: str, title: str, file_name: str) -> str:
    """What a document is called where one line has to do."""
    return ": ".join(filter(None, (symbol, title))) or file_name


def title_of(words: str) -> str:
    """The words as a task's name: one line with a capital, without a web text's asterisks, and without what announces a list."""
    plain = BEFORE_MARK.sub("", one_line(EMPHASIS.sub("", words)))
    plain = ANNOUNCES.sub("", plain) or plain
    return plain[:1].upper() + plain[1:]


class Sentences:
    """Where the sentences of a text begin and end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: Sequence[int] = [0, *(m.end() for m in BREAK.finditer(text)), len(text) + 1]

    def around(self, start: int, end: int) -> list[int]:
        """[start, end] of the sentence or sentences that hold the span, without blanks at the ends."""
        first = self.starts[bisect_right(self.starts, start) - 1]
        last = min(self.starts[bisect_left(self.starts, end)], len(self.text))
        piece = self.text[first:last]
        return [first + len(piece) - len(piece.lstrip()), first + len(piece.rstrip())]
