"""Files that come in through a form."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dutdiem.kit.errors import Mistake
from dutdiem.kit.upload import clean_name, place, put_by, received


@pytest.fixture(autouse=True)
def home(settings: object, tmp_path: Path) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("Báo cáo.docx", "Báo cáo.docx"),
        ("..\\..\\etc\\passwd", "passwd"),
        ("/etc/cron.d/x.sh", "x.sh"),
        ("bao\u202excod.exe", "baoxcod.exe"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("...", "tep"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_is_only_a_name(name: str, clean: str) -> None:
    assert clean_name(name) == clean


def test_files_lie_somewhere_only_while_they_are_looked_at() -> None:
    with received([SimpleUploadedFile("a.txt", b"abc")]) as (file,):
        assert (file.name, file.size, file.path.read_bytes()) == ("a.txt", 3, b"abc")
    assert not file.path.exists()


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ([SimpleUploadedFile("a.txt", b"x" * 11)], "lớn quá"),
        ([SimpleUploadedFile("a.txt", b"")], "rỗng"),
        ([SimpleUploadedFile("a.txt", b"x")] * 3, "quá nhiều"),
    ],
)
def test_what_is_too_large_too_many_or_empty_is_refused_beside_its_field(files: list[SimpleUploadedFile], says: str) -> None:
    with pytest.raises(Mistake, match=says) as refused, received(files, limit=10, most=2, field="attached"):
        pytest.fail("nothing is handed on")
    assert refused.value.field == "attached"


@pytest.mark.parametrize("data", [b"x" * 11, b""])
def test_a_file_whose_name_is_secret_is_refused_without_its_name(data: bytes) -> None:
    sent = [SimpleUploadedFile("song-lam_TOI_MAT.docx", data)]
    with pytest.raises(Mistake, match="Tên tệp mang dấu chỉ độ mật") as refused, received(sent, limit=10):
        pytest.fail("nothing is handed on")
    assert "song-lam" not in str(refused.value)


def test_files_are_kept_unless_the_action_fails() -> None:
    with received([SimpleUploadedFile("a.txt", b"abc")]) as files:
        with pytest.raises(RuntimeError), put_by("evidence", files):
            raise RuntimeError
        assert not place("evidence", files[0].sha256).exists()
        with put_by("evidence", files):
            pass
        with pytest.raises(RuntimeError), put_by("evidence", files):
            raise RuntimeError
    assert place("evidence", files[0].sha256).read_bytes() == b"abc", "what was there before stays"
