"""What Hà Nội measures for itself in the sample: beside the national figures, the same for one seed anywhere."""

from datetime import date
from hashlib import sha256

import pytest

from dutdiem.authority import Actor, Grant, Role
from dutdiem.cli.demo import own, story
from dutdiem.collection.models import Submission
from dutdiem.collection.queries import dues, waiting
from dutdiem.figures import queries
from dutdiem.figures.actions import refresh_mart
from dutdiem.units.actions import import_tree

HANOI = Actor("hà nội", (Grant(Role.STAFF, "BCA/T01"),))


@pytest.fixture
def measured(db, actor, tmp_path):
    rows = ["code,name,level,parent,valid_from,valid_to", "BCA,Bộ Công an,ministry,,2000-01-01,"]
    rows += ["T01,Công an thành phố Hà Nội,province,BCA,2000-01-01,"]
    rows += [f"W{number},Công an phường {number},commune,T01,2000-01-01," for number in range(1, 7)]
    (tmp_path / "units.csv").write_text("\n".join(rows) + "\n", "utf-8")
    import_tree(actor, tmp_path / "units.csv")
    assert "2 mục số liệu, 1 chỉ tiêu thống kê, 1 chỉ tiêu được giao, 1 biểu mẫu" in own.define_own(actor)
    own.report_own(actor)
    refresh_mart(actor)
    return actor


def test_a_newcomer_sees_own_figures_a_form_and_what_waits(measured):
    (row,) = queries.roll_up(HANOI, [own.INDICATOR], "T01", ["2025"], today=story.TODAY)
    assert row.value and 85 < row.value < 105
    assert queries.chosen("T01") == [own.INDICATOR]
    assert [target.owner for target in (one.target for one in queries.against_targets(HANOI, unit="T01", today=story.TODAY))] == [
        "T01"
    ]
    assert {one.form.code for one in waiting(HANOI, story.TODAY)} == {own.FORM}
    assert own.FORM in {one.form.code for one in dues(HANOI, "W1", date(2026, 1, 20))}
    assert not Submission.objects.exclude(period__in=own.MONTHS).exists()


def test_the_values_are_the_same_anywhere():
    found = [one for month in own.MONTHS for one in own.own_values(month, ["B", "A"])]
    assert sha256(repr(found).encode()).hexdigest()[:16] == "b2058686ddf52456"
    assert found == [one for month in own.MONTHS for one in own.own_values(month, ["A", "B"])]
