"""Which units of the tree a document names: on its own day, told apart by province, followed to who answers today."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from dutdiem.authority import Actor
from dutdiem.documents import queries
from dutdiem.documents.models import Document
from dutdiem.reading.model import SourceText
from dutdiem.reading.reader import read_text

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TODAY = date(2025, 12, 31)
Named = list[tuple[str, str, int]]


@pytest.fixture
def named(tree: Actor, paper: Callable[..., Document]) -> Callable[..., Named]:
    """`named(text, day, issuer)` reads a document of that day and says (name then, code today, how often) of each unit."""

    def read(text: str, day: date, issuer: str = "") -> Named:
        head = f"{issuer.upper()}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 01/KH-X\n\n" if issuer else ""
        reading = read_text(SourceText(head + text))
        mentions = [(m.kind, m.start, m.end, m.facts) for m in reading.mentions if m.kind == "organisation"]
        document = paper(head + text, mentions, date=day)
        return [(one.name, one.unit.unit.code, one.mentions) for one in queries.units_named(document, TODAY)]

    return read


def test_long_short_and_later_mentions_of_a_unit_are_counted_together(named: Callable[..., Named]) -> None:
    text = "Công an thành phố Hà Nội báo cáo. Giám đốc Công an TP Hà Nội và Công an thành phố đã làm. Bộ Công an theo dõi."
    assert named(text, date(2024, 5, 1)) == [("Công an thành phố Hà Nội", "T01", 3), ("Bộ Công an", "BCA", 1)]


def test_a_committee_of_a_unit_names_the_unit(named: Callable[..., Named]) -> None:
    assert named("Đảng ủy Công an Trung ương chỉ đạo Đảng ủy Công an thành phố Hà Nội.", date(2024, 5, 1)) == [
        ("Bộ Công an", "BCA", 1),
        ("Công an thành phố Hà Nội", "T01", 1),
    ]


@pytest.mark.parametrize(
    ("text", "day", "found"),
    [
        ("Công an tỉnh Hải Dương báo cáo.", date(2025, 5, 1), [("Công an tỉnh Hải Dương", "T31A", 1)]),
        ("Công an tỉnh Hải Dương trước đây báo cáo.", date(2025, 9, 1), [("Công an tỉnh Hải Dương", "T31A", 1)]),
        ("Công an huyện Ninh Giang báo cáo.", date(2024, 5, 1), [("Công an huyện Ninh Giang", "T31A", 1)]),
        ("Công an xã Hồng Phong báo cáo.", date(2025, 5, 1), [("Công an xã Hồng Phong", "C3", 1)]),
        ("Công an phường Lê Chân báo cáo.", date(2025, 5, 1), [("Công an phường Lê Chân", "C4", 1)]),
        ("Công an phường Hồng Lê báo cáo.", date(2025, 5, 1), []),
    ],
)
def test_a_unit_is_found_on_the_documents_day_and_followed_to_today(
    named: Callable[..., Named], text: str, day: date, found: Named
) -> None:
    assert named(text, day) == found


def test_the_same_name_in_two_provinces_is_told_apart_by_the_issuers_province(
    named: Callable[..., Named], tree: Actor, tmp_path: Any
) -> None:
    _with_another_ba_dinh(tree, tmp_path)
    text, day = "Công an phường Ba Đình báo cáo.", date(2025, 9, 1)
    assert named(text, day) == []
    assert named(text, day, "Công an thành phố Hải Phòng") == [("Công an phường Ba Đình", "C9", 1)]
    assert named("Công an phường Ba Đình, thành phố Hà Nội báo cáo.", day) == [("Công an phường Ba Đình", "C4", 1)]


def test_a_name_that_only_another_province_has_means_nobody(named: Callable[..., Named]) -> None:
    assert named("Công an phường Ba Đình báo cáo.", date(2025, 9, 1), "Công an tỉnh Nghệ An") == []


def test_groups_and_bodies_outside_the_tree_name_no_unit(named: Callable[..., Named]) -> None:
    assert named("Công an các tỉnh, UBND tỉnh Nghệ An, các sở, ngành phối hợp.", date(2025, 9, 1)) == []
    assert named("Bộ Chính trị giao Ban Bí thư theo dõi.", date(2025, 9, 1)) == []


def test_the_command_says_which_units_a_document_names(tree: Actor, paper: Callable[..., Document]) -> None:
    from dutdiem.documents.commands import show_

    text = "Công an tỉnh Hải Dương báo cáo."
    reading = read_text(SourceText(text))
    document = paper(text, [(m.kind, m.start, m.end, m.facts) for m in reading.mentions], date=date(2025, 5, 1))
    result = CliRunner().invoke(show_, [str(document.pk)], obj=SimpleNamespace(actor=tree))
    assert "T31A Công an thành phố Hải Phòng (trong văn bản: Công an tỉnh Hải Dương): nêu 1 lần" in result.output


def test_the_page_links_the_units_that_the_document_names(sign_in: Callable[..., Any], paper: Callable[..., Document]) -> None:
    text = "Công an tỉnh Hải Dương báo cáo."
    reading = read_text(SourceText(text))
    document = paper(text, [(m.kind, m.start, m.end, m.facts) for m in reading.mentions], date=date(2025, 5, 1))
    page = sign_in("BCA").get(f"/van-ban/{document.pk}/").content.decode()
    assert '<a href="/don-vi/T31A/">Công an thành phố Hải Phòng</a>' in page
    assert "(trong văn bản: Công an tỉnh Hải Dương)" in page


def _with_another_ba_dinh(actor: Actor, folder: Any) -> None:
    from dutdiem.units.actions import import_tree

    units = (folder / "units.csv").read_text("utf-8") + "C9,Công an phường Ba Đình,commune,T31A,2025-07-01,\n"
    (folder / "units.csv").write_text(units, "utf-8")
    import_tree(actor, folder / "units.csv", folder / "successions.csv")
