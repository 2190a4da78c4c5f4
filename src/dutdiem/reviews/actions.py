"""Writing a review: computed, put into words, kept as DOCX in the home with every figure's trace."""

import hashlib
import os
import secrets
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from dutdiem.authority import Actor
from dutdiem.kit.errors import Mistake
from dutdiem.reviews.facts import Facts
from dutdiem.reviews.ledger import Source
from dutdiem.reviews.models import Review
from dutdiem.reviews.queries import gather
from dutdiem.reviews.sections.composed import compose, title_of
from dutdiem.trail.actions import entry
from dutdiem.units.models import Unit
from dutdiem.writing.content import OfficialDocument
from dutdiem.writing.markdown import write_markdown
from dutdiem.writing.pdf import PdfUnavailableError, to_pdf
from dutdiem.writing.word import write_docx
from dutdiem.writing.workbook import write_workbook

TEMPLATES = ("resolution",)
"""The forms of review that can be written: `resolution`, the review of carrying out a resolution."""
FORMS = (".docx", ".pdf", ".xlsx", ".md")


def write(
    actor: Actor,
    unit: str,
    period: str,
    *,
    template: str = "resolution",
    mark: str | None = None,
    out: Path | None = None,
    today: date | None = None,
) -> Review:
    """Write the unit's review of a period and keep it; also to `out`, in the form that its suffix names.

    `mark` is printed at the foot of every page (a sample says that it is one). Raises `Mistake` and `Refused`.
    """
    if template not in TEMPLATES:
        raise Mistake(f"Không có mẫu báo cáo “{template}”; dùng một trong: {', '.join(TEMPLATES)}.")
    form = check_form(out) if out else ""
    facts = gather(actor, unit, period, today or timezone.localdate())
    now = timezone.now()
    identifier = f"{unit}_{period.replace('/', '-')}_{timezone.localtime(now):%Y%m%d-%H%M%S}_{secrets.token_hex(4)}"
    document, sources = compose(facts, mark)
    document = replace(document, identifier=identifier)
    data = write_docx(document, now)
    if out:
        if not out.parent.is_dir():
            raise Mistake(f"{out}: không có thư mục {out.parent}; tạo thư mục trước hoặc chọn nơi khác.")
        _save(out, _in_form(form, document, data, now))
    return _keep(actor, data, _record(actor, facts, sources, data, template, identifier))


def check_form(out: Path) -> str:
    """The suffix of a file that can be written; `Mistake` for any other."""
    form = out.suffix.lower()
    if form not in FORMS:
        raise Mistake(f"{out.name}: không viết được tệp loại “{form or 'không có đuôi'}”; dùng một trong {', '.join(FORMS)}.")
    return form


def _in_form(form: str, document: OfficialDocument, docx: bytes, now: datetime) -> bytes:
    match form:
        case ".pdf":
            return _pdf(docx)
        case ".xlsx":
            return write_workbook(document, now)
        case ".md":
            return write_markdown(document).encode("utf-8")
    return docx


def _pdf(data: bytes) -> bytes:
    try:
        return to_pdf(data)
    except PdfUnavailableError as error:
        raise Mistake(str(error)) from None


def _keep(actor: Actor, data: bytes, review: Review) -> Review:
    path = Path(settings.HOME) / review.file
    _save(path, data)
    try:
        facts = {"unit": review.unit.code, "period": review.period, "file": review.file, "sha256": review.sha256}
        with entry(actor, "reviews.write", **facts) as writing:
            return writing.make(review)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _record(actor: Actor, facts: Facts, sources: tuple[Source, ...], data: bytes, template: str, identifier: str) -> Review:
    return Review(
        unit=Unit.objects.get(code=facts.unit),
        unit_name=facts.unit_name,
        period=facts.period,
        template=template,
        title=title_of(facts),
        stands_on=facts.stands_on,
        mart_version=facts.mart_version,
        trail_position=facts.trail_position,
        figures=[line.as_json() for line in sources],
        file=f"reviews/{identifier}.docx",
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        identifier=identifier,
        created_at=timezone.now(),
        created_by=actor.name,
    )


def _save(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Mistake(f"{path}: không ghi được tệp ({error.strerror}); kiểm tra thư mục và quyền ghi.") from None
