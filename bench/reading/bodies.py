"""How well bodies and offices are read, on labels of their own (`labels/*.organisations.json`).

A mention is right where its span, full name, office and whether it is a group are all as labelled; spans are also counted
alone. Labels marked `unsure` count neither way. Run through accuracy.py.
"""

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

Mentions = list[dict[str, Any]]


def bodies(shared: Path, labels: Path, reading: Callable[[Path], dict[str, Any]], *, errors: bool) -> None:
    """Prints the table of the official and the conference passages, with `errors` each miss before it."""
    tally = {folder: [0, 0, 0, 0] for folder in ("official", "conference")}
    for label, document in _labelled(shared, labels):
        begin, end = label["passage"]
        sure = [gold for gold in label["mentions"] if not gold.get("unsure")]
        spared = [gold for gold in label["mentions"] if gold.get("unsure")]
        read = [m for m in reading(document)["mentions"] if m["kind"] == "organisation" and begin <= m["start"] < end]
        found = [m for m in read if not any(m["start"] < gold["end"] and gold["start"] < m["end"] for gold in spared)]
        counts = _counts(sure, found)
        tally[label["folder"]] = [before + now for before, now in zip(tally[label["folder"]], counts, strict=True)]
        if errors:
            _show(label["file"][:22], sure, found)
    _print(tally)


def _labelled(shared: Path, labels: Path) -> Iterator[tuple[dict[str, Any], Path]]:
    """The label files with the documents they label, as those were on the day."""
    for path in sorted(labels.glob("*.organisations.json")):
        label = json.loads(path.read_text("utf-8"))
        document = shared / "corpus" / label["folder"] / label["file"]
        if document.exists() and sha256(document.read_bytes()).hexdigest() == label["sha256"]:
            yield label, document
        else:
            print(f"not measured, missing or changed: {label['file']}")


def _told(mention: dict[str, Any]) -> tuple[Any, ...]:
    """What has to be right of a mention."""
    group = bool(mention.get("group"))
    name = None if group else " ".join(mention["name"].lower().split())
    return mention["start"], mention["end"], name, mention.get("post"), group


def _counts(golds: Mentions, found: Mentions) -> tuple[int, int, int, int]:
    """Labels, mentions found, spans alike, and mentions right in everything."""
    spans, told = {(m["start"], m["end"]) for m in found}, {_told(m) for m in found}
    return len(golds), len(found), sum((g["start"], g["end"]) in spans for g in golds), sum(_told(g) in told for g in golds)


def _show(name: str, golds: Mentions, found: Mentions) -> None:
    told, known = {_told(m) for m in found}, {_told(g) for g in golds}
    for gold in golds:
        if _told(gold) not in told:
            print(name, "MISS", _told(gold))
    for mention in found:
        if _told(mention) not in known:
            print(name, "SPURIOUS", mention["text"], _told(mention))


def _print(tally: dict[str, list[int]]) -> None:
    print(f"\n{'bodies':12}{'labels':>8}{'found':>8}{'spans':>8}{'right':>8}{'F1 spans':>10}{'F1':>8}")
    for folder, (labels, found, spans, right) in tally.items():
        scores = [2 * hits / max(1, labels + found) for hits in (spans, right)]
        print(f"{folder:12}{labels:8}{found:8}{spans:8}{right:8}{scores[0]:10.3f}{scores[1]:8.3f}")
