"""Many files on a cluster of Spark: read there as they would be here, and here where the cluster cannot."""

import os
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from dutdiem.kit.spark import on_spark
from dutdiem.reading.files import cluster as side
from dutdiem.reading.files import read_files_bytes
from dutdiem.reading.files.cluster import OTHER_EDITION, UNSEEN, read_files_on_spark, read_parcel
from dutdiem.reading.files.edition import edition
from dutdiem.reading.refusals import Refusal

TEXT = "KẾ HOẠCH\n1. Các đơn vị báo cáo trước ngày 30/6/2025 và trong 10 ngày tới.\n"
SECRET = "TỐI MẬT\nPHƯƠNG ÁN\nSông Lam\n"
PRIVATE = "Liên hệ ông A, số 0912345678.\n"
ANCHOR = date(2025, 1, 31)
BAD = Path(__file__).parents[3].parent / "shared/bad"


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    """Good ones between all kinds that are refused, more than a task takes."""
    for number in range(30):
        (tmp_path / f"văn bản {number:02}.txt").write_text(f"{TEXT}{number}. Mục.\n", "utf-8")
    (tmp_path / "văn bản 03.txt").write_text(SECRET, "utf-8")
    (tmp_path / "văn bản 07.txt").write_text(PRIVATE, "utf-8")
    (tmp_path / "văn bản 11.txt").touch()
    (tmp_path / "văn bản 12.txt").write_bytes(b"\x7fELF\x02" + bytes(range(256)) * 9)
    (tmp_path / "folder.txt").mkdir()
    return [*sorted(tmp_path.iterdir()), tmp_path / "không có.txt"]


def plain(found: Sequence[tuple[Path, bytes | Refusal]]) -> list[tuple[object, ...]]:
    return [
        (path, *((one.code, one.says, getattr(one, "places", ())) if isinstance(one, Refusal) else (one,))) for path, one in found
    ]


def here(paths: Sequence[Path], anchor: date | None = None) -> list[tuple[object, ...]]:
    return plain(list(read_files_bytes(paths, 2, anchor)))


def there(paths: Sequence[Path], anchor: date | None = None, counted: Counter[str] | None = None) -> list[tuple[object, ...]]:
    with on_spark() as session:
        return plain(list(read_files_on_spark(session, paths, anchor, here=counted)))


def test_readings_refusals_and_their_order_are_those_of_this_machine(cluster: None, papers: list[Path]) -> None:
    counted: Counter[str] = Counter()
    assert there(papers, ANCHOR, counted) == here(papers, ANCHOR)
    assert not counted


@pytest.mark.skipif(not BAD.exists(), reason="bỏ qua: không có ../shared/bad")
def test_hostile_files_are_refused_alike_and_harm_no_worker(cluster: None) -> None:
    paths = sorted(path for path in BAD.rglob("*") if path.is_file())
    before = workers()
    assert there(paths) == here(paths)
    assert workers() == before


def workers() -> set[int]:
    """The Python processes of the cluster that take tasks."""
    from pyspark import cloudpickle

    cloudpickle.register_pickle_by_value(sys.modules[__name__])
    with on_spark() as session:
        return set(session.sparkContext.parallelize(range(64), 64).map(own_number).collect())


def own_number(_: int) -> int:
    return os.getpid()


def test_what_the_cluster_does_not_see_as_this_machine_does_is_read_here(
    cluster: None, papers: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    sight = side._sight
    monkeypatch.setattr(side, "_sight", lambda path: (seen := sight(path)) and seen._replace(size=seen.size + 1))
    counted: Counter[str] = Counter()
    assert there(papers, counted=counted) == here(papers)
    assert counted == {UNSEEN: 30}


def test_a_cluster_with_another_edition_of_the_reader_reads_nothing(
    cluster: None, papers: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(side, "edition", lambda: "another")
    counted: Counter[str] = Counter()
    assert there(papers[:4], counted=counted) == here(papers[:4])
    assert counted == {OTHER_EDITION: 3}


def test_a_machine_reads_only_the_file_that_was_meant(papers: list[Path]) -> None:
    way = side._Way(edition(), None, False)
    seen = side._sight(str(papers[1]))
    assert seen is not None
    other = [seen._replace(changed=seen.changed + 1), seen._replace(size=1), seen._replace(path="/nowhere")]
    assert list(read_parcel(way, other)) == [UNSEEN] * 3
    assert list(read_parcel(way._replace(edition=""), [seen])) == [OTHER_EDITION]
    (found,) = read_parcel(way, [seen])
    assert isinstance(found, bytes)


@pytest.mark.parametrize("slots", [1, 2, 5, 100])
def test_parcels_keep_the_order_and_every_slot_gets_some(papers: list[Path], slots: int) -> None:
    waves = list(side._waves(papers, slots))
    assert [path for wave in waves for parcel in wave for path, _ in parcel] == papers
    assert all(len(wave) <= slots and all(len(parcel) <= side._FILES for parcel in wave) for wave in waves)
    assert sum(map(len, waves)) >= min(slots, len(papers))


def test_a_large_file_ends_its_parcel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side, "_BYTES", 10)
    paths = [tmp_path / name for name in "abc"]
    for path in paths:
        path.write_text("12345678", "utf-8")
    assert [len(parcel) for (*parcels,) in side._waves(paths, 1) for parcel in parcels] == [2, 1]


def test_the_edition_is_the_same_again_and_of_the_code_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    from dutdiem.reading.files import edition as module

    assert len(edition()) == 64
    assert module.edition.__wrapped__() == edition()
    monkeypatch.setattr(module, "_recogniser", lambda: "tesseract 9")
    assert module.edition.__wrapped__() != edition()
