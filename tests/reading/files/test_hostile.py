"""Every hostile file of the shared material against what is expected of it."""

import csv
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dutdiem.reading.files import LIMITS, open_document
from dutdiem.reading.refusals import Refusal

INDEX = Path(__file__).parents[3].parent / "shared/bad/index.tsv"
ENDS = {"damaged", "hostile", "wrong_kind", "unknown_kind", "encrypted", "macro", "no_text", "attachment", "no_ocr"}
LIMIT_CODES = {"too_slow", "too_much_memory", "crashed", "unpacks_too_large", "too_long"}
# Locked against changes, not encrypted: everyone can read them, so they are read.
ONLY_LOCKED = ("protected_sample", "sheetProtection", "workbookProtection")
MUST_REFUSE = ("archive", "polyglot", "active")


def entries() -> list[dict[str, str]]:
    if not INDEX.exists():
        return []
    with INDEX.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


ENTRIES = entries()


def outcome(path: Path) -> str:
    """ "read" or the code of the refusal, within the time that a file may take."""
    allowed = LIMITS.seconds_for(path.stat().st_size) * LIMITS.patience + 2.0  # on a busy machine
    begun = time.monotonic()
    try:
        found = open_document(path)
    except Refusal as refused:
        assert refused.says.endswith("."), refused.says
        result = refused.code
    else:
        assert found.text.strip()
        result = "read"
    assert time.monotonic() - begun < allowed
    return result


@pytest.mark.skipif(not ENTRIES, reason="bỏ qua: không có ../shared/bad")
@pytest.mark.parametrize("entry", ENTRIES, ids=[entry["file"] for entry in ENTRIES])
def test_it_meets_the_expectation(entry: dict[str, str]) -> None:
    result = outcome(INDEX.parent / entry["file"])
    if entry["class"] in MUST_REFUSE:
        assert result in ENDS
    elif entry["class"] == "office-encrypted" and not any(name in entry["file"] for name in ONLY_LOCKED):
        assert result == "encrypted"
    else:
        assert result in {"read"} | ENDS | LIMIT_CODES


@pytest.mark.skipif(not ENTRIES, reason="bỏ qua: không có ../shared/bad")
def test_no_hostile_file_makes_a_reader_large() -> None:
    """The largest memory of any reader of a file under 5 MB, seen by a process that reads them all."""
    names = [entry["file"] for entry in ENTRIES]
    program = (
        "import sys, resource\n"
        "from pathlib import Path\n"
        "from dutdiem.reading.files import open_document, processes\n"
        "from dutdiem.reading.refusals import Refusal\n"
        "for name in sys.argv[1:]:\n"
        "    try: open_document(Path(name))\n"
        "    except Refusal: pass\n"
        "processes._READER.stop()\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *names], cwd=INDEX.parent, capture_output=True, text=True, check=True, timeout=300
    )
    assert int(done.stdout) * 1024 < LIMITS.memory_bytes


@pytest.mark.skipif(not ENTRIES, reason="bỏ qua: không có ../shared/bad")
def test_naughty_text_comes_back_unchanged() -> None:
    path = INDEX.parent / "text/blns.txt"
    from unicodedata import normalize

    text = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    assert open_document(path).text == normalize("NFC", text)
