"""`dutdiem read`, from outside."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dutdiem.cli.read import read

PLAN = (
    "BỘ CÔNG AN\nSố: 118/KH-BCA\nHà Nội, ngày 25 tháng 5 năm 2022\n\nKẾ HOẠCH\nThực hiện Nghị quyết số 12-NQ/TW\n\n"
    "1. Đề nghị Công an các địa phương hoàn thành trước ngày 30/6/2022.\n"
)


def run(*words: object) -> Result:
    return CliRunner().invoke(read, [str(word) for word in words])


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(PLAN, "utf-8")
    return path


def test_json_of_one_file_is_one_object(plan: Path) -> None:
    result = run(plan, "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["source"]["file"] == "ke-hoach.txt"
    assert found["text"] == PLAN
    assert all(found["text"][m["start"] : m["end"]] == m["text"] for m in found["mentions"])


def test_json_of_several_files_is_a_line_each(plan: Path) -> None:
    lines = run(plan, plan, "--json", "--jobs", 2).stdout.splitlines()
    assert [json.loads(line)["source"]["file"] for line in lines] == ["ke-hoach.txt"] * 2


def test_without_json_it_prints_what_people_look_for(plan: Path) -> None:
    result = run(plan)
    assert "118/KH-BCA" in result.stdout
    assert "25/05/2022" in result.stdout


def test_people_see_the_kind_the_rows_of_tables_goals_and_documents(tmp_path: Path) -> None:
    path = tmp_path / "phu-luc.md"
    rows = "| TT | Nhiệm vụ | Chủ trì | Thời gian |\n|---|---|---|---|\n| 1 | Xây dựng kế hoạch | Sở Y tế | Thường xuyên |\n"
    path.write_text(f"{PLAN}\nPhấn đấu đến năm 2025 có trên 40% xã đạt chuẩn.\n\n{rows}", "utf-8")
    said = run(path).stdout
    assert "Loại: Kế hoạch" in said
    assert "- Sở Y tế (hạn Thường xuyên): Xây dựng kế hoạch" in said
    assert "trên 40% xã đạt chuẩn (đến 31/12/2025) [" in said
    task = next(line for line in said.splitlines() if "Xây dựng kế hoạch" in line)
    assert task.endswith(f"ký tự {path.read_text('utf-8').index('Xây dựng kế hoạch')}]")
    assert "Văn bản được viện dẫn: Nghị quyết số 12-NQ/TW" in said


def test_a_bad_file_is_one_sentence_and_the_others_go_on(plan: Path, tmp_path: Path) -> None:
    empty = tmp_path / "rong.txt"
    empty.touch()
    result = run(empty, plan, tmp_path / "khong-co.txt", "--json")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert [("rong.txt" in line, "khong-co.txt" in line) for line in result.stderr.splitlines()] == [(True, False), (False, True)]


def test_a_secret_file_is_told_by_its_place_only(plan: Path, tmp_path: Path) -> None:
    secret = tmp_path / "phuong-an-song-lam.txt"
    secret.write_text("TỐI MẬT\nPHƯƠNG ÁN\nSông Lam\n", "utf-8")
    result = run(plan, secret, "--json")
    assert result.exit_code == 1
    assert result.stderr.startswith("Tệp thứ 2 trong lệnh: ")
    assert "song-lam" not in result.stderr
    assert "Sông Lam" not in result.output


def test_private_numbers_may_be_confirmed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Liên hệ ông A, số 0912345678.\n", "utf-8")
    assert run(path).exit_code == 1
    assert run(path, "--allow-office-numbers").exit_code == 0


@pytest.mark.parametrize("words", [[], ["a.txt", "--anchor", "hôm nay"], ["a.txt", "--jobs", "0"], ["a.txt", "--none"]])
def test_wrong_usage_ends_with_two(words: list[str]) -> None:
    assert run(*words).exit_code == 2


def test_the_anchor_is_what_relative_times_resolve_against(plan: Path) -> None:
    result = run(plan, "--json", "--anchor", "2023-01-31")
    assert json.loads(result.stdout)["source"]["anchor_date"] == "2023-01-31"


def test_out_writes_a_reading_under_the_full_name_and_without_the_ending(plan: Path, tmp_path: Path) -> None:
    assert run(plan, "--out", tmp_path / "out").exit_code == 0
    full, short = tmp_path / "out/ke-hoach.txt.json", tmp_path / "out/ke-hoach.json"
    assert json.loads(full.read_text("utf-8"))["text"] == PLAN
    assert short.read_bytes() == full.read_bytes()


def test_out_gives_no_short_name_that_two_files_would_share(plan: Path, tmp_path: Path) -> None:
    other = tmp_path / "ke-hoach.md"
    other.write_text(PLAN, "utf-8")
    assert run(plan, other, "--out", tmp_path / "out").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["ke-hoach.md.json", "ke-hoach.txt.json"]


def test_a_second_reading_replaces_the_first(plan: Path, tmp_path: Path) -> None:
    run(plan, "--out", tmp_path / "out")
    plan.write_text("Khác.\n", "utf-8")
    run(plan, "--out", tmp_path / "out")
    for name in ("ke-hoach.txt.json", "ke-hoach.json"):
        assert json.loads((tmp_path / "out" / name).read_text("utf-8"))["text"] == "Khác.\n"


def test_it_loads_no_django() -> None:
    program = "import sys; import dutdiem.cli.read; sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    subprocess.run([sys.executable, "-c", program], check=True)


def test_in_a_pipe_every_task_is_one_line(plan: Path) -> None:
    lines = run(plan).stdout.splitlines()
    assert lines[0] == "ke-hoach.txt"
    assert any(line.startswith("- ") and "30/6/2022" in line for line in lines)
    assert not any("│" in line for line in lines)


def test_on_a_terminal_it_is_a_table() -> None:
    from dutdiem.cli.read_table import show

    reading = {
        "source": {"file": "a[b].txt"},
        "header": {"type": "KH", "number": "1", "symbol": None, "date": "2022-05-25", "issuer": None, "title": "Một [hai]"},
        "mentions": [{"kind": "directive", "assignee": "Cục A", "due": "2022-06-30", "start": 5, "text": "hoàn thành\nviệc [x]"}],
        "passages": [{"id": "dieu_3.khoan_2.diem_a", "start": 0, "end": 40, "heading": ""}],
        "tables": [{"columns": {"task": 1}, "rows": [["1", "a"], ["2", "b"]]}],
        "warnings": [{"says": "Một lưu ý."}] * 9,
    }
    shown = "\n".join(show(reading, on_terminal=True))
    assert "hoàn thành việc [x]" in shown
    assert "2 dòng trong bảng nhiệm vụ" in shown
    assert "Điều 3 khoản" in shown
    assert shown.count("Một lưu ý.") == 1


def test_on_spark_it_prints_the_same_and_ends_the_same(cluster: None, plan: Path, tmp_path: Path) -> None:
    secret = tmp_path / "phuong-an-song-lam.txt"
    secret.write_text("TỐI MẬT\nPHƯƠNG ÁN\nSông Lam\n", "utf-8")
    words = (plan, secret, tmp_path / "khong-co.txt", plan, "--json", "--anchor", "2022-06-01")
    here, there = run(*words), run(*words, "--engine", "spark")
    assert (there.exit_code, there.stdout_bytes, there.stderr) == (1, here.stdout_bytes, here.stderr)
    assert run(plan, "--out", tmp_path / "a", "--engine", "spark").exit_code == 0
    assert run(plan, "--out", tmp_path / "b").exit_code == 0
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_it_says_what_this_machine_had_to_read_for_the_cluster(cluster: None, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dutdiem.reading.files import cluster as side

    monkeypatch.setattr(side, "edition", lambda: "another")
    said = run(plan, "--json", "--engine", "spark")
    assert said.exit_code == 0
    assert said.stderr.startswith("Lưu ý: 1 tệp đọc tại máy này")


def test_without_java_spark_is_refused_in_one_sentence(plan: Path) -> None:
    program = "import sys; sys.modules['pyspark'] = sys; from dutdiem.cli.main import main; main()"
    words = [sys.executable, "-c", program, "read", str(plan), "--engine", "spark"]
    said = subprocess.run(
        words, capture_output=True, text=True, env={"PATH": "", "PYTHONPATH": os.pathsep.join(sys.path)}, check=False
    )
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.startswith("Spark cần Java 17")
    assert len(said.stderr.splitlines()) == 1


def test_where_nothing_can_be_written_it_says_so(plan: Path) -> None:
    result = run(plan, "--out", "/proc/dutdiem")
    assert result.exit_code == 1
    assert str(result.exception).startswith("Không ghi được kết quả vào /proc/dutdiem")


def test_two_files_of_one_name_do_not_overwrite_each_other(plan: Path, tmp_path: Path) -> None:
    other = tmp_path / "khac" / plan.name
    other.parent.mkdir()
    other.write_text(PLAN, "utf-8")
    result = run(plan, other, "--out", tmp_path / "ra")
    assert result.exit_code == 2
    assert "hai tệp cùng tên “ke-hoach.txt”" in result.stderr
    assert not (tmp_path / "ra").exists()
