"""A unit ends what it has defined for itself, takes the end back, or deletes what nothing rests on: all it names or nothing."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dutdiem.authority import Actor
from dutdiem.catalogue import queries, uses
from dutdiem.catalogue.actions import DEFINING, demand_definer
from dutdiem.catalogue.models import DataElement, Disaggregation, Indicator, Owned, ReportForm, Superseded, Target
from dutdiem.catalogue.resting import Defined, building_on, every
from dutdiem.catalogue.succession import OWN, target_title
from dutdiem.kit.alone import alone
from dutdiem.kit.errors import Mistake, NotFound
from dutdiem.measures.definitions import Breakdown, Definitions, Element, Form, bare, own_code
from dutdiem.measures.definitions import Indicator as PlainIndicator
from dutdiem.measures.definitions import Target as PlainTarget
from dutdiem.trail.actions import Writing, entry
from dutdiem.units.models import Unit

Which = Sequence[tuple[str, str]]
"""Definitions by kind and code, which may be written without the unit."""

KINDS: dict[str, tuple[type[Defined], type[Owned]]] = {
    "target": (PlainTarget, Target),
    "form": (Form, ReportForm),
    "indicator": (PlainIndicator, Indicator),
    "element": (Element, DataElement),
    "breakdown": (Breakdown, Disaggregation),
}
"""Each kind as a plain value and as a record; what builds on another comes before it."""


@dataclass(frozen=True, slots=True)
class Own:
    """One of a unit's own: its kind, its record, and the same as a plain value."""

    kind: str
    record: Owned
    plain: Defined

    @property
    def title(self) -> str:
        """What a person knows it by."""
        return target_title(self.record) if isinstance(self.record, Target) else str(self.record)

    @property
    def what(self) -> str:
        """What kind of thing it is."""
        return _(OWN[self.kind][0])

    @property
    def named(self) -> str:
        """The title within a sentence."""
        return f"“{self.title}”"

    @property
    def begins(self) -> date | None:
        """The first day of what holds now."""
        found: date | None = getattr(self.plain, "starts_on", None) or getattr(self.plain, "valid_from", None)
        return found


def end(actor: Actor, owner: Unit, which: Which, last: date) -> None:
    """From the day after `last` on these are not reported, computed or to be reached any more; what was stays as it was.

    Mistake where something of the unit that builds on one of them would go on, or there are reports of a later period.
    """
    demand_definer(actor, owner)
    with _step(actor, "catalogue.end", owner, which) as (writing, own, there):
        writing.facts["last"] = last.isoformat()
        for one in own:
            if says := _end_fault(one, own, there, last):
                raise Mistake(says, field="last")
        _put(writing, own, last)


def take_back(actor: Actor, owner: Unit, which: Which) -> None:
    """Take an end back, as if it had never been set; Mistake where one of them builds on what has ended and stays so."""
    demand_definer(actor, owner)
    with _step(actor, "catalogue.take_back", owner, which) as (writing, own, there):
        for one in own:
            if one.kind == "breakdown" or getattr(one.plain, "valid_to", None) is None:
                raise Mistake(_("%(one)s đang dùng, không cần dùng lại.") % {"one": one.named})
            if says := _part_fault(one, own, there, None):
                raise Mistake(says)
        _put(writing, own, None)


def delete(actor: Actor, owner: Unit, which: Which) -> None:
    """Delete these with what they were before; Mistake where figures are stored or anything else builds on one of them."""
    demand_definer(actor, owner)
    with _step(actor, "catalogue.delete", owner, which) as (writing, own, there):
        for one in own:
            if says := delete_fault(one, own, there):
                raise Mistake(says)
        for one in sorted(own, key=lambda one: [*KINDS].index(one.kind)):
            past = Superseded.objects.filter(kind=one.kind, code=one.plain.code)
            for record in (*uses.going_with(one.kind, one.record), *past, one.record):
                writing.deleted(record)
                record.delete()


@contextmanager
def _step(actor: Actor, verb: str, owner: Unit, which: Which) -> Iterator[tuple[Writing, list[Own], Definitions]]:
    """The entry of a step on these, beside everything that units have defined for themselves; nobody else defines meanwhile."""
    with entry(actor, verb, owner=owner.code) as writing:
        alone(DEFINING)
        there = queries.all_own()
        own = [found(owner, kind, code, there) for kind, code in which]
        writing.facts["definitions"] = [f"{one.kind} {one.plain.code}" for one in own]
        yield writing, own, there


def found(owner: Unit, kind: str, code: str, there: Definitions) -> Own:
    """The unit's own definition with this code; NotFound where it has none, Mistake where the code is one of the whole tree."""
    shape, model = KINDS[kind]
    full = code if kind == "target" else own_code(code, owner.code)
    plain = next((one for one in every(there) if type(one) is shape and one.code == full and one.owner == owner.code), None)
    if plain is None and kind != "target" and _of_all(model, code):
        raise Mistake(_("“%(code)s” của danh mục chung từ cấp trên; đơn vị không ngừng dùng hay xóa được.") % {"code": code})
    if plain is None:
        raise NotFound(_("Danh mục riêng của đơn vị không có “%(code)s”; xem lại mã.") % {"code": bare(code)})
    held: Any = model._default_manager.filter(owner=owner)
    if not isinstance(plain, PlainTarget):
        return Own(kind, held.get(code=plain.code), plain)
    same = {"indicator__code": plain.indicator, "unit__code": plain.unit, "period": plain.period, "comparator": plain.comparator}
    return Own(kind, held.get(**same), plain)


def meant(owner: Unit, codes: Sequence[str], kinds: Sequence[str], there: Definitions) -> Which:
    """What somebody means who names no kind: the one of these kinds that the unit has under the code; Mistake where it has two."""
    return [(_kind_meant(owner, code, kinds, there), code) for code in codes]


def _kind_meant(owner: Unit, code: str, kinds: Sequence[str], there: Definitions) -> str:
    full = own_code(code, owner.code)
    having = [kind for kind in kinds for one in every(there) if (kind_of(one), one.code, one.owner) == (kind, full, owner.code)]
    if len(having) > 1:
        told = {"code": code, "kinds": ", ".join(having)}
        raise Mistake(_("Đơn vị có nhiều mục mang mã “%(code)s”; thêm --kind (%(kinds)s).") % told)
    return having[0] if having else kinds[0]


def targets_of(owner: Unit, indicator: str, unit: str, period: str, there: Definitions) -> Which:
    """The targets that the owner has set a unit for a period; NotFound where there is none."""
    codes = {indicator, own_code(indicator, owner.code)}
    those = [one for one in there.targets if one.owner == owner.code and one.indicator in codes]
    if not (mine := [("target", one.code) for one in those if (one.unit, one.period) == (unit, period)]):
        told = {"unit": unit, "period": period, "code": indicator}
        raise NotFound(_("Đơn vị %(unit)s không có chỉ tiêu riêng “%(code)s” kỳ %(period)s; xem lại mã và kỳ.") % told)
    return mine


def _of_all(model: type[Owned], code: str) -> bool:
    everything: Any = model._default_manager
    return bool(everything.filter(owner=None, code=code).exists())


def _put(writing: Writing, own: Sequence[Own], last: date | None) -> None:
    for one in own:
        if getattr(one.plain, "valid_to", None) != last:
            setattr(one.record, "valid_to", last)  # noqa: B010 (breakdowns, which have none, were refused)
            writing.change(one.record)


def going_on(one: Own, there: Definitions, last: date | None, without: Collection[Defined] = ()) -> list[Defined]:
    """What of the same unit builds on it and would go on after the day; None is for ever."""
    others = (other for other in building_on(one.plain, there) if other.owner == one.plain.owner and other not in without)
    return [other for other in others if _outlasts(other, last)]


def all_going_on(one: Own, there: Definitions) -> list[tuple[str, Defined]]:
    """What of the same unit builds on it, directly or through others, and goes on: each with its kind, what builds first."""
    found: dict[Defined, None] = {}
    waiting: list[Defined] = [one.plain]
    while waiting:
        part = waiting.pop()
        others = [other for other in building_on(part, there) if other.owner == one.plain.owner and not _ended(other)]
        waiting += [other for other in others if other not in found]
        found |= dict.fromkeys(others)
    return [(kind_of(other), other) for other in sorted(found, key=lambda other: [*KINDS].index(kind_of(other)))]


def _ended(other: Defined) -> bool:
    return getattr(other, "valid_to", None) is not None


def kind_of(one: Defined) -> str:
    """Its kind."""
    return next(kind for kind, (shape, _model) in KINDS.items() if shape is type(one))


def _outlasts(other: Defined, last: date | None) -> bool:
    until: date | None = getattr(other, "valid_to", None)
    return last is not None and (until is None or until > last)


def _end_fault(one: Own, own: Sequence[Own], there: Definitions, last: date) -> str:
    if one.kind == "breakdown":
        return _("Phân tổ không ngừng dùng riêng; ngừng mục số liệu dùng phân tổ ấy.")
    told = {"one": one.named, "last": f"{last:%d/%m/%Y}"}
    if one.begins and last < one.begins:
        told["day"] = f"{one.begins:%d/%m/%Y}"
        return _("%(one)s áp dụng từ ngày %(day)s; chọn ngày cuối cùng từ ngày ấy trở đi.") % told
    period = uses.newest(one.kind, one.record)
    if period and period.end > last:
        told |= {"period": period.code, "day": f"{period.end:%d/%m/%Y}"}
        return _("%(one)s đã có báo cáo kỳ %(period)s; chọn ngày cuối cùng từ ngày %(day)s trở đi.") % told
    if others := going_on(one, there, last, [other.plain for other in own]):
        told["other"] = capfirst(words_of(others[0]))
        return _("%(other)s còn dùng %(one)s; ngừng cùng lúc hoặc ngừng trước.") % told
    return _part_fault(one, own, there, last)


def _part_fault(one: Own, own: Sequence[Own], there: Definitions, last: date | None) -> str:
    """What is built lasts no longer than what of the same unit it is built on."""
    parts = (part for part in every(there) if part.owner == one.plain.owner and part not in [other.plain for other in own])
    for part in parts:
        until: date | None = getattr(part, "valid_to", None)
        if until and (last is None or last > until) and one.plain in building_on(part, there):
            told = {"one": one.named, "part": words_of(part), "day": f"{until:%d/%m/%Y}"}
            return _("%(one)s dùng %(part)s đã ngừng sau ngày %(day)s; dùng lại mục ấy cùng lúc hoặc trước.") % told
    return ""


def delete_fault(one: Own, own: Sequence[Own], there: Definitions) -> str:
    """Why it cannot be deleted; empty where it can. What units below have built on it is not told, only that it is there."""
    told = {"one": one.named}
    if period := uses.newest(one.kind, one.record):
        told["period"] = period.code
        return _("%(one)s đã có báo cáo kỳ %(period)s, không xóa được; ngừng dùng từ một ngày thì được.") % told
    if says := uses.kept_by(one.kind, one.record):
        return _("%(one)s không xóa được: %(says)s; ngừng dùng từ một ngày thì được.") % (told | {"says": says})
    if isinstance(one.record, Target) and one.record.document_id:
        return _("%(one)s nhận từ văn bản, không xóa được; ngừng dùng từ một ngày thì được.") % told
    others = [other for other in building_on(one.plain, there, past=True) if other not in [each.plain for each in own]]
    if mine := [other for other in others if other.owner == one.plain.owner]:
        told["other"] = capfirst(words_of(mine[0]))
        return _("%(other)s dùng %(one)s, không xóa được; xóa cùng lúc, hoặc ngừng dùng từ một ngày.") % told
    if others:
        return _("Đơn vị trực thuộc đang dùng %(one)s, không xóa được; ngừng dùng từ một ngày thì được.") % told
    return ""


def words_of(one: Defined) -> str:
    """What a definition is, and what it is called."""
    name = f"{one.unit}, {one.period}" if isinstance(one, PlainTarget) else one.name
    return f"{_(OWN[kind_of(one)][0])} “{name}”"
