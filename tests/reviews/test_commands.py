"""`dutdiem reviews write | check | list` in a home of its own."""

import json

import pytest
from click.testing import CliRunner

from dutdiem.authority import operator
from dutdiem.kit.errors import Mistake
from dutdiem.reviews.commands import reviews


class Session:
    """What the root command hands to every command."""

    actor = operator("thử")


def run(*words):
    result = CliRunner().invoke(reviews, [str(word) for word in words], obj=Session(), catch_exceptions=True)
    if isinstance(result.exception, Mistake):
        raise result.exception
    return result


@pytest.fixture
def written(catalogue, tmp_path):
    out = tmp_path / "bao-cao.docx"
    return out, run("write", "--unit", "BCA", "--period", "2025", "--out", out)


def test_it_says_what_was_written_and_where(written):
    out, result = written
    assert result.exit_code == 0
    assert str(out) in result.output
    assert "số liệu có nguồn" in result.output


def test_a_fresh_report_checks_out(written):
    result = run("check", written[0])
    assert result.exit_code == 0
    assert "khớp với bản đã lập" in result.output


def test_the_outcome_can_be_read_by_a_program(written):
    found = json.loads(run("check", written[0], "--json").output)
    assert found["findings"] == []
    assert found["read"] > 0


def test_the_list_has_what_was_written(written):
    (row,) = json.loads(run("list", "--json").output)
    assert (row["unit"], row["period"]) == ("BCA", "2025")


def test_a_file_that_is_not_there_is_named(db, tmp_path):
    with pytest.raises(Mistake, match="không mở được tệp"):
        run("check", tmp_path / "khong-co.docx")


def test_an_unknown_suffix_is_refused_before_anything_is_computed(db, tmp_path):
    with pytest.raises(Mistake, match="không viết được tệp loại"):
        run("write", "--unit", "BCA", "--period", "2025", "--out", tmp_path / "a.txt")
