"""The same document as Markdown: plain text that can be read, compared and searched anywhere."""

from dutdiem.writing.content import (
    LETTER,
    Annex,
    Block,
    Cited,
    Heading,
    Inline,
    OfficialDocument,
    Origin,
    Paragraph,
    Part,
    Picture,
    Row,
    Run,
    Table,
    Text,
    inlines,
    plain,
)
from dutdiem.writing.layout import PARTY, STATE
from dutdiem.writing.numbers import document_number, written_date

_RULES = {"left": "---", "center": ":---:", "right": "---:", "justify": "---"}


def write_markdown(document: OfficialDocument) -> str:
    """The document as Markdown; a figure is a link to its line in "Nguồn số liệu", a picture its caption and its words."""
    pieces = [*_head(document), *_blocks(document.blocks), *_foot(document)]
    for annex in document.annexes:
        pieces += _annex(annex)
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def _head(document: OfficialDocument) -> list[str]:
    letter = document.letterhead
    layout = PARTY if letter.party else STATE
    issuer = [letter.parent.upper()] if letter.parent else []
    issuer += [f"**{letter.issuer.upper()}**", layout.number_label + document_number(letter.number)]
    heading = [f"**{layout.heading}**", f"**{layout.motto}**" if layout.motto else ""]
    heading.append(f"*{letter.place}, {written_date(letter.issued)}*")
    title = [f"# {(document.kind or LETTER).upper()}", f"**{_one_line(document.title)}**"]
    to = f"Kính gửi: {'; '.join(document.addressees)}." if document.addressees else ""
    stamp = f"**{document.stamp}**" if document.stamp else ""
    return [stamp, "  \n".join(_one_line(one) for one in issuer), "  \n".join(filter(None, heading)), *title, to]


def _one_line(text: str) -> str:
    return text.replace("\n", " ")


def _foot(document: OfficialDocument) -> list[str]:
    lines = [f"- {name}" for name in document.recipients]
    pieces = ["\n".join(["*Nơi nhận:*", "", *lines])] if lines else []
    if signature := document.signature:
        words = [signature.authority or "", signature.post, signature.name]
        pieces.append("  \n".join(f"**{word}**" for word in words if word))
    if document.mark:
        pieces.append(f"*{document.mark}*")
    return pieces


def _annex(annex: Annex) -> list[str]:
    label = f"Phụ lục {annex.number}" if annex.number else "Phụ lục"
    return [f"# {label}: {annex.title}", f"*{annex.reference}*" if annex.reference else "", *_blocks(annex.blocks)]


def _blocks(blocks: tuple[Block, ...]) -> list[str]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> str:
    if isinstance(block, Part):
        return f"# Phần {block.number}: {block.title}"
    if isinstance(block, Heading):
        return f"{'#' * (block.level + 1)} {block.text}"
    if isinstance(block, Paragraph):
        return _text(block.text)
    if isinstance(block, Picture):
        return f"*{block.caption}*\n\n{block.says}"
    return _table(block)


def _table(block: Table) -> str:
    caption = [f"**{block.caption}**", ""] if block.caption else []
    unit = [f"*{block.unit_note}*", ""] if block.unit_note else []
    header = [_line([column.title for column in block.columns]), _line([_RULES[c.align] for c in block.columns])]
    return "\n".join([*caption, *unit, *header, *[_row(row, len(block.columns)) for row in block.rows]])


def _row(row: Row, width: int) -> str:
    cells = [_text(cell).replace("|", "\\|") for cell in row.cells]
    if row.kind != "plain":
        cells = [f"**{cell}**" if cell else "" for cell in cells]
    return _line(cells + [""] * (width - len(cells)))


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(_one_line(cell) for cell in cells)} |"


def _text(text: Text) -> str:
    return "".join(_piece(piece) for piece in inlines(text))


def _piece(piece: Inline) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Cited):
        return f"[{piece.text}](#nguon-{piece.source})"
    if isinstance(piece, Origin):
        return f'<a id="nguon-{piece.source}"></a>{piece.source}'
    return _run(piece)


def _run(piece: Run) -> str:
    mark, text = "**" * piece.bold + "*" * piece.italic, plain(piece)
    words = text.strip()  # a mark that stands beside a blank is none
    return text.replace(words, f"{mark}{words}{mark}") if words else text
