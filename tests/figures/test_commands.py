"""`dutdiem figures …` at the terminal."""

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from dutdiem.authority import Actor, Grant, Role
from dutdiem.collection.actions import decide
from dutdiem.collection.models import Submission
from dutdiem.figures.commands import figures
from dutdiem.kit.errors import Mistake

pytestmark = pytest.mark.django_db


@dataclass
class Said:
    code: int
    out: str
    error: BaseException | None


@pytest.fixture
def run(tmp_path: Path):
    def called(actor: Actor, *arguments: str) -> Said:
        session = SimpleNamespace(home=tmp_path, actor=actor)
        result = CliRunner().invoke(figures, list(arguments), obj=session)
        return Said(result.exit_code, result.stdout, result.exception)

    return called


def test_a_query_prints_the_columns_that_others_rely_on(run, reported: Actor) -> None:
    said = run(reported, "query", "--measures", "cases,clear_up_rate", "--units", "BCA", "--periods", "2025-08,2025-09",
               "--compare", "last-year", "--csv")  # fmt: skip
    assert said.out.splitlines()[0] == (
        "unit,unit_name,measure,period,value,numerator,denominator,reported,expected,previous,change_percent"
    )
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert [(row["measure"], row["period"], row["value"]) for row in rows] == [
        ("cases", "2025-08", "40"), ("clear_up_rate", "2025-08", "75.00"),
        ("cases", "2025-09", ""), ("clear_up_rate", "2025-09", ""),
    ]  # fmt: skip
    assert (rows[1]["numerator"], rows[1]["denominator"], rows[1]["reported"], rows[1]["expected"]) == ("30", "40", "1", "2")
    assert (rows[0]["previous"], rows[0]["change_percent"]) == ("50", "-20.00")


def test_a_query_against_targets_has_their_columns_at_its_end(run, reported: Actor) -> None:
    said = run(reported, "query", "--measures", "clear_up_rate,cases", "--units", "BCA", "--periods", "2025-08",
               "--compare", "target", "--compare", "last-year", "--csv")  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert list(rows[0])[11:] == ["target", "target_unit", "target_period", "target_gap", "reached", "path", "path_gap"]
    assert [rows[0][c] for c in ("target", "target_unit", "target_gap", "reached", "path", "previous")] == [
        ">= 80", "BCA", "-5.00", "no", "", "40.00",
    ]  # fmt: skip
    assert rows[1]["target"] == ""


def test_a_period_of_another_calendar_is_shown_with_its_days_to_a_person_alone(run, fire, reported: Actor) -> None:
    query = ("query", "--measures", "fires,cases", "--units", "BCA", "--periods", "2025-08")
    assert "2025-08 (15/07/2025 - 14/08/2025)" in run(reported, *query).out
    assert [row["period"] for row in csv.DictReader(io.StringIO(run(reported, *query, "--csv").out))] == ["2025-08"] * 2


def test_the_calendar_of_days_off_is_that_of_the_office(run, catalogue: Actor, settings) -> None:
    rows = {row["day"]: row for row in json.loads(run(catalogue, "calendar", "--year", "2026", "--json").out)}
    assert (rows["2026-01-02"]["works"], rows["2026-01-10"]["works"]) == ("no", "yes")
    assert "2026-08-19" not in rows
    (settings.HOME / "workdays.toml").write_text('[off]\n2026-08-19 = "Ngày truyền thống"\n', "utf-8")
    rows = {row["day"]: row for row in json.loads(run(catalogue, "calendar", "--year", "2026", "--json").out)}
    assert rows["2026-08-19"] == {"day": "2026-08-19", "works": "no", "says": "Ngày truyền thống"}


def test_definitions_are_listed_with_their_days(run, catalogue: Actor) -> None:
    rows = json.loads(run(catalogue, "definitions", "--json").out)
    assert [(row["kind"], row["code"]) for row in rows if row["kind"] != "element"] == [
        ("indicator", "clear_up_rate"), ("target", "clear_up_rate"),
    ]  # fmt: skip
    assert "mục số liệu" in run(catalogue, "definitions").out
    assert run(catalogue, "definitions", "--code", "staff", "--csv").out.splitlines()[1] == (
        'element,staff,Quân số,người,"month, over_units sum, over_time last",,,,'
    )


def test_an_import_says_what_it_replaces_and_a_dry_run_writes_nothing(run, catalogue: Actor, tmp_path: Path) -> None:
    file = tmp_path / "figures.csv"
    file.write_text("unit,element,period,value\nC1,cases,2025-06,7\n", "utf-8")
    assert "Sẽ nhập 1 số liệu trong 1 báo cáo; chưa ghi gì" in run(catalogue, "import", str(file), "--dry-run").out
    run(catalogue, "import", str(file))
    file.write_text("unit,element,period,value\nC1,cases,2025-06,8\n", "utf-8")
    assert "Sẽ nhập 1 số liệu trong 1 báo cáo, thay 1 giá trị đã có" in run(catalogue, "import", str(file), "--dry-run").out
    assert "Đã nhập 1 số liệu trong 1 báo cáo, thay 1 giá trị đã có." in run(catalogue, "import", str(file)).out


def test_completeness_is_a_table_csv_or_json(run, reported: Actor) -> None:
    said = run(reported, "completeness", "--form", "monthly", "--period", "2025-06", "--units", "level:commune", "--json")
    assert [(row["unit"], row["status"]) for row in json.loads(said.out)] == [
        ("C1", "submitted"), ("C2", "submitted"), ("C4", "missing"),
    ]  # fmt: skip
    table = run(reported, "completeness", "--form", "monthly", "--period", "2025-06", "--units", "level:commune").out
    assert "phải báo cáo" in table
    assert "chưa báo cáo" in table


def test_a_trace_reads_as_text_csv_and_json(run, reported: Actor) -> None:
    arguments = ("trace", "--measure", "clear_up_rate", "--unit", "BCA", "--period", "2025-06")
    text = run(reported, *arguments).out
    assert "Công thức: cleared / cases * 100" in text
    assert "Công an xã Hồng Phong" in text
    rows = list(csv.DictReader(io.StringIO(run(reported, *arguments, "--csv").out)))
    assert [(row["element"], row["unit"], row["value"]) for row in rows][:2] == [
        ("cleared", "C1", "4"),
        ("cleared", "C2", "5"),
    ]
    assert json.loads(run(reported, *arguments, "--json").out)["answer"]["value"] == "60.00"


def test_an_import_is_in_the_next_query(run, catalogue: Actor, tmp_path: Path) -> None:
    file = tmp_path / "figures.csv"
    file.write_text("unit,element,period,value\nC1,cases,2025-06,7\n", "utf-8")
    assert run(catalogue, "import", str(file)).out.startswith("Đã nhập 1 số liệu")
    said = run(catalogue, "query", "--measures", "cases", "--units", "C1", "--periods", "2025-06", "--csv")
    assert said.out.splitlines()[1].split(",")[4] == "7"


def test_definitions_are_taken_in_with_warnings(run, tree: Actor, tmp_path: Path) -> None:
    file = tmp_path / "d.toml"
    file.write_text('[elements.x]\nname = "Dân số"\nunit = "người"\n', "utf-8")
    assert "Đã nhận 1 mục số liệu" in run(tree, "define", str(file)).out


def test_a_structure_that_is_no_date_is_refused(run, reported: Actor) -> None:
    said = run(reported, "query", "--measures", "cases", "--units", "BCA", "--periods", "2025", "--structure", "now")
    assert isinstance(said.error, Mistake)
    assert "then, today" in str(said.error)


def test_spark_prints_what_duckdb_prints(cluster: None, run, reported: Actor, settings) -> None:
    query = ("query", "--measures", "cases,staff,clear_up_rate", "--units", "under:BCA", "--periods", "2025-08,2025-Q3",
             "--compare", "last-year", "--structure", "today", "--csv")  # fmt: skip
    said = run(reported, *query, "--engine", "spark")
    assert said.error is None
    assert said.out == run(reported, *query).out
    traced = ("trace", "--measure", "clear_up_rate", "--unit", "BCA", "--period", "2025-06", "--json")
    here = run(reported, *traced).out
    settings.FIGURES_ENGINE = "spark"
    assert run(reported, *traced).out == here != ""


def test_an_engine_that_is_none_is_refused(run, reported: Actor, settings) -> None:
    settings.FIGURES_ENGINE = "trino"
    said = run(reported, "query", "--measures", "cases", "--units", "BCA", "--periods", "2025")
    assert "DUTDIEM_FIGURES_ENGINE=trino" in str(said.error)


def test_completeness_says_which_elements_are_missing(run, reported: Actor) -> None:
    said = run(reported, "completeness", "--form", "monthly", "--period", "2025-06", "--missing", "--csv")
    assert said.out.splitlines()[0] == "unit,unit_name,period,missing,elements"
    assert 'C4,Công an phường Ba Đình,2025-06,3,"cases,cleared,staff"' in said.out


def test_the_cube_is_written_to_a_file(run, reported: Actor, tmp_path: Path) -> None:
    said = run(reported, "cube", "--periods", "2025-06", "--structure", "today", "--out", str(tmp_path / "cube.parquet"))
    assert said.out.startswith("Đã ghi ")
    assert (tmp_path / "cube.parquet").exists()


def test_a_locked_report_is_opened_again_with_a_reason(run, reported: Actor) -> None:
    kept = Submission.objects.get(unit__code="C3", period="2025-08", latest=True)
    asked = ("reopen", "--form", "monthly", "--period", "2025-08", "--unit", "C3", "--reason", "Đếm thiếu.")
    assert "chỉ mở lại báo cáo đã chốt" in str(run(reported, *asked).error)
    decide(reported, kept, "locked")
    assert "Đã mở lại báo cáo monthly kỳ 2025-08 của đơn vị C3" in run(reported, *asked).out
    kept.refresh_from_db()
    assert (kept.status, kept.reason) == ("submitted", "Đếm thiếu.")
    assert "chưa có báo cáo" in str(run(reported, *asked[:-3], "C9", *asked[-2:]).error)


@pytest.fixture
def hanoi(own) -> Actor:
    own()
    return Actor("tham mưu", (Grant(Role.STAFF, "BCA/T01"),))


def test_a_unit_ends_its_own_and_uses_it_again(run, hanoi: Actor) -> None:
    codes = "patrols", "patrol", "patrols_per_case"
    said = run(hanoi, "end", "patrols_per_case", "--owner", "T01", "--target", "C4", "2025", "--last", "2025-12-31")
    assert "Đã ngừng dùng 1 mục sau ngày 31/12/2025" in said.out
    assert "Đã ngừng dùng 3 mục" in run(hanoi, "end", *codes, "--owner", "T01", "--last", "2025-12-31").out
    rows = csv.DictReader(io.StringIO(run(hanoi, "definitions", "--owner", "T01", "--csv").out))
    assert {row["valid_to"] for row in rows} == {"2025-12-31"}
    assert "Đã dùng lại 3 mục" in run(hanoi, "end", *codes, "--owner", "T01", "--undo").out


def test_a_unit_deletes_what_nothing_rests_on(run, hanoi: Actor) -> None:
    assert "Đã xóa 1 mục" in run(hanoi, "delete", "patrols_per_case", "--owner", "T01", "--target", "C4", "2025").out
    said = run(hanoi, "delete", "patrols", "patrol", "patrols_per_case", "by_shift", "--owner", "T01")
    assert said.out == "Đã xóa 4 mục khỏi danh mục riêng của đơn vị T01.\n"


def test_a_code_that_means_two_things_wants_its_kind(run, hanoi: Actor, own) -> None:
    own("T01", '[forms.patrols]\nname = "X"\nelements = ["tours"]\n\n[elements.tours]\nname = "Y"\nunit = "lượt"\n')
    said = run(hanoi, "delete", "patrols", "--owner", "T01")
    assert "thêm --kind (element, form)" in str(said.error)
    assert "Đã xóa 1 mục" in run(hanoi, "delete", "patrols", "--owner", "T01", "--kind", "form").out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("end", "patrol", "--owner", "T01"), "Ghi một trong hai"),
        (("end", "boats", "--owner", "T01", "--undo"), "không có “boats”"),
        (("end", "patrols_per_case", "--owner", "T01", "--target", "C4", "2026", "--undo"), "kỳ 2026; xem lại mã và kỳ"),
        (("delete", "cases", "--owner", "T01"), "danh mục chung từ cấp trên"),
        (("delete", "patrols", "--owner", "T99"), "Không có đơn vị “T99”"),
    ],
)
def test_a_step_that_cannot_be_done_is_one_sentence(run, hanoi: Actor, words, says) -> None:
    error = run(hanoi, *words).error
    assert isinstance(error, Mistake) and says in str(error)
