"""The foot of the last page (annex I, II.7 and II.9): recipients on the left, the signature's block on the right."""

from lxml.etree import _Element

from dutdiem.writing.content import OfficialDocument, Signature
from dutdiem.writing.layout import TEXT_WIDTH, Layout
from dutdiem.writing.ooxml import element, paragraph, run, twips
from dutdiem.writing.tables import table_cell, table_frame, table_row

_SPACE_FOR_SIGNATURE = 4  # empty lines
_INDENT, _INDENT_BELOW = 38.0, 58.0  # mm: the dashes stand below the colon


def addressees(names: tuple[str, ...]) -> list[_Element]:
    """ "Kính gửi": one addressee on the same line, several below one another (II.9.d, field 9a)."""
    if not names:
        return []
    if len(names) == 1:
        return [_addressee(f"Kính gửi: {names[0]}", _INDENT, after=240)]
    ends = [";"] * (len(names) - 1) + ["."]
    lines = [f"- {name}{end}" for name, end in zip(names, ends, strict=True)]
    below = [_addressee(line, _INDENT_BELOW) for line in lines[:-1]] + [_addressee(lines[-1], _INDENT_BELOW, after=240)]
    return [_addressee("Kính gửi:", _INDENT), *below]


def _addressee(text: str, indent: float, after: int = 60) -> _Element:
    spacing = element("w:spacing", {"w:after": after})
    return paragraph("KinhGui", [run(text)], spacing, element("w:ind", {"w:left": twips(indent), "w:firstLine": 0}))


def foot(document: OfficialDocument, layout: Layout) -> list[_Element]:
    """Recipients and signature side by side; nothing where the document has neither."""
    if not document.recipients and document.signature is None:
        return []
    half = TEXT_WIDTH / 2
    left = table_cell(half, _recipients(document, layout), middle=False)
    right = table_cell(half, _signature(document.signature), middle=False)
    frame = table_frame([half, half], ruled_lines=False)
    frame.append(table_row([left, right]))
    gap = paragraph("DongKe", [], element("w:keepNext"), element("w:spacing", {"w:before": 240, "w:after": 0}))
    thin = element("w:spacing", {"w:before": 0, "w:after": 0, "w:line": 20, "w:lineRule": "exact"})
    return [gap, frame, paragraph("DongKe", [], thin)]  # a body does not end in a table


def _recipients(document: OfficialDocument, layout: Layout) -> list[_Element]:
    if not document.recipients:
        return [paragraph("NoiNhan", [])]
    size = element("w:sz", {"w:val": round(layout.recipients_label_size * 2)})
    look = [size, element("w:u", {"w:val": "single"})] if layout.recipients_underlined else []
    label = run("Nơi nhận:", *(look or [element("w:b"), element("w:i"), size]))
    ends = [";"] * (len(document.recipients) - 1) + ["."]
    lines = [run(f"- {name}{end}") for name, end in zip(document.recipients, ends, strict=True)]
    return [paragraph("NoiNhan", [label]), *[paragraph("NoiNhan", [line]) for line in lines]]


def _signature(signature: Signature | None) -> list[_Element]:
    if signature is None:
        return [paragraph("ChuKy", [])]
    lines = [signature.authority.upper()] if signature.authority else []
    lines += [signature.post.upper(), *[""] * _SPACE_FOR_SIGNATURE, signature.name]
    return [paragraph("ChuKy", [run(line)]) for line in lines]
