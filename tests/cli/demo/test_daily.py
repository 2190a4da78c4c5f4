"""What a staff office does every day, in the sample: each page of the plan has something to show."""

from datetime import date

import pytest

from dutdiem.access.models import Deputy, RoleGrant
from dutdiem.cli.demo import accounts, daily, own
from dutdiem.cli.demo.country import DEPARTMENTS
from dutdiem.cli.demo.story import DOCUMENTS
from dutdiem.documents.models import Document
from dutdiem.oversight.models import Passing, Petition
from dutdiem.plans.models import Coordination, DeadlineMove, Dependency, Evidence, SavedFilter, Task
from dutdiem.units.actions import import_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(actor, tmp_path):
    """The ministry, its departments, Hà Nội with a ward, the accounts, and a task of Hà Nội's that it can take up."""
    rows = ["code,name,level,parent,valid_from,valid_to", "BCA,Bộ Công an,ministry,,2000-01-01,"]
    rows += [f'{code},"{name}",department,BCA,2000-01-01,' for code, name in DEPARTMENTS.items()]
    rows += ["T01,Công an thành phố Hà Nội,province,BCA,2000-01-01,", "W,Công an phường Ba Đình,commune,T01,2000-01-01,"]
    (tmp_path / "units.csv").write_text("\n".join(rows) + "\n", "utf-8")
    import_tree(actor, tmp_path / "units.csv")
    accounts.open_accounts(actor, "W")
    grant = RoleGrant.objects.filter(unit__code="T01").first()
    Task.objects.create(title="Quán triệt", kind="subtask", lead=grant.unit, path="0001", deadline=date(2026, 12, 31))
    return actor


def test_every_kind_of_work_is_there(small):
    daily.plan_next_stage(small)
    daily.plan_own_layer(small, "W")
    daily.keep_filters(small, date.today())
    assert Dependency.objects.count() == 4
    assert set(DeadlineMove.objects.values_list("state", flat=True)) == {"asked", "approved", "refused"}
    assert Coordination.objects.exclude(part="").count() == 8
    assert Task.objects.filter(recurrence__startswith="FREQ").exists()
    assert Evidence.objects.get().file_name == "bien-ban-nghiem-thu.txt"
    assert Passing.objects.get().after.code == "BCA"
    assert Petition.objects.get().became is not None
    assert SavedFilter.objects.count() == 3
    assert Deputy.objects.count() == 1


def test_a_province_has_a_layer_of_its_own(small):
    daily.plan_own_layer(small, "W")
    own = Task.objects.filter(owner__code="T01")
    assert own.filter(internal=True).count() == own.filter(outside=True).count() == 1
    assert own.filter(taken_from__isnull=False).exists()
    assert own.filter(focal__username="ha-noi").exists()


def test_a_province_has_a_document_of_its_own(small):
    message = own.plan_own_document(small, DOCUMENTS, date(2025, 12, 31))
    document = Document.objects.get()
    assert (document.owner.code, document.internal) == ("T01", True)
    made = Task.objects.filter(document=document)
    assert set(made.values_list("internal", "owner__code")) == {(True, "T01")}
    assert {"T01", "W"} == set(made.exclude(lead=None).values_list("lead__code", flat=True))
    assert str(document) in message and f"{made.count()} nhiệm vụ" in message
