"""Every name of `names.toml`."""

import tomllib
from pathlib import Path

import pytest

from dutdiem.reading.guards import check_name
from dutdiem.reading.guards.names import marks_name
from dutdiem.reading.refusals import Refusal

NAMES = tomllib.loads((Path(__file__).parent / "names.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", NAMES["secret"])
def test_a_name_bears_a_degree(name: str) -> None:
    assert marks_name(name)


@pytest.mark.parametrize("name", NAMES["open"])
def test_a_name_bears_none(name: str) -> None:
    assert not marks_name(name)


def test_the_refusal_does_not_tell_the_name() -> None:
    with pytest.raises(Refusal) as refused:
        check_name("song-lam_TOI_MAT.docx")
    assert refused.value.code == "secret"
    assert "song-lam" not in refused.value.says
