"""Real texts that nobody here wrote: whatever is proposed from them stands in them, word for word."""

import re
from pathlib import Path

import pytest

from dutdiem.documents.rules import propose
from dutdiem.reading.files import read_file_json


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


@pytest.mark.parametrize("folder", ["conference", "official"])
def test_every_proposal_stands_in_its_document(shared: Path, folder: str) -> None:
    tasks = 0
    for file in sorted((shared / "corpus" / folder).iterdir()):
        if file.suffix not in {".txt", ".md"}:
            continue
        reading = read_file_json(file)
        text = reading["text"]
        for draft in propose(text, reading["mentions"]):
            start, end = draft.facts["sentence"]
            assert 0 <= start < end <= len(text), file.name
            assert text[draft.start : draft.end].strip(), file.name
            if draft.facts["origin"] == "directive":
                assert start <= draft.start < draft.end <= end, file.name
                title, said = words(draft.facts["title"]), words(text[draft.start : draft.end])
                assert said[: len(title)] == title, file.name
                assert " ".join(said[len(title) :]) in {"", "cụ thể", "như sau", "cụ thể như sau", "gồm", "bao gồm", "sau đây"}
            tasks += draft.kind == "task"
    assert tasks > 30
