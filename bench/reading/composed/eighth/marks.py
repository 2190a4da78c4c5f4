"""What the marked sources of this folder say: text with its labels written into it, so that no offset is ever typed.

    {r NQ|Nghị quyết số 57-NQ/TW ngày …}     reference; `{r L dd|Luật Đất đai}` names the document
    {a NQ NQ57|Nghị quyết}                   reference by a bare short form
    {p 2025Q3|quý III/2025}                  period; `..2025-12-31` deadline, `c …` comparison; 2025, 2025-06, 2025Q1, a..b, a day
    {t 2025|90%} {s 2024|…} {o|…}            quantity: target (due), result (period), other; `chg` relative, `range=a` one of two
    {d assignee;due;requester|…}             directive; `=` as before, requester from the head; `; ` does not part
    {c who;due|…} {k about|…}                commitment (`=` as before), obstacle
    {x reference|…}                          read and left out
    `?` behind the first letter              unsure; ` #alt_due=[null]` at the end of a head: one more field, JSON or plain words

A source is a TOML head, a line `+++`, and lines: `%%HEAD`, `%%BODY`, `%%STOP` (mentions are labelled between these two), `%%SIGN`,
`%%BY requester` (of the directives that follow),
`%%ANNEX` and `%%UNTIL` (no passages are labelled below), `@D ` and its like where a passage begins, tables (`%%TABLE task
stt,task,lead,…` to `%%END`, `H|` their heads, `G|` their groups). Cells of a table: `printed=>value`, `=>~` nothing, `=>^` as
in the row above, `^^` merged, `?` unsure.
"""

import json
import re
import tomllib
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

LEVELS = {
    "D": "dieu",
    "K": "khoan",
    "I": "diem",
    "R": "roman",
    "N": "number",
    "L": "letter",
    "C": "chuong",
    "A": "attached",
    "U": "letter_upper",
    "M": "muc",
}
COMPARATORS = {
    ">=": ("≥", "không dưới", "tối thiểu", "ít nhất", "từ"),
    "<=": ("≤", "không quá", "tối đa", "không vượt quá"),
    ">": (">", "trên", "hơn", "vượt"),
    "<": ("<", "gần", "dưới"),
    "~": ("khoảng", "xấp xỉ", "ước"),
}
WORDS = {"một": "1", "hai": "2", "ba": "3", "bốn": "4", "năm": "5", "sáu": "6", "bảy": "7", "tám": "8", "chín": "9", "mười": "10"}


@dataclass
class Built:
    """A text being written, with the labels whose places are known as it grows."""

    meta: dict[str, Any]
    text: str = ""
    mentions: list[dict[str, Any]] = field(default_factory=list)
    left_out: list[dict[str, Any]] = field(default_factory=list)
    passages: list[list[Any]] = field(default_factory=list)
    tables: list[dict[str, Any]] = field(default_factory=list)
    bounds: list[int] = field(default_factory=list)
    last: str | None = None
    last_who: str | None = None
    until: int | None = None
    no_wrap: list[tuple[int, int]] = field(default_factory=list)

    def say(self, marked: str) -> None:
        """Adds a marked string; labels nest."""
        at = 0
        while at < len(marked):
            if marked[at] != "{":
                nxt = marked.find("{", at)
                nxt = len(marked) if nxt < 0 else nxt
                self.text += marked[at:nxt]
                at = nxt
                continue
            end = closing(marked, at)
            head, inner = marked[at + 1 : end].split("|", 1)
            start, place = len(self.text), len(self.mentions)
            self.say(inner)
            self.label(head, start, place)
            at = end + 1

    def label(self, head: str, start: int, place: int) -> None:
        unsure = head[1:2] == "?"
        letter, said = head[0], head[2 if unsure else 1 :].strip()
        rest, *more = re.split(r" ?#(?=\w+=)", said)
        text = self.text[start:]
        made = {"start": start, "end": len(self.text), "text": text}
        if letter == "x":
            self.left_out.append({"kind": rest} | made)
            return
        facts = FACTS[letter](self, rest, text)
        if letter == "p" and text.startswith("trong "):  # the guidelines leave the preposition out
            made |= {"start": start + len("trong "), "text": text.removeprefix("trong ")}
        if letter == "a" or unsure:
            facts["unsure"] = True
        facts |= dict(map(extra, more))
        self.mentions.insert(place, {"kind": facts.pop("kind")} | made | facts)


def extra(said: str) -> tuple[str, Any]:
    """A further field of a label, `name=value`; a value that is not JSON is words."""
    name, _, value = said.partition("=")
    try:
        return name, json.loads(value)
    except json.JSONDecodeError:
        return name, value


def closing(marked: str, at: int) -> int:
    depth = 0
    for i in range(at, len(marked)):
        depth += {"{": 1, "}": -1}.get(marked[i], 0)
        if not depth:
            return i
    raise ValueError(f"no closing brace: {marked[at : at + 80]}")


def days(said: str) -> tuple[str, str]:
    """First and last day of `2025`, `2025-06`, `2025Q3`, `2025H1`, a day, or `a..b`."""
    if ".." in said:
        a, b = said.split("..")
        return days(a)[0], days(b)[1]
    if m := re.fullmatch(r"(\d{4})Q(\d)", said):
        first, last = 3 * int(m[2]) - 2, 3 * int(m[2])
        return days(f"{m[1]}-{first:02}")[0], days(f"{m[1]}-{last:02}")[1]
    if m := re.fullmatch(r"(\d{4})H(\d)", said):
        return (f"{m[1]}-01-01", f"{m[1]}-06-30") if m[2] == "1" else (f"{m[1]}-07-01", f"{m[1]}-12-31")
    if re.fullmatch(r"\d{4}", said):
        return f"{said}-01-01", f"{said}-12-31"
    if m := re.fullmatch(r"(\d{4})-(\d\d)", said):
        return f"{said}-01", f"{said}-{monthrange(int(m[1]), int(m[2]))[1]}"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", said):
        return said, said
    raise ValueError(said)


def last_day(said: str) -> str | None:
    return days(said)[1] if said and said != "~" else None


def reference(_built: Built, rest: str, text: str) -> dict[str, Any]:
    kind, _, entity = rest.partition(" ")
    symbol = re.search(r"(?:số:?\s*|^\S+(?: \S+)? )(\d+[\w]*(?:[/-][\w-]+)+|\d{1,5})(?![\w/])", text)
    day = re.search(r"ngày\s+(\d{1,2})(?:[/-]| tháng )(\d{1,2})(?:[/-]| năm )(\d{4})", text)
    number = re.match(r"\d+\w*", symbol[1])[0] if symbol else None  # type: ignore[index]
    issuer = re.search(r"của (.+?)(?=,? (?:về|ngày|quy định|ban hành|phê duyệt|tại|hướng dẫn)\b|$)", text)
    title = re.search(r"\b(?:về|phê duyệt|“)(?: việc)?\s*(.+)$", text)
    if kind == "L" and not number:
        title = re.search(r"(?:Luật|luật)\s+(.+?)(?= (?:số|ngày|năm)\b|$)", text)
    if kind in ("ĐA", "DA") and not number:
        title = re.search(r"^\S+ \S+ (.+)$", text)
    return {
        "kind": "reference", "type": kind, "number": number, "symbol": symbol[1] if symbol and not symbol[1].isdigit() else None,
        "date": f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}" if day else None, "issuer": issuer[1] if issuer else None,
        "title": title[1].strip("“”\" ") if title else None, "entity": entity or (f"{kind}{number}" if number else None),
    }  # fmt: skip


def anaphor(_built: Built, rest: str, _text: str) -> dict[str, Any]:
    kind, _, entity = rest.partition(" ")
    return {"kind": "reference", "type": kind, "number": None, "symbol": None, "date": None, "issuer": None, "title": None,
            "entity": entity or None, "anaphor": True}  # fmt: skip


def period(_built: Built, rest: str, text: str) -> dict[str, Any]:
    said, *alternatives = rest.split()
    role = "span"
    if said == "c":
        role, said, *alternatives = "comparison", *alternatives
    if said.startswith(".."):
        facts: dict[str, Any] = {"from": None, "to": days(said[2:])[1], "role": "deadline"}
        if text.lower().startswith(
            ("trong ", "vào ")
        ):  # no word of "until": a span by the guidelines, though one may take it for a deadline
            facts = {
                "from": days(said[2:])[0],
                "to": facts["to"],
                "role": "span",
                "alt_role": "deadline",
                "alt_ranges": [[None, facts["to"]]],
            }
        if text.lower().startswith(("trước tháng ", "trước quý ")):  # before a month: its first day, or up to its end
            after = date.fromisoformat(facts["to"]) + timedelta(1)
            facts["alt_ranges"] = [[None, after.isoformat()], [None, days(after.isoformat()[:7])[1]]]
    else:
        facts = dict(zip(("from", "to"), days(said), strict=True)) | {"role": role}
    if alternatives and alternatives[0] == "alt":
        facts["alt_role"] = alternatives[1]
    return {"kind": "period"} | facts


def quantity(_built: Built, rest: str, text: str, role: str) -> dict[str, Any]:
    compare = next((sign for sign, words in COMPARATORS.items() if text.lower().startswith(words)), "=")
    compare = ">=" if text.endswith("trở lên") else compare
    number = re.search(r"\d[\d.,]*\d|\d", text) or re.search(rf"\b(?:{'|'.join(WORDS)})\b", text, re.I)
    assert number and not re.search(r"\d\s*[-–]\s*\d", text), text
    whole = re.sub(r"\.(?=\d{3}(?!\d))", "", WORDS.get(number[0].lower(), number[0])).replace(",", ".")
    words = rest.split()
    facts: dict[str, Any] = {
        "kind": "quantity",
        "value": whole,
        "comparator": compare,
        "unit": text[number.end() :].strip(" /") or None,
        "measure": None,
    }
    facts["role"] = role
    said = [w for w in words if re.match(r"\d{4}", w)]
    if role == "target":
        facts["due"] = last_day(said[0]) if said else None
    if role == "result":
        facts["period"] = list(days(said[0])) if said else None
    facts["change"] = "chg" in words
    facts |= {key: value for key, _, value in (w.partition("=") for w in words) if value}
    return facts


def directive(built: Built, rest: str, text: str) -> dict[str, Any]:
    assignee, due, requester = [*(part.strip() for part in re.split(r";(?! )", rest)), "", "", ""][:3]
    built.last = built.last if assignee == "=" else (assignee or None)
    return {
        "kind": "directive",
        "requester": requester or built.meta.get("requester"),
        "assignee": built.last,
        "due": last_day(due),
    } | ({"alt_due": [None]} if due and re.search(r"trong (?:quý|tháng|năm|ngày)", text, re.I) else {})


def commitment(built: Built, rest: str, _text: str) -> dict[str, Any]:
    who, due = [*(part.strip() for part in re.split(r";(?! )", rest)), "", ""][:2]
    built.last_who = built.last_who if who == "=" else (who or None)
    return {"kind": "commitment", "who": built.last_who, "due": last_day(due)}


def obstacle(_built: Built, rest: str, _text: str) -> dict[str, Any]:
    return {"kind": "obstacle", "about": rest or None}


FACTS: dict[str, Any] = {
    "r": reference,
    "a": anaphor,
    "p": period,
    "d": directive,
    "c": commitment,
    "t": partial(quantity, role="target"),
    "s": partial(quantity, role="result"),
    "o": partial(quantity, role="other"),
    "k": obstacle,
}


def source(path: Path) -> tuple[dict[str, Any], list[str]]:
    head, body = path.read_text("utf-8").split("\n+++\n", 1)
    return tomllib.loads(head), body.rstrip("\n").split("\n")
