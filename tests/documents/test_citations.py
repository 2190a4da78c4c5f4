"""Which documents a document is said to cite."""

from pathlib import Path

import pytest

from dutdiem.authority import Actor
from dutdiem.documents.actions import add
from dutdiem.documents.models import Citation

pytestmark = pytest.mark.django_db
TEXT = """ỦY BAN NHÂN DÂN TỈNH HÀ NAM

Số: 12/NQ-HĐND

Hà Nam, ngày 05 tháng 5 năm 2025

NGHỊ QUYẾT
Về phát triển kinh tế

Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ; Nghị quyết này thay thế quy định cũ.

Các sở, ngành thực hiện Nghị quyết và Nghị quyết số 12/NQ-HĐND, báo cáo theo Nghị định 30.
"""


def test_neither_itself_nor_a_bare_short_form_is_cited(actor: Actor, tmp_path: Path) -> None:
    paper = tmp_path / "nghi-quyet.txt"
    paper.write_text(TEXT, "utf-8")
    document = add(actor, paper)
    assert document.symbol == "12/NQ-HĐND"
    assert [(c.label, c.mentions) for c in Citation.objects.filter(document=document)] == [("30/2020/NĐ-CP", 2)]
