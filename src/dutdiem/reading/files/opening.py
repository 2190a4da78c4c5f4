"""One file's bytes into its text and parts, whatever its kind, with the files attached to it."""

import hashlib

from dutdiem.reading.collection import no_collection
from dutdiem.reading.files.compound import SIGNATURE, CompoundFile
from dutdiem.reading.files.kinds import Kind, kind_of
from dutdiem.reading.files.limits import LIMITS
from dutdiem.reading.files.ocr import Recogniser
from dutdiem.reading.files.package import Package
from dutdiem.reading.files.parts import Attachment, Opened, Part, Role
from dutdiem.reading.files.refusing import Unfit
from dutdiem.reading.model import SourceText


def open_bytes(name: str, data: bytes, recogniser: Recogniser) -> Opened:
    """The file with the parts of everything attached to it. Raises `Unfit`."""
    with no_collection():
        return _whole(name, data, recogniser)


def _whole(name: str, data: bytes, recogniser: Recogniser) -> Opened:
    opened = _opened(name, data, recogniser)
    try:
        if opened.pictures:
            from dutdiem.reading.files.pictures import look_at_pictures

            look_at_pictures(opened, opened.pictures, recogniser)
        _open_attachments(opened, recogniser, LIMITS.attachment_depth)
        if not opened.text.strip():
            raise Unfit("no_text")
    except Unfit as unfit:
        unfit.seen = opened.parts
        raise
    return opened


def source_text(opened: Opened, name: str, data: bytes) -> SourceText:
    """What the text side reads."""
    return SourceText(
        text=opened.text,
        pages=tuple(opened.pages),
        tables=tuple(opened.tables),
        notices=tuple(opened.notices),
        file_name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        paragraphs=opened.paragraphs,
    )


def _opened(name: str, data: bytes, recogniser: Recogniser) -> Opened:
    if not data:
        raise Unfit("empty")
    kind = kind_of(name, data)
    if kind in (Kind.DOCX, Kind.XLSX):
        return _office(kind, data)
    if kind is Kind.PDF:
        from dutdiem.reading.files.pdf import open_pdf

        return open_pdf(data, recogniser)
    if kind is Kind.DOC:
        from dutdiem.reading.files.word97 import open_doc

        return open_doc(data)
    if kind is Kind.HTML:
        from dutdiem.reading.files.html import open_html

        return open_html(data)
    from dutdiem.reading.files.plain import open_plain

    return open_plain(data)


def _office(kind: Kind, data: bytes) -> Opened:
    from dutdiem.reading.files.office import attached, office_kind, pictures

    package = Package(data)
    found = office_kind(package)
    if found is not kind:
        raise Unfit("wrong_kind", found=found.upper() if found else "tệp nén không phải DOCX, XLSX")
    if kind is Kind.DOCX:
        from dutdiem.reading.files.docx import open_docx

        opened = open_docx(package)
    else:
        from dutdiem.reading.files.xlsx import open_xlsx

        opened = open_xlsx(package, data)
    opened.paragraphs = True
    opened.attachments = attached(package)
    opened.pictures = pictures(package)
    return opened


def _open_attachments(opened: Opened, recogniser: Recogniser, depth: int) -> None:
    """Adds the parts of each attached file and its name; one that cannot be looked into stops the document."""
    if len(opened.attachments) > LIMITS.attachments:
        raise Unfit("attachment", detail=f"quá {LIMITS.attachments} tệp")
    opened.parts += [Part(Role.NAME, attachment.name) for attachment in opened.attachments]
    for at, attachment in enumerate(opened.attachments):
        if depth == 0:
            raise Unfit("attachment", detail="lồng nhau quá sâu")
        try:
            inner = _attached(attachment, recogniser)
            _open_attachments(inner, recogniser, depth - 1)
        except Unfit as unfit:
            if unfit.code == "no_ocr":
                raise
            raise Unfit("attachment", detail=f"tệp thứ {at + 1}") from None
        opened.parts += inner.parts


def _attached(attachment: Attachment, recogniser: Recogniser) -> Opened:
    """Attached files are known by their content: their names are often labels."""
    from dutdiem.reading.files.embedded import open_object
    from dutdiem.reading.files.office import office_kind

    data = attachment.data
    if data.startswith(SIGNATURE):
        compound = CompoundFile(data)
        return _opened("doc.doc", data, recogniser) if "WordDocument" in compound else open_object(compound)
    if data.startswith(b"PK\x03\x04") and (kind := office_kind(Package(data))):
        return _opened(f"{kind}.{kind}", data, recogniser)
    if data.startswith(b"%PDF-"):
        return _opened("pdf.pdf", data, recogniser)
    return _opened(attachment.name, data, recogniser)
