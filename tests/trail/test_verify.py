"""`trail verify`: nothing is changed silently."""

import pytest
from django.db import connection

from dutdiem.authority import Actor
from dutdiem.trail import queries
from dutdiem.trail.actions import entry, seal
from dutdiem.trail.models import Entry, Item, Seal
from dutdiem.units.models import Unit, UnitVersion

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def something(transactional_db: None, actor: Actor) -> None:
    with entry(actor, "units.import") as writing:
        writing.make_all(Unit, [Unit(code=code) for code in ("A", "B")])
    with entry(actor, "units.import") as writing:
        writing.make(Unit(code="C"))


def says() -> str:
    return " ".join(f"{f.where}: {f.says}" for f in queries.verify().findings)


def test_what_went_through_actions_is_whole() -> None:
    outcome = queries.verify()
    assert (outcome.entries, outcome.records, outcome.findings) == (2, 3, ())


def test_it_finds_a_record_changed_past_the_actions() -> None:
    Unit.objects.filter(code="A").update(code="X")
    assert "đã bị sửa ngoài hệ thống" in says()


def test_it_finds_a_record_added_past_the_actions() -> None:
    Unit.objects.create(code="Z")
    assert "đã được thêm ngoài hệ thống" in says()


def test_it_finds_a_record_deleted_past_the_actions() -> None:
    Unit.objects.filter(code="B").delete()
    assert "đã bị xóa ngoài hệ thống" in says()


def test_it_finds_an_entry_that_was_rewritten() -> None:
    Entry.objects.filter(pk=Entry.objects.first().pk).update(actor="người khác")
    assert "đã bị sửa sau khi niêm phong" in says()


def test_it_finds_an_item_that_was_rewritten_together_with_its_record() -> None:
    unit = Unit.objects.get(code="C")
    unit.code = "D"
    unit.save()
    from dutdiem.trail.actions import fingerprint

    Item.objects.filter(key=str(unit.pk), model="units.unit").update(digest=fingerprint(unit))
    assert "Danh sách bản ghi" in says()


def test_it_finds_a_link_that_was_taken_out() -> None:
    Seal.objects.filter(position=1).delete()
    assert "đã bị xóa khỏi chuỗi" in says()


def test_an_action_that_fails_leaves_neither_record_nor_entry(actor: Actor) -> None:
    before = Entry.objects.count()
    with pytest.raises(RuntimeError), entry(actor, "units.import") as writing:
        writing.make(Unit(code="E"))
        raise RuntimeError
    assert not Unit.objects.filter(code="E").exists()
    assert Entry.objects.count() == before


def test_an_entry_is_sealed_just_after_its_commit() -> None:
    assert not Entry.objects.filter(seal=None).exists()
    assert seal() == 0


def test_a_deleted_record_is_explained_by_its_entry(actor: Actor) -> None:
    unit = Unit.objects.get(code="C")
    with entry(actor, "units.import") as writing:
        writing.deleted(unit)
        unit.delete()
    assert queries.verify().findings == ()


def test_bulk_inserts_give_keys_that_later_inserts_do_not_meet(actor: Actor) -> None:
    with entry(actor, "units.import") as writing:
        made = writing.make_all(Unit, [Unit(code=f"N{n}") for n in range(50)])
        one = writing.make(Unit(code="last"))
    assert len({unit.pk for unit in made} | {one.pk}) == 51
    assert Unit.objects.filter(pk__in=[unit.pk for unit in made]).count() == 50
    assert connection.vendor in {"sqlite", "postgresql"}
    assert UnitVersion.objects.count() == 0


def test_a_column_that_came_later_counts_once_it_holds_something() -> None:
    """So that records of before the column still fit what the trail holds of them."""
    from dutdiem.catalogue.models import DataElement
    from dutdiem.trail.actions import fingerprint
    from dutdiem.trail.rules import digest

    one = DataElement(pk=1, code="a", name="A", unit="vụ", frequency="month")
    first = ("id", "code", "name", "unit", "frequency", "over_units", "over_time")
    assert fingerprint(one) == digest({name: getattr(one, name) for name in first})
    one.whole = True
    assert fingerprint(one) == digest({name: getattr(one, name) for name in (*first, "whole")})
