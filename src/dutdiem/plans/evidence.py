"""Evidence files: what may come in as proof, and where it is kept."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from hashlib import sha256
from pathlib import Path

from dutdiem.kit.errors import Mistake
from dutdiem.kit.pictures import is_picture, plain_picture
from dutdiem.kit.refused import says_on_page
from dutdiem.kit.said import demand_open_name
from dutdiem.kit.upload import Received, place, put_by
from dutdiem.plans.models import Evidence
from dutdiem.reading.files.reading import look_at_picture, open_document
from dutdiem.reading.refusals import Refusal

FOLDER = "evidence"
TAKEN = "dùng ảnh JPEG, PNG hoặc DOCX, DOC, PDF, XLSX, HTML, Markdown, văn bản thuần"
OF_PHONES = "Ảnh HEIC của điện thoại, ảnh WEBP, GIF thì lưu lại thành JPEG rồi gửi."


def checked(files: Sequence[Received], *, office_numbers: bool) -> list[Received]:
    """The files as they are kept: pictures without what tells where and when they were taken.

    Mistake where a file is hostile, of a kind that cannot be looked into, or holds what this system never holds: secrets and
    people's numbers. What the reader refuses as a document is refused as proof too.
    """
    for file in files:
        demand_open_name(file.name, field="attached")
    return [_checked(_plain(file) if is_picture(file.name) else file, office_numbers) for file in files]


def _checked(file: Received, office_numbers: bool) -> Received:
    look = look_at_picture if is_picture(file.name) else open_document
    try:
        look(file.path, name=file.name, allow_office_numbers=office_numbers)
    except Refusal as refusal:
        raise Mistake(_why(refusal, file.name), field="attached") from None
    return file


def _why(refusal: Refusal, name: str) -> str:
    """The refusal; of a kind that is not taken, with the pictures that are taken as proof, and on the page the words of its box."""
    if refusal.code == "unknown_kind":
        return f"Tệp “{name}” không thuộc loại đọc được: {TAKEN}. {OF_PHONES}"
    return says_on_page(refusal)


def _plain(file: Received) -> Received:
    """The picture alone, beside the file that came in, and gone with it."""
    try:
        data = plain_picture(file.name, file.path.read_bytes())
    except ValueError:
        says = f"Tệp “{file.name}” không phải ảnh JPEG, PNG nguyên vẹn; chụp hoặc lưu lại ảnh rồi gửi lại."
        raise Mistake(says, field="attached") from None
    beside = file.path.with_name(f"{file.path.name}.plain")
    beside.write_bytes(data)
    return Received(file.name, sha256(data).hexdigest(), len(data), beside)


def kept(files: Sequence[Received]) -> AbstractContextManager[None]:
    """Keep the files under the home, unless the block fails."""
    return put_by(FOLDER, files)


def where(evidence: Evidence) -> Path:
    """Where a file of evidence lies."""
    return place(FOLDER, evidence.sha256)
