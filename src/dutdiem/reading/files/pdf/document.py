"""A whole PDF, page by page."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from dutdiem.reading.files.limits import LIMITS
from dutdiem.reading.files.ocr import Recogniser, Seen, tesseract
from dutdiem.reading.files.parts import Attachment, Composer, Opened, Part, Role
from dutdiem.reading.files.pdf.encodings import convert, words_for_guards
from dutdiem.reading.files.pdf.page import PAGE_NUMBER, PageContent, PageTable, read_page
from dutdiem.reading.files.pdf.rulings import Box
from dutdiem.reading.files.pdf.tables import LongTable
from dutdiem.reading.files.pictures import pictures_unseen, words_of
from dutdiem.reading.files.refusing import Unfit
from dutdiem.reading.model import Page

_STAMP_PAGES, _MOST_STAMPS, _STAMP_SCALE = 3, 12, 200 / 72
_PASSWORD = 4
_SECURITY = 5

Blocks = list[tuple[int, str | LongTable]]


def open_pdf(data: bytes, recogniser: Recogniser) -> Opened:
    """Raises `Unfit` where the file is encrypted, damaged, or a scan that cannot be recognised."""
    document = _document(data)
    try:
        if len(document) > LIMITS.pages:
            raise Unfit("too_long", limit=f"{LIMITS.pages:,} trang".replace(",", "."))
        contents = _contents(document)
        scans = _recognised(document, contents, recogniser)
        opened = _opened(contents, set(scans))
        opened.parts += [Part(Role.SCAN, text) for seen in scans.values() for text in (seen.text, seen.scattered)]
        _look_at_stamps(document, contents, recogniser, opened)
        opened.parts += [Part(Role.BOX, value) for value in document.get_metadata_dict(skip_empty=True).values()]
        opened.attachments = _attachments(document)
        return opened
    finally:
        document.close()


def _document(data: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (_PASSWORD, _SECURITY):
            raise Unfit("encrypted") from None
        raise Unfit("damaged", detail="cấu trúc PDF sai") from None


def _contents(document: Any) -> list[PageContent]:
    """The pages in order; each is read knowing the one before."""
    contents: list[PageContent] = []
    for at in range(len(document)):
        contents.append(_content(document, at, contents[-1] if contents else None))
    return contents


def _content(document: Any, at: int, before: PageContent | None) -> PageContent:
    import pypdfium2

    try:
        page = document[at]
    except pypdfium2.PdfiumError:
        raise Unfit("damaged", detail=f"trang {at + 1} không mở được") from None
    try:
        return read_page(page, before)
    except pypdfium2.PdfiumError:
        raise Unfit("damaged", detail=f"trang {at + 1} không đọc được") from None
    finally:
        page.close()


def _recognised(document: Any, contents: list[PageContent], recogniser: Recogniser) -> dict[int, Seen]:
    """The words of the pages that are pictures, by page number from zero; it takes the place of what little they had."""
    pictures = [at for at, content in enumerate(contents) if content.is_picture]
    if not pictures:
        return {}
    recogniser.begin(len(pictures), "trang " + ", ".join(str(at + 1) for at in pictures[:5]))
    found = recogniser.pages(document, pictures)
    for at, seen in found.items():
        contents[at].blocks = list(seen.text.split("\n"))
    return found


def _look_at_stamps(document: Any, contents: list[PageContent], recogniser: Recogniser, opened: Opened) -> None:
    """The words of the smaller pictures on the first pages, for the guards."""
    places = [(at, box) for at in range(min(len(contents), _STAMP_PAGES)) for box in contents[at].pictures]
    if not places:
        return
    if tesseract() is None:
        opened.notices.append(pictures_unseen(len(places)))
        return
    images = [_cut_out(document, at, box) for at, box in places[:_MOST_STAMPS]]
    opened.parts.append(words_of(images, recogniser))


def _cut_out(document: Any, at: int, box: Box) -> Any:
    """What is shown where a picture lies."""
    page = document[at]
    try:
        width, height = page.get_size()
        edges = (max(0, box.left), max(0, box.bottom), max(0, width - box.right), max(0, height - box.top))
        return page.render(scale=_STAMP_SCALE, crop=edges).to_pil()
    finally:
        page.close()


def _opened(contents: list[PageContent], scanned: set[int]) -> Opened:
    for content, kept in zip(contents, _without_furniture([content.blocks for content in contents]), strict=True):
        content.blocks = kept
    encoding = convert(contents, scanned)
    composer = Composer()
    starts = _write(composer, _joined(contents), len(contents))
    text = composer.text()
    ends = [*starts[1:], len(text)]
    pages = [Page(start, end, at in scanned) for at, (start, end) in enumerate(zip(starts, ends, strict=True))]
    seen = [content for at, content in enumerate(contents) if at not in scanned]
    parts = [Part(Role.BODY, words) for content in seen for words in words_for_guards(content, encoding)]
    parts += [Part(Role.BOX, words) for content in contents for words in content.aside]
    return Opened(text, pages, composer.tables, parts=parts)


def _without_furniture(pages: list[list[str | PageTable]]) -> Iterator[list[str | PageTable]]:
    """Empty lines, page numbers, and what the two pages before have at their head or foot too are no content."""
    seen: list[set[str]] = []
    for blocks in pages:
        kept = [block for block in blocks if not isinstance(block, str) or block.strip()]
        ends = {block.strip() for block in [*kept[:2], *kept[-2:]] if isinstance(block, str)}
        for end in (0, -1):
            _drop_furniture(kept, end, set().union(*seen[-2:]))
        seen.append(ends)
        yield kept


def _drop_furniture(blocks: list[str | PageTable], end: int, repeated: set[str]) -> None:
    """One page number and one repeated line at one end of a page, in either order."""
    fits: list[Callable[[str], object]] = [PAGE_NUMBER.fullmatch, repeated.__contains__]
    while blocks and isinstance(block := blocks[end], str):
        which = next((at for at, is_one in enumerate(fits) if is_one(block.strip())), None)
        if which is None:
            return
        del fits[which], blocks[end]


def _joined(contents: list[PageContent]) -> Blocks:
    """All blocks in order with their page, tables over several pages in one."""
    blocks: Blocks = []
    for page, content in enumerate(contents):
        for block in content.blocks:
            last = blocks[-1][1] if blocks else None
            if isinstance(block, str):
                blocks.append((page, block))
            elif isinstance(last, LongTable) and block is content.blocks[0] and last.is_continued_by(block):
                last.go_on(block, page)
            else:
                blocks.append((page, LongTable.of(block, page)))
    return blocks


def _write(composer: Composer, blocks: Blocks, page_count: int) -> list[int]:
    """Writes everything and tells where each page begins."""
    starts: list[int] = []

    def reach(page: int) -> None:
        starts.extend([composer.length] * (page + 1 - len(starts)))

    for page, block in blocks:
        reach(page)
        if isinstance(block, str):
            composer.line(block.rstrip())
        else:
            composer.table(block.grid, partial(_reach_row, reach, block.pages))
    reach(page_count - 1)
    return starts


def _reach_row(reach: Callable[[int], None], pages: list[int], row: int) -> None:
    reach(pages[row])


def _attachments(document: Any) -> list[Attachment]:
    """Files attached to the PDF, for the guards."""
    import pypdfium2

    count = document.count_attachments()
    if count > LIMITS.attachments:
        raise Unfit("attachment", detail=f"quá {LIMITS.attachments} tệp")
    found = []
    for at in range(count):
        try:
            attached = document.get_attachment(at)
            found.append(Attachment(attached.get_name(), bytes(attached.get_data())))
        except (pypdfium2.PdfiumError, ValueError, UnicodeError):
            raise Unfit("attachment", detail=f"tệp thứ {at + 1}") from None
    return found
