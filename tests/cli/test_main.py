"""The command line: one sentence for what cannot be done, exit codes that scripts can rely on."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dutdiem.cli.main import COMMANDS, cli
from dutdiem.kit.home import make_home


def run(*words: str, home: Path) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if k not in {"DUTDIEM_HOME", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    command = [sys.executable, "-m", "dutdiem.cli.main", "--home", str(home), *words]
    return subprocess.run(command, capture_output=True, text=True, env=env, timeout=120, check=False)


def begun(home: Path) -> Path:
    """A home that is there, without anything in it."""
    make_home(home)
    return home


def test_help_names_every_command(tmp_path: Path) -> None:
    shown = run("--help", home=tmp_path)
    assert shown.returncode == 0
    assert all(name in shown.stdout for name in COMMANDS)


@pytest.mark.parametrize("words", [("nothing",), ("units", "list", "--nothing"), ("units", "import"), ("plans", "accept")])
def test_wrong_usage_exits_with_2(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert run(*words, home=begun(tmp_path)).returncode == 2


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("nothing",), "Không có lệnh nothing."),
        (("read", "x", "--jsno"), "Không có tùy chọn --jsno; có thể là --jobs, --json."),
        (("read",), "Thiếu FILE."),
        (("read", "x", "--jobs", "900"), "Giá trị của --jobs không hợp lệ: 900 không từ 1 đến 64."),
        (("read", "x", "--jobs", "abc"), "Giá trị của --jobs không hợp lệ: 'abc' không phải là số."),
        (("read", "x", "--engine", "foo"), "Giá trị của --engine không hợp lệ: 'foo' không thuộc: 'local', 'spark'."),
        (("read", "x", "--anchor", "2024"), "Giá trị của --anchor không hợp lệ: '2024' không đúng dạng 'YYYY-MM-DD'."),
        (("read", "x", "--json=5"), "Tùy chọn '--json' không nhận giá trị."),
        (("read", "x", "--out"), "Tùy chọn '--out' cần giá trị."),
    ],
)
def test_wrong_usage_is_said_in_vietnamese(words: tuple[str, ...], says: str) -> None:
    said = CliRunner().invoke(cli, words)
    assert said.exit_code == 2
    assert said.stderr.splitlines()[0] == says
    assert "Usage" not in said.stderr
    assert "Error" not in said.stderr


def test_wrong_usage_below_a_command_is_said_in_vietnamese_too(tmp_path: Path) -> None:
    extra = run("units", "list", "a", "b", home=tmp_path)
    assert extra.stderr.splitlines()[0] == "Thừa: a b."
    assert extra.stderr.splitlines()[1].startswith("Cách dùng: ")
    assert "[TÙY CHỌN]" in extra.stderr and "OPTIONS" not in extra.stderr
    assert run("units", "lst", home=tmp_path).stderr.startswith("Không có lệnh lst; có thể là list.\n")


def test_a_refusal_is_one_sentence_on_standard_error_and_exits_with_1(tmp_path: Path) -> None:
    refused = run("units", "import", str(tmp_path / "none.csv"), home=tmp_path / "home")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.strip() == "none.csv, không mở được tệp (No such file or directory); kiểm tra đường dẫn."


def test_a_home_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "home.json").write_text(json.dumps({"format": 99}))
    refused = run("units", "list", home=tmp_path)
    assert refused.returncode == 1
    assert "phiên bản mới hơn" in refused.stderr
    assert not (tmp_path / "dutdiem.sqlite3").exists()


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    import sqlite3

    assert run("units", "list", home=begun(tmp_path)).returncode == 0
    with sqlite3.connect(tmp_path / "dutdiem.sqlite3") as database:
        database.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('units', '0999_later', '2030-01-01')")
    refused = run("units", "list", home=tmp_path)
    assert refused.returncode == 1
    assert "units.0999_later" in refused.stderr


READING = [("units", "list"), ("figures", "import", "x.csv"), ("plans", "status", "--json"), ("trail", "verify"), ("work",)]


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_command_that_needs_a_home_makes_none(tmp_path: Path, words: tuple[str, ...]) -> None:
    refused = run(*words, home=tmp_path / "mistyped")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith(f"Không có nơi lưu ở {tmp_path / 'mistyped'}; kiểm tra --home")
    assert len(refused.stderr.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_a_folder_with_other_things_is_no_home_either(tmp_path: Path) -> None:
    (tmp_path / "thu.txt").write_text("thư riêng")
    assert "Không có nơi lưu" in run("documents", "list", home=tmp_path).stderr
    assert [file.name for file in tmp_path.iterdir()] == ["thu.txt"]


def test_units_definitions_and_documents_begin_a_home(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text("code,name,level,parent,valid_from,valid_to\nBCA,Bộ Công an,ministry,,2000-01-01,\n")
    assert run("units", "import", str(tmp_path / "units.csv"), home=tmp_path / "a").returncode == 0
    assert "BCA" in run("units", "list", "--csv", home=tmp_path / "a").stdout
    (tmp_path / "cong-van.txt").write_text("Giao Cục Kế hoạch và tài chính bố trí vốn trong quý I năm 2026.")
    assert run("documents", "add", str(tmp_path / "cong-van.txt"), home=tmp_path / "b").returncode == 0
    (tmp_path / "elements.toml").write_text('[elements.cases]\nname = "Số vụ"\nunit = "vụ"\nfrequency = "month"\n')
    assert run("figures", "define", str(tmp_path / "elements.toml"), home=tmp_path / "c").returncode == 0


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_in_use_is_named_with_the_way_out(tmp_path: Path, command: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = run(command, "--port", str(port), home=tmp_path / "home")
    assert refused.returncode == 1
    assert f"Cổng {port}" in refused.stderr
    assert "--port" in refused.stderr


def test_an_unknown_account_is_refused(tmp_path: Path) -> None:
    refused = run("--user", "ai-do", "units", "import", "x.csv", home=tmp_path)
    assert refused.returncode == 1
    assert "--user ai-do: không có tài khoản này" in refused.stderr


def test_listings_come_as_csv_and_json(tmp_path: Path) -> None:
    assert run("units", "list", "--csv", home=begun(tmp_path)).stdout == "code,name,level,parent,valid_from,valid_to\n"
    assert json.loads(run("units", "list", "--json", home=tmp_path).stdout) == []


def test_doctor_says_what_is_there_and_what_for(tmp_path: Path) -> None:
    shown = run("doctor", "--json", home=tmp_path)
    assert shown.returncode == 0
    assert {"Python", "Thư mục dữ liệu", "tesseract"} <= {row["what"] for row in json.loads(shown.stdout)}


def test_reading_a_file_loads_no_django(tmp_path: Path) -> None:
    code = "import sys, dutdiem.cli.main, dutdiem.cli.read; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
