"""Which indicators a unit has chosen for its overview."""

from dutdiem.figures.models import Chosen


def chosen(unit: str) -> list[str]:
    """Their codes, in order. Who may see each is for the definitions to say, which whoever shows them reads for the viewer."""
    return list(Chosen.objects.filter(unit__code=unit).order_by("place", "pk").values_list("indicator__code", flat=True))
