"""A unit's own indicators measure work of its own subtree; what is internal measures only internal work."""

from collections.abc import Callable

import pytest

from dutdiem.authority import Actor
from dutdiem.catalogue.models import Indicator, Target
from dutdiem.kit.errors import Mistake
from dutdiem.plans import actions
from dutdiem.plans.actions import Wanted
from dutdiem.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def patrols(own: Callable[..., object]) -> Indicator:
    own()
    return Indicator.objects.get(code="patrols_per_case@T01")


def put(actor: Actor, unit: str, indicator: Indicator, *, internal: bool = False) -> None:
    wanted = Wanted(title="Tuần tra đêm", internal=internal, indicators=(indicator,))
    actions.create(actor, Unit.objects.get(code=unit), None, wanted)


def test_an_internal_indicator_measures_internal_work_of_its_unit_and_below(tree: Actor, patrols: Indicator) -> None:
    put(tree, "T01", patrols, internal=True)
    put(tree, "C4", patrols, internal=True)
    with pytest.raises(Mistake, match="chỉ gắn với nhiệm vụ nội bộ"):
        put(tree, "T01", patrols)
    for unit in ("BCA", "T31A"):
        with pytest.raises(Mistake, match="không thuộc danh mục"):
            put(tree, unit, patrols, internal=True)


def test_the_form_of_a_task_offers_a_units_own_to_that_unit_alone(patrols: Indicator, sign_in) -> None:
    offered = {unit: patrols.name in sign_in(unit).get("/ke-hoach/moi/").content.decode() for unit in ("T01", "C4", "BCA", "T31A")}
    assert offered == {"T01": True, "C4": True, "BCA": False, "T31A": False}
    assert Target.objects.exclude(owner=None).exists()
