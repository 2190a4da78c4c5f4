"""Charts and other pictures with a caption, and the same in words for whoever does not see them."""

import io

from docx.document import Document
from docx.shared import Mm
from lxml.etree import _Element

from dutdiem.writing.content import Picture
from dutdiem.writing.ooxml import element, paragraph, run, xml_text


def picture(file: Document, block: Picture, width: float) -> list[_Element]:
    """The picture, at most `width` millimetres wide, and its caption below."""
    shape = file.part.new_pic_inline(io.BytesIO(block.png), width=Mm(min(block.width, width)))
    shape.docPr.set("descr", xml_text(block.says))
    drawing = element("w:r", None, element("w:drawing", None, shape))
    return [paragraph("Hinh", [drawing]), paragraph("TenHinh", [run(block.caption)])]
