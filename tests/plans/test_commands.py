"""The commands of the plan, as an account and as the operator."""

import json
import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from dutdiem.authority import Actor
from dutdiem.documents.models import Proposal
from dutdiem.plans.commands import plans
from dutdiem.plans.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tree: Actor, tmp_path: Path):
    def ran(*words: str) -> Result:
        return CliRunner().invoke(plans, words, obj=SimpleNamespace(actor=tree, home=tmp_path))

    return ran


def test_all_proposals_of_one_document_are_accepted_and_no_others(run, proposals: list[Proposal], paper):
    other = paper("Giao việc.", symbol="9-CT")
    Proposal.objects.create(document=other, kind="task", start=0, end=4, facts={"title": "Việc khác", "lead": "H01"})
    done = run("accept", "--all", "118-KH/ĐUCA")
    assert done.exit_code == 0
    assert "Đã nhận 4 gợi ý" in done.output
    assert list(Proposal.objects.filter(state="open").values_list("document__symbol", flat=True)) == ["9-CT"]
    assert "Đã nhận 1 gợi ý" in run("accept", "--all").output


@pytest.mark.parametrize("words", [("accept",), ("accept", "x"), ("accept", "--all", "1", "2")])
def test_accepting_nothing_in_particular_is_wrong_usage(run, words):
    assert run(*words).exit_code == 2


def test_a_task_is_reported_on_and_handed_in(run, planned):
    task = planned("Việc", "H01")
    assert "là 40 %" in run("report", str(task.pk), "--percent", "40", "--says", "Đang làm.").output
    assert "chờ nghiệm thu" in run("hand-in", str(task.pk), "--on", "2025-06-01").output
    assert (Task.objects.get().state, Task.objects.get().handed_in_on) == ("waiting", date(2025, 6, 1))


def test_a_person_reads_words_and_a_program_codes(run, planned, proposals):
    planned("Việc một", "H01", deadline=date(2025, 6, 1))
    table = run("list", "--on", "2025-06-04").output
    assert re.search(r"nhiệm vụ +Việc một +H01 +2025-06-01 +chưa thực hiện +quá hạn +3", table)
    (row,) = json.loads(run("list", "--on", "2025-06-04", "--json").output)
    assert (row["kind"], row["state"], row["time"]) == ("task", "not_started", "overdue")
    assert "not_started,overdue" in run("list", "--on", "2025-06-04", "--csv").output
    drafted = run("draft", "118-KH/ĐUCA").output
    assert "chờ xử lý" in drafted
    assert "open" not in drafted


def test_a_table_is_previewed_assigned_and_undone(run, tmp_path: Path):
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "bang.xlsx") as book:
        sheet = book.add_worksheet()
        for line, row in enumerate([("Nhiệm vụ", "Chủ trì"), ("Việc một", "H01"), ("Việc hai", "V01")]):
            sheet.write_row(line, 0, row)
    file = str(tmp_path / "bang.xlsx")
    assert "Việc một" in run("assign", file, "--owner", "BCA", "--dry-run").output
    assert not Task.objects.exists()
    step = run("assign", file, "--owner", "BCA").output.split("undo ")[1].split("”")[0]
    assert Task.objects.count() == 2
    assert "Đã hoàn lại 2 bản ghi" in run("undo", step).output
    assert not Task.objects.exists()


def test_status_counts_suspended_and_cancelled_apart(run, planned):
    for state in ("suspended", "cancelled", "cancelled"):
        Task.objects.filter(pk=planned("Việc", "H01").pk).update(state=state)
    assert "Tạm dừng: 1, đã hủy: 2. Tổng số: 3" in run("status").output
