"""A column among the rows of a question, and related records as a list in a column."""

from datetime import date

import pytest
from django.db.models import OuterRef, Q

from dutdiem.kit.among import Among
from dutdiem.kit.lists import ListOf
from dutdiem.units.models import Unit, UnitVersion

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_it_finds_what_in_finds(tree):
    provinces = UnitVersion.objects.filter(level="province").order_by().values("unit_id")
    found = Unit.objects.filter(Among("pk", provinces)).order_by("code")
    assert list(found) == list(Unit.objects.filter(pk__in=provinces).order_by("code"))
    assert found.count() == 4


def test_it_can_be_one_of_several_terms(tree):
    none = UnitVersion.objects.filter(level="none").order_by().values("unit_id")
    assert not Unit.objects.filter(Among("pk", none)).exists()
    assert Unit.objects.exclude(Among("pk", none)).count() == Unit.objects.count()
    assert Unit.objects.get(Q(Among("pk", none)) | Q(code="C1")).code == "C1"


def test_nothing_is_among_what_can_have_no_rows(tree):
    nothing = UnitVersion.objects.filter(pk__in=[]).order_by().values("unit_id")
    assert not Unit.objects.filter(Among("pk", nothing)).exists()
    assert Unit.objects.get(Q(Among("pk", nothing)) | Q(code="C1")).code == "C1"


def test_a_list_has_the_related_records_in_their_order(tree):
    versions = UnitVersion.objects.filter(unit=OuterRef("pk")).order_by("-valid_from")
    unit = Unit.objects.annotate(was=ListOf(versions, name="name", since="valid_from")).get(code="C1")
    assert [(one["name"], date.fromisoformat(one["since"])) for one in unit.was] == [
        ("Công an xã Hồng Phong", date(2025, 3, 1)),
        ("Công an xã Hồng Phong", date(2000, 1, 1)),
    ]


def test_a_list_of_nothing_is_empty(tree):
    nothing = UnitVersion.objects.filter(unit=OuterRef("pk"), level="none")
    assert Unit.objects.annotate(was=ListOf(nothing, name="name")).get(code="C1").was == []
