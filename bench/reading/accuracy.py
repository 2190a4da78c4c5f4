#!/usr/bin/env python3
"""How well the reader reads: precision, recall and F1 per kind on hand-made labels.

    .venv/bin/python bench/reading/accuracy.py [SHARED] [--errors] [--labels FOLDER]

SHARED (default ../shared beside the repository) holds the texts; none of them is in this repository. Three sets are measured:
the conference texts with the labels that came with them (and headers), through SHARED/score_reading.py; reports of conferences
that were composed and labelled for this measurement (`composed/`), through the same script; and passages of official documents
with the labels of `labels/` (offsets and facts only), matched the same way within each passage; so are composed official
documents (`official/` in the folders of `SETS`). Bodies have labels and a table of their own (`bodies.py`).
"""

import json
import subprocess
import sys
import tempfile
from hashlib import sha256
from importlib import util
from pathlib import Path
from types import ModuleType
from typing import Any

from bodies import bodies

from dutdiem.reading.model import SourceText
from dutdiem.reading.reader import read_text

ROOT = Path(__file__).resolve().parents[2]
COMPOSED = Path(__file__).parent / "composed"
SETS = ("eighth", "ninth")  # composed sets that hold official documents too
KINDS = ("reference", "period", "quantity", "directive", "commitment", "obstacle", "task_row")


def reading(path: Path) -> dict[str, Any]:
    with path.open(encoding="utf-8", newline="") as file:
        return read_text(SourceText(file.read(), file_name=path.name)).as_json()


def conference(shared: Path) -> None:
    """The labels that came with the corpus, and headers.jsonl, through the corpus's own script."""
    with tempfile.TemporaryDirectory() as folder:
        for path in [*(shared / "corpus/conference").glob("*.txt"), *(shared / "corpus/official").glob("*.md")]:
            name = path.name if path.suffix == ".txt" else path.stem
            (Path(folder) / f"{name}.json").write_text(json.dumps(reading(path), ensure_ascii=False), "utf-8")
        script = [sys.executable, str(shared / "score_reading.py"), str(shared / "corpus/conference"), folder]
        subprocess.run([*script, str(shared / "corpus/headers.jsonl")], check=True)


def composed(shared: Path) -> None:
    """The composed reports of `composed/`, each folder apart."""
    for labels in sorted(path for path in COMPOSED.glob("*") if path.is_dir()):
        with tempfile.TemporaryDirectory() as folder:
            for path in labels.glob("*.txt"):
                (Path(folder) / f"{path.name}.json").write_text(json.dumps(reading(path), ensure_ascii=False), "utf-8")
            print(f"\ncomposed reports: {labels.name}", flush=True)
            subprocess.run([sys.executable, str(shared / "score_reading.py"), str(labels), folder], check=True)


def scorer(shared: Path) -> ModuleType:
    spec = util.spec_from_file_location("score_reading", shared / "score_reading.py")
    assert spec and spec.loader
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def official(shared: Path, labels: Path, texts: Path, *, errors: bool) -> None:
    """The labels of a folder; a document of `texts` that has changed since it was labelled is left out and said."""
    score, tally = scorer(shared), {kind: [0, 0, 0] for kind in KINDS}
    documents = 0
    for path in sorted(path for path in labels.glob("*.json") if not path.match("*.organisations.json")):
        label = json.loads(path.read_text("utf-8"))
        document = texts / label["file"]
        if not document.exists() or sha256(document.read_bytes()).hexdigest() != label["sha256"]:
            print(f"not measured, missing or changed: {label['file']}")
            continue
        documents += 1
        passage(score, label, reading(document)["mentions"], tally, show=label["file"][:24] if errors else "")
    print(f"\npassages of {documents} official documents, labels of {labels}")
    print(f"{'kind':12}{'labels':>8}{'right':>8}{'spurious':>10}{'P':>8}{'R':>8}{'F1':>8}")
    for kind, (right, total, spurious) in ((kind, counts) for kind, counts in tally.items() if any(counts)):
        p, r = right / max(1, right + spurious), right / max(1, total)
        print(f"{kind:12}{total:8}{right:8}{spurious:10}{p:8.3f}{r:8.3f}{2 * p * r / (p + r) if p + r else 0:8.3f}")


def passage(
    score: ModuleType, label: dict[str, Any], mentions: list[dict[str, Any]], tally: dict[str, list[int]], *, show: str
) -> None:
    """Adds one passage's counts; `unsure` labels and what is listed as borderline count neither way."""
    begin, end = label["passage"]
    found = [m for m in mentions if begin <= m["start"] and m["end"] <= end and m["kind"] in label["kinds"]]
    golds = [{"title": None, "number": None} | gold for gold in label["mentions"]]
    pairs = score.pair_up(golds, found)
    right, used = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, gold in enumerate(golds):
        if not gold.get("unsure"):
            tally[gold["kind"]][0] += i in right
            tally[gold["kind"]][1] += 1
            if show and i not in right:
                near = [
                    (m["text"], *(m.get(k) for k in ("from", "to", "role", "value", "comparator", "number")))
                    for m in found
                    if m["kind"] == gold["kind"] and score.overlap(gold, m)
                ]
                print(show, "MISS", {k: v for k, v in gold.items() if v is not None}, near)
    forgiven = [gold for gold in golds if gold.get("unsure")] + label.get("borderline_not_labelled", [])
    for j, mention in enumerate(found):
        if j not in used and not any(score.overlap(mention, gold) for gold in forgiven if gold["kind"] == mention["kind"]):
            tally[mention["kind"]][2] += 1
            if show:
                print(show, "SPURIOUS", {k: v for k, v in mention.items() if v not in (None, False)})


def main(arguments: list[str]) -> None:
    places = [Path(a) for a in arguments if not a.startswith("--") and "--labels" not in arguments[: arguments.index(a)][-1:]]
    shared = places[0] if places else ROOT.parent / "shared"
    if not (shared / "score_reading.py").exists():
        sys.exit(f"{shared} is not there: the texts to measure on are not part of this repository")
    conference(shared)
    composed(shared)
    labels = Path(arguments[arguments.index("--labels") + 1]) if "--labels" in arguments else Path(__file__).parent / "labels"
    official(shared, labels, shared / "corpus/official", errors="--errors" in arguments)
    for texts in (COMPOSED / name / "official" for name in SETS):
        official(shared, texts, texts, errors="--errors" in arguments)
    bodies(shared, labels, reading, errors="--errors" in arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
