"""What is wrong with the rows of a workbook of accounts, before any of them is made."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q

from dutdiem.access.models import User
from dutdiem.access.reach import VERB
from dutdiem.access.rules import span_fault, username_fault
from dutdiem.access.tables import Row
from dutdiem.authority import Actor, Role, may
from dutdiem.authority.words import ROLES
from dutdiem.kit.folding import fold
from dutdiem.units import queries as units

NAMES = {fold(words): role for role, words in ROLES.items()} | {role.value: role for role in Role}


class Place(NamedTuple):
    """A unit on the day, as far as a row needs it."""

    key: int
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A row with what it means and what is wrong with it."""

    row: Row
    unit: int | None
    unit_name: str
    roles: tuple[Role, ...]
    valid_from: date | None
    valid_to: date | None
    faults: tuple[str, ...]


def check_rows(actor: Actor, rows: Sequence[Row]) -> list[Checked]:
    """Every row with its faults, in three questions to the database."""
    today = date.today()
    taken = set(User.objects.filter(username__in=[row.username for row in rows]).values_list("username", flat=True))
    meant = _meant(actor, {row.unit for row in rows}, today)
    often = Counter(row.username for row in rows)
    twice = {name for name, number in often.items() if number > 1}
    return [_checked(actor, row, meant.get(row.unit, ()), taken, twice, today) for row in rows]


def _meant(actor: Actor, written: Collection[str], today: date) -> dict[str, Sequence[Place]]:
    """The units that each cell may mean: the one with that code, else those so called, where there are any the actor's own."""
    folded = {words: units.spelled_out(words) for words in written}
    found = units.on(today).filter(Q(unit__code__in=written) | Q(folded__in=set(folded.values())))
    by_code, by_name = {}, defaultdict(list)
    for key, code, name, path, called in found.values_list("unit_id", "unit__code", "name", "path", "folded"):
        by_code[code] = Place(key, name, path)
        by_name[called].append(Place(key, name, path))
    meant: dict[str, Sequence[Place]] = {}
    for words, name in folded.items():
        own = [place for place in by_name[name] if may(actor, VERB, place.path, today)]
        meant[words] = [by_code[words]] if words in by_code else own or by_name[name]
    return meant


def _checked(
    actor: Actor, row: Row, meant: Sequence[Place], taken: Collection[str], twice: Collection[str], today: date
) -> Checked:
    unit = meant[0] if len(meant) == 1 else None
    key, name, path = (unit.key, unit.name, unit.path) if unit else (None, "", "")
    roles, unknown = _roles(row.roles)
    days = {field: _day(getattr(row, field)) for field in ("valid_from", "valid_to")}
    faults = [
        *_name_faults(row, taken, twice),
        *_unit_faults(row, len(meant)),
        *([f"không có vai trò “{unknown}”"] if unknown else []),
        *_day_faults(row, days),
        *_reach_faults(actor, path if unit else None, roles, today),
    ]
    return Checked(row, key, name, roles, days["valid_from"], days["valid_to"], tuple(faults))


def _unit_faults(row: Row, meant: int) -> Iterator[str]:
    if not row.unit:
        yield "thiếu đơn vị"
    elif not meant:
        yield f"không có đơn vị mang mã hoặc tên “{row.unit}”"
    elif meant > 1:
        yield f"có {meant} đơn vị tên “{row.unit}”; ghi mã đơn vị thay cho tên"


def _name_faults(row: Row, taken: Collection[str], twice: Collection[str]) -> Iterator[str]:
    if fault := username_fault(row.username):
        yield fault
    if row.username in taken:
        yield f"tài khoản “{row.username}” đã có"
    if row.username in twice:
        yield f"tên đăng nhập “{row.username}” có ở nhiều dòng"
    if not row.name:
        yield "thiếu họ và tên"
    if len(row.name) > 200 or len(row.post) > 200:
        yield "họ tên, chức vụ dài quá 200 chữ"
    if row.email and not _is_email(row.email):
        yield f"“{row.email}” không phải địa chỉ thư điện tử"


def _day_faults(row: Row, days: Mapping[str, date | None]) -> Iterator[str]:
    for field, value in days.items():
        if getattr(row, field) and value is None:
            yield f"“{getattr(row, field)}” không phải ngày; viết như 31/12/2025"
    if fault := span_fault(days["valid_from"], days["valid_to"]):
        yield fault


def _reach_faults(actor: Actor, path: str | None, roles: Collection[Role], today: date) -> Iterator[str]:
    if path is None:
        return
    if not may(actor, VERB, path, today):
        yield "đơn vị ngoài phạm vi được giao quản lý tài khoản"
    elif Role.AUDITOR in roles and not may(actor, VERB, "", today):
        yield "vai trò kiểm toán xem toàn hệ thống, chỉ quản trị toàn hệ thống được giao"


def _roles(written: str) -> tuple[tuple[Role, ...], str]:
    """The roles that a cell names, and the first words that name none."""
    words = [part for part in (fold(part) for part in written.replace(",", ";").split(";")) if part]
    unknown = next((word for word in words if word not in NAMES), "")
    return tuple(dict.fromkeys(NAMES[word] for word in words if word in NAMES)), unknown


def _day(written: str) -> date | None:
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"):
        try:
            return datetime.strptime(written, form).date()
        except ValueError:
            continue
    return None


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
