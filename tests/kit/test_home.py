"""The home: made once, refused where a newer version made it."""

import json
from pathlib import Path

import pytest

from dutdiem.kit.home import FORMAT, HomeError, check_home, home_path, make_home, secret_key


def test_a_home_is_made_with_its_marker_and_a_key_that_only_its_owner_reads(tmp_path: Path) -> None:
    make_home(tmp_path / "a" / "b")
    home = tmp_path / "a" / "b"
    assert json.loads((home / "home.json").read_text())["format"] == FORMAT
    assert (home / "secret.key").stat().st_mode & 0o777 == 0o600
    assert len(secret_key(home)) >= 50


def test_making_it_again_keeps_its_key(tmp_path: Path) -> None:
    make_home(tmp_path)
    key = secret_key(tmp_path)
    make_home(tmp_path)
    assert secret_key(tmp_path) == key


def test_a_home_of_a_newer_version_is_refused_and_not_touched(tmp_path: Path) -> None:
    (tmp_path / "home.json").write_text(json.dumps({"format": FORMAT + 1}))
    with pytest.raises(HomeError, match="phiên bản mới hơn"):
        make_home(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["home.json"]


@pytest.mark.parametrize("marker", ["", "{}", "[]", '{"format": "x"}'])
def test_a_damaged_marker_is_refused(tmp_path: Path, marker: str) -> None:
    (tmp_path / "home.json").write_text(marker)
    with pytest.raises(HomeError, match="bị hỏng"):
        check_home(tmp_path)


def test_a_file_is_no_home(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(HomeError, match="không phải là thư mục"):
        check_home(tmp_path / "x")


def test_the_home_that_is_named_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DUTDIEM_HOME", str(tmp_path / "env"))
    assert home_path(str(tmp_path / "given")).name == "given"
    assert home_path().name == "env"
