"""Evidence files: what may come in as proof, and where it is kept."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from dutdiem.kit.errors import Mistake
from dutdiem.kit.upload import Received, place, put_by
from dutdiem.plans.models import Evidence
from dutdiem.reading.files.reading import open_document
from dutdiem.reading.refusals import Refusal

FOLDER = "evidence"


def checked(files: Sequence[Received], *, office_numbers: bool) -> None:
    """Mistake where a file is hostile, of a kind that cannot be looked into, or holds what this system never holds: secrets and
    people's numbers. What the reader refuses as a document is refused as proof too."""
    for file in files:
        try:
            open_document(file.path, name=file.name, allow_office_numbers=office_numbers)
        except Refusal as refusal:
            raise Mistake(refusal.says, field="attached") from None


def kept(files: Sequence[Received]) -> AbstractContextManager[None]:
    """Keep the files under the home, unless the block fails."""
    return put_by(FOLDER, files)


def where(evidence: Evidence) -> Path:
    """Where a file of evidence lies."""
    return place(FOLDER, evidence.sha256)
