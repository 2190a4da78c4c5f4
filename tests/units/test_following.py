"""What rests on units follows their successions: shown before, moved as reviewed, undone as one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from dutdiem.access.models import RoleGrant, User
from dutdiem.authority import Actor, Refused
from dutdiem.catalogue.models import Indicator, Target
from dutdiem.kit.errors import Mistake
from dutdiem.plans.models import Coordination, Task
from dutdiem.trail.queries import verify
from dutdiem.units.actions import follow, undo_follow
from dutdiem.units.commands import units
from dutdiem.units.following import SPLIT, moves
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
DAY = date(2025, 7, 1)


def unit(code: str) -> Unit:
    return Unit.objects.get(code=code)


@pytest.fixture
def held(catalogue: Actor) -> Actor:
    """Open and finished tasks of provinces that merge and a commune that splits, one with a helper; targets; a role."""
    from dutdiem.trail.actions import entry

    user = User(username="haiduong", name="Phòng Tham mưu")
    with entry(catalogue, "test") as writing:
        writing.make(user)
        for number, (title, lead, state) in enumerate(
            [
                ("Xây trụ sở", "T30", "in_progress"),
                ("Xong rồi", "T30", "done"),
                ("Chung tay", "T31", "not_started"),
                ("Xã làm", "C2", "waiting"),
            ]
        ):
            writing.make(Task(title=title, path=f"{number:04}", lead=unit(lead), state=state))
        writing.make(Coordination(task=Task.objects.get(title="Chung tay"), unit=unit("T30")))
        writing.make(Coordination(task=Task.objects.get(title="Xây trụ sở"), unit=unit("T01")))
        indicator = Indicator.objects.get(code="clear_up_rate")
        for period in ("2024", "2025"):
            writing.make(Target(indicator=indicator, unit=unit("T30"), period=period, comparator=">=", value=Decimal(80)))
        writing.make(RoleGrant(user=user, unit=unit("T30"), role="staff"))
    return catalogue


def test_it_shows_what_is_open_and_who_takes_it(held: Actor) -> None:
    shown = {(move.kind, move.title.split(" >=")[0], move.before, move.after) for move in moves(DAY)}
    assert shown == {
        ("lead", "Xây trụ sở", "T30", "T31A"),
        ("lead", "Chung tay", "T31", "T31A"),
        ("lead", "Xã làm", "C2", "C4"),
        ("coordinating", "Chung tay", "T30", "T31A"),
        ("target", "Tỷ lệ điều tra, khám phá tội phạm", "T30", "T31A"),
        ("grant", "haiduong: cán bộ tham mưu", "T30", "T31A"),
    }
    assert next(move.note for move in moves(DAY) if move.title == "Xã làm").startswith(SPLIT)
    assert moves(date(2025, 6, 30)) == []


def test_it_moves_what_was_reviewed_and_says_what_stayed(held: Actor) -> None:
    _, stayed = follow(held, DAY, moves(DAY))
    assert Task.objects.get(title="Xây trụ sở").lead.code == "T31A"
    assert Task.objects.get(title="Xong rồi").lead.code == "T30"
    assert Target.objects.get(period="2025", unit__code="T31A").value == 80 and Target.objects.get(period="2024").unit.code == "T30"
    assert RoleGrant.objects.get().unit.code == "T31A"
    assert [(move.kind, move.title) for move in stayed] == [("coordinating", "Chung tay")]
    assert [move.title for move in moves(DAY)] == ["Chung tay"]


def test_a_reviewer_may_choose_another_heir_or_leave_a_row_out(held: Actor) -> None:
    (row,) = [move for move in moves(DAY) if move.title == "Xã làm"]
    follow(held, DAY, [replace(row, after="C3")])
    assert Task.objects.get(title="Xã làm").lead.code == "C3"
    assert Task.objects.get(title="Xây trụ sở").lead.code == "T30"


def test_one_undo_puts_all_back_but_what_was_moved_since(held: Actor) -> None:
    number, _ = follow(held, DAY, moves(DAY))
    task = Task.objects.get(title="Xây trụ sở")
    from dutdiem.trail.actions import entry

    with entry(held, "test") as writing:
        task.lead = unit("V01")
        writing.change(task)
    assert undo_follow(held, number) == (4, 1)
    assert Task.objects.get(title="Xã làm").lead.code == "C2" and RoleGrant.objects.get().unit.code == "T30"
    assert Task.objects.get(title="Xây trụ sở").lead.code == "V01"
    with pytest.raises(Mistake, match="đã được hoàn lại"):
        undo_follow(held, number)
    assert not [finding for finding in verify().findings if "niêm phong" not in finding.says]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"before": "T01"}, "không còn ở đơn vị T01"),
        ({"after": "T30"}, "không có đơn vị “T30”"),
        ({"key": 999}, "không còn ở đơn vị"),
    ],
)
def test_a_row_that_is_no_longer_so_moves_nothing(change: dict, says: str, held: Actor) -> None:
    rows = moves(DAY)
    with pytest.raises(Mistake, match=says):
        follow(held, DAY, [*rows[1:], replace(rows[0], **change)])
    assert len(moves(DAY)) == len(rows)


def test_only_who_may_import_the_tree_may_move(held: Actor) -> None:
    with pytest.raises(Refused):
        follow(Actor("ai đó"), DAY, moves(DAY))


def test_the_command_lists_takes_the_reviewed_list_and_undoes(held: Actor, tmp_path: Path) -> None:
    session = SimpleNamespace(home=tmp_path, actor=held)

    def run(*arguments: str) -> str:
        return CliRunner().invoke(units, ["follow", *arguments], obj=session, catch_exceptions=False).stdout

    file = tmp_path / "moves.csv"
    file.write_text(run("--on", "2025-07-01", "--csv"), "utf-8")
    applied = run("--on", "2025-07-01", "--apply", str(file))
    helped = Coordination.objects.get(unit=unit("T30"))
    assert "5 mục" in applied and f"Giữ nguyên phối hợp nhiệm vụ {helped.pk} ở T30" in applied
    number = applied.split("--undo ")[1].split(".")[0]
    assert "Đã đưa 5 mục về đơn vị cũ" in run("--undo", number)
    with pytest.raises(Mistake, match="Không có lần chuyển số 12345"):
        run("--undo", "12345")
