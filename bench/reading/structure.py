#!/usr/bin/env python3
"""How well headers, passages and task tables are read, on labels of whole documents.

    .venv/bin/python bench/reading/structure.py [SHARED] [--errors]

SHARED (default ../shared beside the repository) holds the texts. The labels are in headers.jsonl, structure.jsonl and
tables.jsonl beside this file, made by reading alone by someone who had not seen the rules:

- headers: each field as printed. Compared without regard to case, marks at the ends and "V/v"; recipients as a set.
- passages: where one begins (offset) and its level; offsets quoted from an amended document are no passages.
- task rows: by the span of the task; each cell right or wrong. Cells that the print merges may be null ("merged").

The folders of `SETS` have labels of the same kinds for documents that were composed for the measurement; ten of
`composed/eighth` are DOCX too, which are written anew for each run; their rows are found by the words of the task.
`unsure_cells` count neither way, a group's number may be missing.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dutdiem.reading.files import open_document
from dutdiem.reading.model import SourceText
from dutdiem.reading.reader import read_text

HERE = Path(__file__).parent
COMPOSED = HERE / "composed"
SETS = ("eighth", "ninth")
EIGHTH = COMPOSED / "eighth"
FIELDS = ("type", "number", "symbol", "issuer", "date", "place", "title", "signer", "urgency", "term", "recipients")
CELLS = ("lead", "coordinating", "deliverable", "due", "group")
LEVELS = {"khoan": "number", "number2": "number", "diem": "letter", "letter_upper": "phan", "roman": "muc"}

STEPS = ("muc_", "phan_", "chuong_", "dieu_")


def reading(path: Path) -> dict[str, Any]:
    if path.suffix == ".docx":
        return read_text(open_document(path)).as_json()
    with path.open(encoding="utf-8", newline="") as file:
        return read_text(SourceText(file.read(), file_name=path.name)).as_json()


@dataclass(frozen=True)
class Labelled:
    """Texts and the labels of them; `title` heads what is printed."""

    title: str
    folder: Path
    texts: Path

    def labels(self, name: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.folder / f"{name}.jsonl").read_text("utf-8").splitlines()]

    def path(self, label: dict[str, Any]) -> Path:
        return (self.texts.parent if "/" in label["file"] else self.texts) / str(label["file"])


def folded(value: object) -> object:
    """A field for comparison: small letters, no marks at the ends, one blank between words, no "V/v"."""
    if not isinstance(value, str):
        return value
    words = " ".join(re.sub(r"[*_|]", " ", value).split()).lower().replace("uỷ", "ủy")
    return re.sub(r"^(?:v/v|về việc|về)\b:? ?", "", words.strip(" .;:,-–+“”\"'"))


def years(value: object) -> object:
    """A term for comparison: its years, however they are joined."""
    return tuple(re.findall(r"\d{4}", str(value))) or None


def folded_set(values: list[str]) -> set[object]:
    return {folded(value) for value in values}


class Tally:
    """Right, of how many, and spurious, by name."""

    def __init__(self, *, show: bool) -> None:
        self.right: Counter[str] = Counter()
        self.total: Counter[str] = Counter()
        self.spurious: Counter[str] = Counter()
        self.show = show

    def add(self, name: str, where: str, gold: object, found: object) -> None:
        if gold:
            self.total[name] += 1
            self.right[name] += gold == found
        elif found:
            self.spurious[name] += 1
        if self.show and (gold or None) != (found or None):
            print(f"{where[:34]:36}{name:14}{gold!r} <- {found!r}")

    def report(self, title: str) -> None:
        print(f"\n{title}")
        for name in dict.fromkeys([*self.total, *self.spurious]):
            right, total, extra = self.right[name], self.total[name], self.spurious[name]
            print(f"{name:14}{right:6} of {total:4}  {right / max(1, total):.3f}   spurious {extra}")


def headers(of: Labelled, *, show: bool) -> None:
    tally = Tally(show=show)
    for label in of.labels("headers"):
        header(tally, label, reading(of.path(label))["header"])
    tally.report(f"headers: documents in which the field is right{of.title}")


def header(tally: Tally, label: dict[str, Any], found: dict[str, Any]) -> None:
    show = tally.show
    for field in FIELDS:
        if field == "recipients":
            gold, got = folded_set(label[field]), folded_set(found[field])
            if show and gold != got:
                print(f"{label['file'][:34]:36}recipients    missing {gold - got}, spurious {got - gold}")
            tally.show = False
            tally.add(field, label["file"], gold, got)
            tally.show = show
        elif field not in label.get("unsure", ()):
            fold = years if field == "term" else folded
            tally.add(field, label["file"], fold(label[field]), fold(found[field]))


def unmarked(text: str, start: int) -> int:
    """Where a passage's own words begin: behind the marks of bold type, which some labels take in."""
    while text[start] == "*":
        start += 1
    return start


def level_of(name: str) -> str:
    """The level that a passage's id says by its last step."""
    last = name.rsplit(".", 1)[-1].split("~")[0]
    if last.removeprefix("khoan_").isdigit():
        return "number"
    return {"diem": "letter"}.get(last.split("_")[0], last.split("_")[0] if last.startswith(STEPS) else "attached")


def passages(of: Labelled, *, show: bool) -> None:
    right, right_level, total, given = 0, 0, 0, 0
    for label in of.labels("structure"):
        until = label.get("until", sys.maxsize)
        read = reading(of.path(label))
        found = {p["start"]: p["id"] for p in read["passages"] if p["start"] < until}
        gold = {unmarked(read["text"], start): LEVELS.get(level, level) for start, level, _ in label["passages"]}
        total, given = total + len(gold), given + len(found)
        for start in sorted(gold.keys() | found.keys()):
            level = level_of(found[start]) if start in found else None
            right += start in gold and start in found
            same = level is not None and gold.get(start) == level
            right_level += same
            if show and not same:
                print(f"{label['file'][:34]:36}{start:7} {gold.get(start)} <- {found.get(start)}")
    print(f"\npassages{of.title} by start: precision {right / max(1, given):.3f}, recall {right / total:.3f} of {total}; ", end="")
    print(f"level too: {right_level / total:.3f}")


def tables(of: Labelled, *, show: bool) -> None:
    full, near = Tally(show=show), Tally(show=show)
    for label in of.labels("tables"):
        read = reading(of.path(label))
        rows = {(m["start"], m["end"]): m for m in read["mentions"] if m["kind"] == "task_row"}
        tally = near if label["kind"] == "borderline" else full
        for gold in label["rows"]:
            row = rows.pop((gold["start"], gold["end"]), None)
            tally.add("row", label["file"], (gold["start"], gold["end"]), (gold["start"], gold["end"]) if row else None)
            if row and not gold.get("unsure"):
                cells(tally, label["file"], gold, row, read["text"])
        for span in rows:
            tally.add("row", label["file"], None, span)
    full.report(f"task rows (cells of the rows found){of.title}")
    if near.total or near.spurious:
        near.report("rows of a table of targets with a responsible body")


def twins(*, show: bool) -> None:
    """The DOCX of the eighth set: headers, and task rows by their words."""
    head, rows = Tally(show=show), Tally(show=show)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, str(EIGHTH / "make_docx.py"), folder], check=True)
        for label in Labelled("", EIGHTH, Path(folder)).labels("docx"):
            read = reading(Path(folder) / label["file"])
            header(head, label["header"], read["header"])
            found = [m for m in read["mentions"] if m["kind"] == "task_row"]
            for gold in label["rows"]:
                row = next((m for m in found if folded(read["text"][m["start"] : m["end"]]) == folded(gold["task"])), None)
                rows.add("row", label["file"], gold["task"], gold["task"] if row else None)
                if row:
                    found.remove(row)
                    cells(rows, label["file"], gold, row, read["text"])
            for row in found:
                rows.add("row", label["file"], None, read["text"][row["start"] : row["end"]])
    head.report("headers of the eighth set as DOCX")
    rows.report("task rows of the eighth set as DOCX")


def cells(tally: Tally, where: str, gold: dict[str, Any], row: dict[str, Any], text: str) -> None:
    for name in CELLS:
        want = gold[name]
        if name in gold.get("unsure_cells", ()):
            continue
        if name in ("deliverable", "group") and isinstance(want, list):
            want = text[want[0] : want[1]]
        if name == "group" and folded(row[name]) in folded_set(gold.get("group_alt", [])):
            want = row[name]
        if isinstance(want, list):
            tally.add(
                name,
                where,
                folded_set(want),
                folded_set(row[name]) if row[name] or name not in gold.get("merged", ()) else folded_set(want),
            )
        elif row[name] is not None or name not in gold.get("merged", ()):
            tally.add(name, where, folded(want), folded(row[name]))


def main(arguments: list[str]) -> None:
    places = [Path(argument) for argument in arguments if not argument.startswith("--")]
    shared = places[0] if places else HERE.parents[2] / "shared"
    if not shared.is_dir():
        sys.exit(f"{shared} is not there: the texts to measure on are not part of this repository")
    show = "--errors" in arguments
    sets = (Labelled(f" ({name} set)", COMPOSED / name, COMPOSED / name / "official") for name in SETS)
    for of in (Labelled("", HERE, shared / "corpus/official"), *sets):
        headers(of, show=show)
        passages(of, show=show)
        tables(of, show=show)
    twins(show=show)


if __name__ == "__main__":
    main(sys.argv[1:])
