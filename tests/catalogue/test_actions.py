"""Defining what is measured: all of it or nothing."""

from decimal import Decimal
from pathlib import Path

import pytest

from dutdiem.authority import Actor
from dutdiem.catalogue.actions import define
from dutdiem.catalogue.models import DataElement, Indicator, Target
from dutdiem.catalogue.queries import definitions
from dutdiem.kit.errors import Mistake

pytestmark = pytest.mark.django_db


def put(folder: Path, text: str) -> Path:
    file = folder / "more.toml"
    file.write_text(text, "utf-8")
    return file


def test_what_was_defined_is_read_again_as_it_was(catalogue: Actor) -> None:
    found = definitions()
    assert set(found.elements) == {"cases", "cleared", "staff"}
    assert found.indicators["clear_up_rate"].formula == "cleared / cases * 100"
    assert found.forms["monthly"].elements == ("cases", "cleared", "staff")
    assert [(t.comparator, t.value) for t in found.targets] == [(">=", Decimal(80))]


def test_defining_a_code_again_changes_it(catalogue: Actor, tmp_path: Path) -> None:
    define(catalogue, put(tmp_path, '[elements.cases]\nname = "Số vụ án"\nunit = "vụ"\n'))
    assert DataElement.objects.get(code="cases").name == "Số vụ án"


def test_a_formula_may_name_what_was_defined_before(catalogue: Actor, tmp_path: Path) -> None:
    define(catalogue, put(tmp_path, '[indicators.open]\nname = "Chưa khám phá"\nformula = "cases - cleared"\nunit = "vụ"\n'))
    assert Indicator.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[indicators.x]\nname = "X"\nformula = "nothing / cases"\nunit = "%"\n', "nothing"),
        ('[[targets]]\nindicator = "clear_up_rate"\nunit = "Z9"\nperiod = "2025"\nat_least = 1\nsource = "s"\n', "Z9"),
        ('[[targets]]\nindicator = "clear_up_rate"\nperiod = "2025"\nat_least = 1\nsource = "s"\n', "unit"),
        ("[elements.x\n", "TOML"),
    ],
)
def test_it_refuses_and_defines_nothing(catalogue: Actor, tmp_path: Path, text: str, says: str) -> None:
    good = '[elements.fires]\nname = "Số vụ cháy"\nunit = "vụ"\n'
    with pytest.raises(Mistake, match=says):
        define(catalogue, put(tmp_path, good + text))
    assert not DataElement.objects.filter(code="fires").exists()
    assert Target.objects.count() == 1
