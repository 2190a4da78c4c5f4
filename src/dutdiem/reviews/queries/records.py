"""Reading the reviews that were written, narrowed to what the actor may see."""

from datetime import date

from django.db.models import QuerySet

from dutdiem.authority import Actor
from dutdiem.kit.errors import NotFound
from dutdiem.kit.folding import fold
from dutdiem.kit.paths import within
from dutdiem.reviews.models import Review
from dutdiem.units.models import UnitVersion


def visible(actor: Actor, on: date) -> QuerySet[Review]:
    """The reviews of units in the actor's subtrees; all for whoever reads the whole tree."""
    paths = actor.paths("reviews.read", on)
    if "" in paths:
        return Review.objects.all()
    return Review.objects.filter(unit__in=UnitVersion.objects.filter(within(paths)).order_by().values("unit_id"))


def listed(actor: Actor, on: date, *, search: str = "") -> QuerySet[Review]:
    """Reviews by words without marks, the newest first, without their figures."""
    found = visible(actor, on).select_related("unit").defer("figures")
    for word in fold(search).split():
        found = found.filter(folded__contains=word)
    return found.order_by("-created_at", "-pk")


def one(actor: Actor, on: date, key: int) -> Review:
    """The review with this number; NotFound where there is none that the actor may see."""
    review = visible(actor, on).select_related("unit").filter(pk=key).first()
    if review is None:
        raise NotFound(f"Không có báo cáo số {key}; xem lại số hoặc danh sách báo cáo.")
    return review


def of_unit(actor: Actor, on: date, code: str) -> QuerySet[Review]:
    """The reviews of one unit, the newest first."""
    return listed(actor, on).filter(unit__code=code)


def relied_on() -> tuple[int, ...]:
    """The versions of the figures' table that reviews were computed from; they are kept as long as the reviews are."""
    versions = Review.objects.exclude(mart_version=None).order_by("mart_version").values_list("mart_version", flat=True)
    return tuple(dict.fromkeys(version for version in versions if version is not None))
