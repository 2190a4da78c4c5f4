"""Which unit a person means by a code or a name written into a form or a table."""

from datetime import date
from functools import cached_property

from dutdiem.kit.errors import Mistake
from dutdiem.plans.rules import direction_fault
from dutdiem.units import queries as units
from dutdiem.units.models import Unit, UnitVersion


class Named:
    """Finds units that exist on a day, the owner's own subtree first; made once, asked many times. A page that finds none yet asks
    the database for nothing."""

    def __init__(self, owner: Unit | None, day: date) -> None:
        self.owner, self.day = owner, day
        self.known: dict[str, UnitVersion | None] = {}

    @cached_property
    def names(self) -> units.Names:
        """The names of the higher units."""
        return units.Names(self.day)

    @cached_property
    def top(self) -> str:
        """The owner's path."""
        return units.path_of(self.owner.code, self.day) if self.owner else ""

    def unit(self, written: str, *, field: str = "lead") -> Unit | None:
        """The unit, None for no words; Mistake, beside `field`, where none is meant or several may be."""
        words = " ".join(written.split())
        if not words:
            return None
        if words not in self.known:
            self.known[words] = self._found(words, field)
        found = self.known[words]
        if found is None:
            raise Mistake(f"Không có đơn vị “{words}” đang hoạt động; viết mã hoặc tên đầy đủ của đơn vị.", field=field)
        return found.unit

    def fault(self, unit: Unit) -> str:
        """Why the owner cannot give work to a unit that was found here, "" where it can."""
        version = next((one for one in self.known.values() if one and one.unit_id == unit.pk), None)
        return direction_fault(self.top, version.path, version.name) if version else ""

    def _refuse_ended(self, words: str, field: str) -> None:
        """A unit that was is named with whoever answers today, and not taken for it."""
        last = units.latest(words) or next(iter(units.called([units.spelled_out(words)], self.day)), None)
        if last is None or last.valid_to is None:
            return
        heir = units.holders([last.unit_id], self.day).get(last.unit_id)
        now = f", nay là {heir.name} ({heir.unit.code})" if heir else ""
        raise Mistake(
            f"{last.name} không còn hoạt động từ sau ngày {last.valid_to:%d/%m/%Y}{now}; chọn đơn vị tiếp nhận.", field=field
        )

    def _found(self, words: str, field: str) -> UnitVersion | None:
        by_code = units.version(words.split(" – ")[0].strip(), self.day)
        if by_code:
            return by_code
        same = list(units.on(self.day).filter(folded=units.spelled_out(words))[:50])
        inside = [one for one in same if f"{one.path}/".startswith(f"{self.top}/")] if self.top else []
        if len(inside or same) > 1:
            raise Mistake(f"Có {len(inside or same)} đơn vị tên “{words}”; viết mã đơn vị thay cho tên.", field=field)
        if same:
            return (inside or same)[0]
        self._refuse_ended(words, field)
        key = self.names.find(words)
        return units.on(self.day).filter(unit_id=key).first() if key else None
