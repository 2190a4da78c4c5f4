"""Filters that are kept: whose they are, and who sees them."""

from datetime import date

import pytest

from dutdiem.access.actions import give_role, open_account
from dutdiem.access.queries import actor_for
from dutdiem.authority import Refused, Role
from dutdiem.kit.errors import Mistake
from dutdiem.plans import actions, queries
from dutdiem.plans.models import SavedFilter
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
TODAY = date.today()


@pytest.fixture
def person(tree):
    def opened(unit, role="staff"):
        account = open_account(tree, f"{role}-{unit}".lower(), f"Cán bộ {unit}", "mật-khẩu-1")
        give_role(tree, account, Unit.objects.get(code=unit), Role(role))
        return account, actor_for(account, TODAY)

    return opened


def seen(account, actor):
    return [kept.name for kept in queries.filters(account, actor, TODAY)]


def test_a_persons_own_filter_is_theirs_alone(person):
    (one, actor), (other, stranger) = person("T01", "reporter"), person("T01")
    kept = actions.save_filter(actor, "  Việc   gấp ", "board", "time=soon", of=one)
    assert (kept.name, seen(one, actor), seen(other, stranger)) == ("Việc gấp", ["Việc gấp"], [])
    with pytest.raises(Refused):
        actions.drop_filter(stranger, kept)
    actions.drop_filter(actor, kept)
    assert not SavedFilter.objects.exists()


def test_a_units_filter_is_seen_in_its_subtree_and_nowhere_else(person):
    (staff, actor), (ward, below), (ministry, above), (other, beside) = person("T01"), person("C4"), person("BCA"), person("T31A")
    actions.save_filter(actor, "Của Hà Nội", "table", "under=T01", of=Unit.objects.get(code="T01"))
    assert seen(staff, actor) == seen(ward, below) == ["Của Hà Nội"]
    assert seen(other, beside) == seen(ministry, above) == []


def test_a_unit_keeps_filters_only_through_who_plans_for_it(person):
    (_reporter, actor), unit = person("T01", "reporter"), Unit.objects.get(code="T01")
    with pytest.raises(Refused):
        actions.save_filter(actor, "Của Hà Nội", "table", "", of=unit)


def test_a_filter_has_a_name_that_no_other_has(person):
    account, actor = person("T01")
    actions.save_filter(actor, "Việc gấp", "board", "time=soon", of=account)
    for name, says in (("   ", "chưa có tên"), ("Việc gấp", "Đã có bộ lọc")):
        with pytest.raises(Mistake, match=says) as refused:
            actions.save_filter(actor, name, "board", "time=soon", of=account)
        assert refused.value.field == "name"
