"""Filters kept under a name, for a person or for a unit."""

from datetime import date

from dutdiem.access.models import User
from dutdiem.authority import Actor, Refused, demand
from dutdiem.kit.errors import Mistake
from dutdiem.plans.actions.permission import path_of
from dutdiem.plans.models import SavedFilter
from dutdiem.trail.actions import entry
from dutdiem.units.models import Unit

MOST = 50
"""Filters of one person or unit; more is no list that anybody reads."""


def save_filter(actor: Actor, name: str, view: str, query: str, *, of: User | Unit) -> SavedFilter:
    """Keep a view's address under a name: a person's own, or a unit's, which takes planning there."""
    name = " ".join(name.split())[:120]
    _demand(actor, of)
    owner: dict[str, User | Unit] = {"unit" if isinstance(of, Unit) else "user": of}
    with entry(actor, "plans.save_filter", filter=name, view=view) as writing:
        kept = SavedFilter.objects.filter(**owner)
        if not name:
            raise Mistake("Bộ lọc chưa có tên; đặt tên ngắn để tìm lại.", field="name")
        if len(query) > 1000:
            raise Mistake("Điều kiện lọc quá dài; bỏ bớt điều kiện rồi lưu lại.", field="name")
        if kept.filter(name=name).exists():
            raise Mistake(f"Đã có bộ lọc tên “{name}”; đặt tên khác hoặc bỏ bộ lọc cũ.", field="name")
        if kept.count() >= MOST:
            raise Mistake(f"Đã có {MOST} bộ lọc; bỏ bớt bộ lọc không dùng rồi lưu lại.", field="name")
        return writing.make(SavedFilter(name=name, view=view, query=query, **owner))


def drop_filter(actor: Actor, kept: SavedFilter) -> None:
    """Take a filter away."""
    _demand(actor, kept.unit or kept.user)
    with entry(actor, "plans.drop_filter", filter=kept.name) as writing:
        writing.deleted(kept)
        kept.delete()


def _demand(actor: Actor, of: User | Unit | None) -> None:
    if isinstance(of, Unit):
        demand(actor, "plans.assign", path_of(of), date.today())
    elif not actor.operator and (of is None or actor.name != of.username or not actor.paths("plans.read", date.today())):
        raise Refused("Bộ lọc này là của người khác; lưu bộ lọc của riêng mình.")
