#!/usr/bin/env python3
"""Writes texts and labels of a set (by default this folder) from its marked sources, and checks every label against its text.

python bench/reading/composed/eighth/make.py [FOLDER]
"""

import json
import re
import sys
import unicodedata
from hashlib import sha256
from pathlib import Path
from typing import Any

from layout import foot, head, table
from marks import LEVELS, Built, source

HERE = Path(__file__).parent
FIELDS = ("type", "number", "symbol", "issuer", "date", "place", "title", "signer", "urgency", "term", "recipients")
KINDS = ["reference", "period", "quantity", "directive", "commitment", "obstacle"]


def build(path: Path) -> Built:
    meta, lines = source(path)
    built = Built(meta)
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if line == "%%HEAD":
            built.text += head(meta)
            built.no_wrap.append((0, len(built.text)))
        elif line in ("%%BODY", "%%STOP"):
            built.bounds.append(len(built.text))
        elif line in ("%%ANNEX", "%%UNTIL"):
            built.until = len(built.text)
        elif line == "%%SIGN":
            begin = len(built.text)
            built.text += foot(meta)
            built.no_wrap.append((begin, len(built.text)))
        elif line.startswith("%%TABLE "):
            end = lines.index("%%END", at)
            table(built, line.removeprefix("%%TABLE "), lines[at:end])
            at = end + 1
        elif line.startswith("%%BY "):
            meta["requester"] = line.removeprefix("%%BY ")
        elif not line.startswith("%%"):
            if m := re.match(r"@(\w) ", line):
                built.passages.append(
                    [len(built.text), LEVELS[m[1]], " ".join(re.sub(r"\{[^|{}]*\||\}", "", line[3:]).split()[:2])]
                )
                line = line[3:]
            built.say(line + "\n")
    if width := meta.get("wrap"):
        wrap(built, width)
    return built


def wrap(built: Built, width: int) -> None:
    """Hard line breaks instead of blanks: as long as before, so that no place moves."""
    text, line_start, blank = list(built.text), 0, -1
    for i, letter in enumerate(text):
        if letter == "\n":
            line_start, blank = i + 1, -1
        elif letter == " ":
            blank = i
        if i - line_start > width and blank > line_start and not any(a <= blank < b for a, b in built.no_wrap):
            text[blank] = "\n"
            line_start, blank = blank + 1, -1
    built.text = "".join(text)


def check(built: Built) -> None:
    assert built.text == unicodedata.normalize("NFC", built.text), built.meta["file"]
    for mention in [*built.mentions, *built.left_out]:
        mention["text"] = built.text[mention["start"] : mention["end"]]
        assert mention["kind"] not in ("directive", "commitment") or ";" not in mention["text"], mention
        assert mention["text"] == mention["text"].strip(" .;,…\n"), (built.meta["file"], mention)
    for start, _, words in built.passages:
        assert " ".join(built.text[start:].split()[:2]) == words, (built.meta["file"], words)
    for row in (row for found in built.tables for row in found["rows"]):
        assert built.text[row["start"] : row["end"]] == row["task"], row


def gold(built: Built) -> dict[str, Any]:
    meta = built.meta
    mentions = [{"id": f"m{i:03}"} | m for i, m in enumerate(sorted(built.mentions, key=lambda m: (m["start"], -m["end"])), 1)]
    made = {"file": meta["file"], "anchor_date": meta["anchor"], "anchor_source": meta["anchor_source"]}
    if built.bounds:
        made |= {"sha256": sha256(built.text.encode()).hexdigest(), "passage": built.bounds, "kinds": KINDS}
    return made | {"mentions": mentions, "borderline_not_labelled": built.left_out}


def header(meta: dict[str, Any]) -> dict[str, Any]:
    given = meta["header"]
    copies = [re.sub(r"^[-–+]\s*|[;,.]+$", "", line).strip() for line in meta.get("copies", [])]
    symbol = re.search(r"\d+[\w]*(?:[/-][\w.-]+)+", meta.get("symbol_line", ""))
    found = {"symbol": symbol[0] if symbol else None, "number": symbol[0].split("/")[0].split("-")[0] if symbol else None}
    found |= {"issuer": " ".join(meta.get("left", [])), "title": " ".join(meta.get("titles", [])), "signer": meta["sign"][-1]}
    full = {"urgency": None, "term": None, "recipients": copies} | found | given
    return (
        {"file": meta["file"]}
        | {name: full[name] or ([] if name == "recipients" else None) for name in FIELDS}
        | {"unsure": meta.get("unsure", [])}
    )


def one_docx(rows: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """The same rows without offsets, for the DOCX twin."""
    made = []
    for row in rows:
        said = {name: value for name, value in row.items() if name not in ("start", "end", "merged")}
        for name in ("deliverable", "group"):
            said[name] = text[slice(*row[name])] if row[name] else None
        made.append(said)
    return made


def lines(path: Path, values: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values), "utf-8")


def main(to: Path = HERE) -> None:
    headers, tables, structure, docx = [], [], [], []
    for path in sorted((to / "marked").glob("*/*.src")):
        folder = to / ("official" if path.parent.name == "official" else "")
        folder.mkdir(exist_ok=True)
        built = build(path)
        check(built)
        meta = built.meta
        (folder / meta["file"]).write_text(built.text, "utf-8", newline="")
        if meta.get("labelled", True):
            (folder / f"{meta['file']}.gold.json").write_text(json.dumps(gold(built), ensure_ascii=False, indent=1) + "\n", "utf-8")
        if path.parent.name != "official":
            continue
        headers.append(header(meta))
        rows = [row for found in built.tables for row in found["rows"]]
        if built.tables or meta.get("other_tables"):
            tables.append(
                {"file": meta["file"], "kind": "full", "rows": [{k: v for k, v in row.items() if k != "task"} for row in rows]}
            )
        if built.passages:
            last = built.until if built.until and built.until > built.passages[-1][0] else len(built.text)
            structure.append({"file": meta["file"], "passages": built.passages, "until": last})
        if meta.get("docx"):
            name = f"{Path(meta['file']).stem}.docx"
            docx.append({"file": name, "header": header(meta) | {"file": name}, "rows": one_docx(rows, built.text)})
    lines(to / "headers.jsonl", headers)
    lines(to / "tables.jsonl", tables)
    lines(to / "structure.jsonl", structure)
    if docx:
        lines(to / "docx.jsonl", docx)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
