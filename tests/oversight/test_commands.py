"""The commands: what they print, and what they refuse."""

import json
from datetime import date

import docx
import pytest
from click.testing import CliRunner
from django.core import mail

from dutdiem.cli.session import TerminalSession
from dutdiem.kit.errors import Mistake
from dutdiem.oversight import actions
from dutdiem.oversight.commands import oversight
from dutdiem.oversight.models import Notice
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
MONDAY = "2025-09-08"


def unit(code):
    return Unit.objects.get(code=code)


@pytest.fixture
def run(tmp_path, tree):
    def ran(*words, user=None):
        session = TerminalSession(tmp_path, user)
        result = CliRunner().invoke(oversight, words, obj=session, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    return ran


@pytest.fixture
def late(work, account):
    account("lam", "C3", "reporter")
    return work("Rà soát địa bàn", "C3", deadline=date(2025, 9, 5))


def test_a_dry_run_shows_whom_it_would_remind_and_writes_nothing(run, late):
    (row,) = json.loads(run("remind", "--on", MONDAY, "--dry-run", "--json"))
    assert (row["account"], row["role"], row["due_on"], row["title"]) == ("lam", "focal", "2025-09-05", "Rà soát địa bàn")
    assert (Notice.objects.count(), mail.outbox) == (0, [])


def test_a_person_reads_words_and_a_program_codes(run, late):
    table = run("remind", "--on", MONDAY, "--dry-run")
    assert "đầu mối" in table and "focal" not in table
    silent = run("silent", "--on", "2026-01-05", "--days", "1")
    assert "chưa thực hiện" in silent and "not_started" not in silent
    assert "not_started" in run("silent", "--on", "2026-01-05", "--days", "1", "--csv")


def test_reminding_says_what_it_did_and_a_second_run_does_nothing(run, late, work):
    work("Không ai nhận", "C4", deadline=date(2025, 9, 5))
    said = run("remind", "--on", MONDAY)
    assert "Đã ghi 1 lần nhắc cho 1 tài khoản, gửi 1 thư." in said
    assert "1 nhiệm vụ không có tài khoản nào để nhắc" in said
    assert "Đã ghi 0 lần nhắc" in run("remind", "--on", MONDAY)


def test_mails_that_could_not_be_sent_are_a_failure(run, late, monkeypatch):
    monkeypatch.setattr(
        "django.core.mail.backends.locmem.EmailBackend.open", lambda self: (_ for _ in ()).throw(OSError("mất mạng")), raising=False
    )
    with pytest.raises(Mistake, match=r"1 thư chưa gửi được \(mất mạng\)"):
        run("remind", "--on", MONDAY)


def test_listings_are_csv_and_json(run, tree, late):
    made = actions.raise_obstacle(
        tree, "Thiếu trụ sở", unit("C3"), kind="premises", raised_on=date(2025, 8, 1), addressed_to=unit("T31A"), task=late
    )
    (row,) = json.loads(run("list", "--on", MONDAY, "--state", "overdue", "--json"))
    assert (row["id"], row["unit"], row["to"], row["days"], row["late"]) == (made.pk, "C3", "T31A", 38, 24)
    assert run("durations", "--on", MONDAY, "--by", "addressee", "--csv").splitlines()[1] == "T31A,0,,,1,38"
    assert json.loads(run("list", "--what", "petition", "--json")) == []
    assert json.loads(run("inspections", "--json")) == json.loads(run("findings", "--json")) == []
    assert json.loads(run("silent", "--on", MONDAY, "--json"))[0]["title"] == "Rà soát địa bàn"


def test_a_letter_goes_into_a_file(run, late, tmp_path):
    out = tmp_path / "don-doc.docx"
    assert "đôn đốc 1 nhiệm vụ" in run("letter", "--from", "BCA", "--unit", "C3", "--on", MONDAY, "--out", str(out))
    assert docx.Document(str(out)).tables
    with pytest.raises(Mistake, match=r"\.docx"):
        run("letter", "--from", "BCA", "--unit", "C3", "--out", str(tmp_path / "a.pdf"))
    with pytest.raises(Mistake, match="Không có đơn vị"):
        run("letter", "--from", "XX", "--unit", "C3", "--out", str(out))
