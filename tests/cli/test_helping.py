"""The help of every command is Vietnamese throughout, whatever the terminal's locale."""

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

ENGLISH = ("Usage:", "Options:", "[OPTIONS]", "[ARGS]", "Show this", "Show the", "default:", "[required]", "COMMAND")


def help_of(*words: str, home: Path) -> str:
    command = [sys.executable, "-m", "dutdiem.cli.main", "--home", str(home), *words, "--help"]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


@pytest.mark.parametrize("words", [[], ["read"], ["figures"], ["figures", "query"]], ids=" ".join)
def test_it_says_all_of_a_commands_help_in_vietnamese(tmp_path: Path, words: list[str]) -> None:
    said = help_of(*words, home=tmp_path)
    assert "Cách dùng:" in said and "Tùy chọn:" in said and "Hiện trợ giúp này." in said
    assert not [word for word in ENGLISH if word in said]


def test_it_says_which_options_must_be_given_and_what_stands_otherwise(tmp_path: Path) -> None:
    said = help_of("figures", "query", home=tmp_path)
    assert "[bắt buộc]" in said and "mặc" in said


def test_it_leaves_what_a_command_says_itself_alone() -> None:
    @click.command()
    @click.option("--kind", help="Ghi default: như trong tệp.")
    def own(kind: str) -> None:
        """Trợ giúp riêng."""

    assert "Ghi default: như trong tệp." in CliRunner().invoke(own, ["--help"]).output
