"""Putting tasks into the tree: each level's number is four digits, so that paths sort as people number them."""

from collections import defaultdict

from dutdiem.plans.models import Task

WIDTH = 4


class Places:
    """Hands out paths for new tasks below their parents, within one action."""

    def __init__(self) -> None:
        self._last: dict[str, int] = defaultdict(int)
        self._known: set[str] = set()

    def next_below(self, parent: Task | None) -> str:
        """The path of the next child; the parent is locked meanwhile, so that two actions never number alike."""
        above = parent.path if parent else ""
        if above not in self._known:
            self._last[above] = _last_number(parent)
            self._known.add(above)
        self._last[above] += 1
        return f"{above}{'/' if above else ''}{self._last[above]:0{WIDTH}d}"


def _last_number(parent: Task | None) -> int:
    if parent is not None:
        Task.objects.select_for_update().filter(pk=parent.pk).exists()
    last = Task.objects.filter(parent=parent).order_by("-path").values_list("path", flat=True).first()
    return int(last.rsplit("/", 1)[-1]) if last else 0
