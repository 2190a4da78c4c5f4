"""Files made for the tests: every one is written here, none is taken from elsewhere."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dutdiem.reading.files.legacy import Encoding, from_unicode

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
PARTS = {
    "numbering": "numbering",
    "styles": "styles",
    "footnotes": "footnotes",
    "header1": "header",
    "footer1": "footer",
    "settings": "settings",
}

DocxMaker = Callable[..., bytes]


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def text_box(*lines: str) -> str:
    """A text box as Word writes it: once for itself, once for older programs."""
    inner = "".join(map(paragraph, lines))
    content = f"<w:txbxContent>{inner}</w:txbxContent>"
    return (
        "<w:p><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )


def docx(body: str, more: dict[str, bytes] | None = None, **parts: str) -> bytes:
    """A DOCX with this body; `parts` are the inner XML of numbering, styles, footnotes, header1, footer1."""
    roots = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes", "header1": "hdr", "footer1": "ftr"}
    relations = "".join(f'<Relationship Id="r{at}" Type="{R}/{PARTS[name]}" Target="{name}.xml"/>' for at, name in enumerate(parts))
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="d" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships">{relations}</Relationships>',
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    for name, inner in parts.items():
        root = roots.get(name, name)
        files[f"word/{name}.xml"] = f"<w:{root} {NAMESPACES}>{inner}</w:{root}>"
    return zipped({name: text.encode("utf-8") for name, text in files.items()} | (more or {}))


def zipped(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


# Codes of the letters in the font /F2: those that its base font knows.
MARKED = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĐÔƠƯÂĂÚÁÀỦỤỘỰỆỐẠ"
CODES = {chr(code): code for code in range(32, 127)} | dict(
    zip(MARKED, (code for code in range(161, 256) if code != 173), strict=False)
)
TO_UNICODE = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange <00> <ff> endcodespacerange\n"
    + "".join(f"1 beginbfchar <{code:02x}> <{ord(letter):04x}> endbfchar\n" for letter, code in CODES.items())
    + "endcmap end end"
)


def pdf(*pages: str, attachment: tuple[str, bytes] | None = None) -> bytes:
    """A PDF whose pages have these content streams; Helvetica is /F1, /F2 has the letters of `CODES`, /F3 those of a
    font of before Unicode."""
    count = len(pages)
    letters = 4 + 2 * count + (2 if attachment else 0)
    names = f"/Names << /EmbeddedFiles << /Names [(a) {4 + 2 * count} 0 R] >> >>" if attachment else ""
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {names} >>",
        f"<< /Type /Pages /Count {count} /Kids [{' '.join(f'{4 + 2 * at} 0 R' for at in range(count))}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for at, content in enumerate(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R "
            f"/F2 {letters} 0 R /F3 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >> "
            f"/Contents {5 + 2 * at} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    if attachment:
        name, data = attachment
        objects.append(f"<< /Type /Filespec /F ({name}) /EF << /F {5 + 2 * count} 0 R >> >>")
        objects.append(f"<< /Length {len(data)} >>\nstream\n{data.decode('latin-1')}\nendstream")
    widths = " ".join(["500"] * 256)
    objects.append(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /FirstChar 0 "
        f"/LastChar 255 /Widths [{widths}] /ToUnicode {letters + 1} 0 R >>"
    )
    objects.append(f"<< /Length {len(TO_UNICODE)} >>\nstream\n{TO_UNICODE}\nendstream")
    made, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF\n"
    return made + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


def words(x: float, y: float, text: str) -> str:
    return f"BT /F1 11 Tf {x} {y} Td ({text}) Tj ET\n"


def letters(x: float, y: float, text: str, size: float = 10) -> str:
    """Vietnamese words; every letter is half as wide as `size`."""
    codes = "".join(f"{CODES[letter]:02x}" for letter in text)
    return f"BT /F2 {size} Tf {x} {y} Td <{codes}> Tj ET\n"


def old_letters(x: float, y: float, text: str, encoding: Encoding) -> str:
    """Vietnamese words as a program of before Unicode wrote them."""
    codes = from_unicode(text, encoding).encode("cp1252").hex()
    return f"BT /F3 10 Tf {x} {y} Td <{codes}> Tj ET\n"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of material that is not part of the repository."""
    folder = Path(__file__).parents[2].parent / "shared"
    if not folder.is_dir():
        pytest.skip("bỏ qua: không có thư mục ../shared")
    return folder


class Making:
    """What tests use to make files."""

    docx = staticmethod(docx)
    paragraph = staticmethod(paragraph)
    text_box = staticmethod(text_box)
    zipped = staticmethod(zipped)
    pdf = staticmethod(pdf)
    words = staticmethod(words)
    letters = staticmethod(letters)
    old_letters = staticmethod(old_letters)
    namespaces = NAMESPACES


@pytest.fixture(scope="session")
def make() -> type[Making]:
    return Making
