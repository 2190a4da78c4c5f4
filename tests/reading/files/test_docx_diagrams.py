"""SmartArt is read where it stands, in the order of its outline."""

from typing import Any

import pytest

from dutdiem.reading.files.docx import open_docx
from dutdiem.reading.files.package import Package
from dutdiem.reading.files.parts import Opened
from dutdiem.reading.guards import check_secrecy
from dutdiem.reading.refusals import Refusal

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DGM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
ANCHOR = (
    f'<w:p><w:r><w:drawing><a:graphic xmlns:a="{A}"><a:graphicData uri="{DGM}"><dgm:relIds xmlns:dgm="{DGM}" '
    'r:dm="d1" r:lo="x" r:qs="x" r:cs="x"/></a:graphicData></a:graphic></w:drawing></w:r></w:p>'
)


def point(name: str, text: str = "", kind: str = "", settings: str = "") -> str:
    words = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in text.split("|")) if text else ""
    kind = f' type="{kind}"' if kind else ""
    return f'<dgm:pt modelId="{name}"{kind}><dgm:prSet {settings}/><dgm:t><a:bodyPr/>{words}</dgm:t></dgm:pt>'


def link(above: str, below: str, place: int) -> str:
    return f'<dgm:cxn modelId="{above}{below}" srcId="{above}" destId="{below}" srcOrd="{place}" destOrd="0"/>'


def data(points: str, links: str = "") -> bytes:
    lists = f"<dgm:ptLst>{points}</dgm:ptLst><dgm:cxnLst>{links}</dgm:cxnLst>"
    return f'<dgm:dataModel xmlns:dgm="{DGM}" xmlns:a="{A}">{lists}</dgm:dataModel>'.encode()


def opened(make: Any, diagram: bytes, body: str = ANCHOR) -> Opened:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="d1" Type="{R}/diagramData" Target="diagrams/data1.xml"/></Relationships>'
    )
    more = {"word/diagrams/data1.xml": diagram, "word/_rels/document.xml.rels": relations.encode()}
    return open_docx(Package(make.docx(make.paragraph("trước") + body + make.paragraph("sau"), more=more)))


def lines(make: Any, diagram: bytes) -> list[str]:
    return [line for line in opened(make, diagram).text.split("\n") if line]


def test_a_diagram_is_read_where_it_stands(make: Any) -> None:
    points = point("0", kind="doc") + point("1", "Tiếp nhận") + point("2", "Thẩm định|trong 5 ngày")
    assert lines(make, data(points, link("0", "1", 0) + link("0", "2", 1))) == [
        "trước", "Tiếp nhận", "Thẩm định", "trong 5 ngày", "sau",
    ]  # fmt: skip


def test_points_come_in_the_order_of_the_outline(make: Any) -> None:
    points = point("3", "Phòng Tham mưu") + point("2", "Phó Giám đốc") + point("1", "Giám đốc") + point("0", kind="doc")
    links = link("1", "2", 1) + link("1", "3", 0) + link("0", "1", 0)
    assert lines(make, data(points, links)) == ["trước", "Giám đốc", "Phòng Tham mưu", "Phó Giám đốc", "sau"]


def test_what_only_lays_the_diagram_out_is_not_read(make: Any) -> None:
    points = point("0", kind="doc") + point("1", "Một") + point("2", "[Text]", settings='phldr="1"') + point("3", "x", "pres")
    assert lines(make, data(points, link("0", "1", 0) + link("0", "2", 1))) == ["trước", "Một", "sau"]


def test_points_that_hang_on_nothing_are_read_too(make: Any) -> None:
    assert lines(make, data(point("8", "Lẻ"))) == ["trước", "Lẻ", "sau"]


def test_points_in_a_circle_are_read_once(make: Any) -> None:
    points = point("0", kind="doc") + point("1", "Một") + point("2", "Hai")
    links = link("0", "1", 0) + link("1", "2", 0) + link("2", "1", 0)
    assert lines(make, data(points, links)) == ["trước", "Một", "Hai", "sau"]


def test_a_diagram_that_is_nowhere_shown_is_only_looked_at(make: Any) -> None:
    found = opened(make, data(point("1", "Ngoài trang")), body="")
    assert "Ngoài trang" not in found.text
    assert any("Ngoài trang" in part.text for part in found.parts)


@pytest.mark.parametrize("text", ["TUYỆT MẬT", "TỐI|MẬT"])
def test_a_marking_in_a_diagram_is_seen(make: Any, text: str) -> None:
    with pytest.raises(Refusal):
        check_secrecy(opened(make, data(point("1", text))).parts)
