"""What must not come in: nothing of it is kept, and nothing of a secret document is told."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from dutdiem.authority import Actor
from dutdiem.documents.commands import documents
from dutdiem.documents.models import Document
from dutdiem.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(actor: Actor, tmp_path: Path):
    def run(*words: str | Path) -> Result:
        return CliRunner().invoke(documents, ["add", *map(str, words)], obj=SimpleNamespace(home=tmp_path, actor=actor))

    return run


def test_a_secret_document_is_told_by_its_place_and_nothing_of_it_is_kept(add, tmp_path: Path) -> None:
    secret = tmp_path / "phuong-an-song-lam.txt"
    secret.write_text("TỐI MẬT\nPHƯƠNG ÁN\nDiễn tập Sông Lam\n", "utf-8")
    for confirmed in ([], ["--allow-office-numbers"]):
        result = add(secret, *confirmed)
        assert result.exit_code == 1
        assert result.output.startswith("Tệp thứ 1: ")
        assert "song-lam" not in result.output
        assert "Sông Lam" not in result.output
    assert not Document.objects.exists()
    assert not Entry.objects.filter(verb="documents.add").exists()


@pytest.mark.parametrize("words", ["BÁO CÁO\nKết quả quý I\n", "", None], ids=["ordinary", "empty", "missing"])
def test_a_document_whose_name_is_secret_is_refused_before_anything_could_tell_the_name(
    add, tmp_path: Path, words: str | None
) -> None:
    paper = tmp_path / "song-lam_TUYET_MAT.txt"
    if words is not None:
        paper.write_text(words, "utf-8")
    result = add(paper)
    assert result.exit_code == 1
    assert result.output.startswith("Tệp thứ 1: Tên tệp mang dấu chỉ độ mật")
    assert "song-lam" not in result.output
    assert not Document.objects.exists()


def test_private_numbers_stop_a_document_until_the_actor_confirms_them(add, tmp_path: Path) -> None:
    paper = tmp_path / "bao-cao.txt"
    paper.write_text("BÁO CÁO\nĐầu mối: đồng chí An, 0912345678.\n", "utf-8")
    refused = add(paper)
    assert refused.exit_code == 1
    assert "dòng 2: số điện thoại di động ********78" in refused.output
    assert "0912345678" not in refused.output
    assert not Document.objects.exists()
    assert add(paper, "--allow-office-numbers").exit_code == 0
    assert Document.objects.count() == 1
    assert Entry.objects.get(verb="documents.add").facts["office_numbers"] == "confirmed"
