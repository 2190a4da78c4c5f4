"""What waits for an answer rests on who asked and on who is to answer, and follows them into their successors."""

from collections.abc import Callable
from datetime import date

from django.db.models import QuerySet

from dutdiem.oversight.models import Obstacle, Petition
from dutdiem.units import following


def register() -> None:
    """Name them to the units."""
    for model, says in ((Obstacle, "vướng mắc"), (Petition, "kiến nghị")):
        name, waiting = model.__name__.lower(), _open(model)
        following.register(f"{name}-raised", following.Holding(f"{says} đã nêu", "unit", waiting, str, _never))
        following.register(f"{name}-answer", following.Holding(f"{says} phải trả lời", "addressed_to", waiting, str, _own))


def _open(model: type[Obstacle] | type[Petition]) -> Callable[[date], QuerySet[Obstacle] | QuerySet[Petition]]:
    return lambda day: model.objects.filter(answered_on=None, raised_on__lte=day)


def _never(asked: Obstacle | Petition, unit: int) -> bool:
    """A unit may have asked any number of things."""
    del asked, unit
    return False


def _own(asked: Obstacle | Petition, unit: int) -> bool:
    """Nobody answers itself."""
    return asked.unit_id == unit
