"""Questions that are put together once: the answers are those of the QuerySet."""

from datetime import date

import pytest
from django.db.models import Count, Q

from dutdiem.kit.prepared import ask, text_of
from dutdiem.units.models import UnitVersion

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def below(path, day):
    found = UnitVersion.objects.filter(Q(path=path) | Q(path__startswith=f"{path}/"), valid_from__lte=day)
    return found.order_by("unit__code", "valid_from").values_list("unit__code", "name", "valid_from")


def of_level(level):
    return UnitVersion.objects.order_by().values_list("level").annotate(number=Count("pk")).filter(level=level)


def nothing(path):
    return UnitVersion.objects.filter(pk__in=[], path=path).values_list("pk")


@pytest.mark.parametrize("path", ["BCA/T01", "BCA/T30", "BCA/none"])
def test_it_answers_what_the_queryset_answers(tree, path):
    day = date(2026, 1, 1)
    top, code = path.split("/")
    assert ask(below, "‹top›/‹code›", day, put_in={"‹top›": top, "‹code›": code}) == list(below(path, day))


def test_days_are_read_as_days(tree):
    ((_, _, begins),) = ask(below, "‹path›", date(2026, 1, 1), put_in={"‹path›": "BCA/T01/C4"})
    assert begins == date(2000, 1, 1)


def test_numbers_are_counted_anew_at_every_asking(tree):
    assert ask(of_level, "‹level›", put_in={"‹level›": "province"}) == [("province", 4)]
    UnitVersion.objects.filter(unit__code="T01").update(level="city")
    assert ask(of_level, "‹level›", put_in={"‹level›": "province"}) == [("province", 3)]


def test_what_is_put_in_stands_for_itself_in_a_pattern(tree):
    assert ask(below, "‹path›", date(2026, 1, 1), put_in={"‹path›": "BC_"}) == []
    assert ask(below, "‹path›", date(2026, 1, 1), put_in={"‹path›": "%"}) == []


def test_what_is_put_in_is_not_taken_for_a_token(tree):
    put_in = {"‹top›": "‹code›", "‹code›": "T01"}
    assert "‹code›/T01" in text_of(below, "‹top›/‹code›", date(2026, 1, 1), put_in=put_in)[1]


def test_a_question_that_can_have_no_answer_has_none(tree):
    assert ask(nothing, "‹path›", put_in={"‹path›": "BCA"}) == []
