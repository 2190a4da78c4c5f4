"""Accounts from a workbook: all of them or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from dutdiem.access.actions.passwords import hashed
from dutdiem.access.checking import Checked, check_rows
from dutdiem.access.models import RoleGrant, User
from dutdiem.access.rules import handed_out, temporary_until
from dutdiem.access.tables import Row
from dutdiem.authority import Actor
from dutdiem.kit.errors import Mistake
from dutdiem.trail.actions import entry


@dataclass(frozen=True, slots=True)
class Issued:
    """A new account with its first password, to be handed out; kept nowhere."""

    username: str
    name: str
    post: str
    unit: str
    password: str


def import_accounts(actor: Actor, rows: Sequence[Row]) -> list[Issued]:
    """Make the accounts of a workbook with their roles and first passwords, in one step.

    Mistake with the first faults, and nothing is made, where a row is wrong or outside what the actor manages.
    """
    checked = check_rows(actor, rows)
    if wrong := [one for one in checked if one.faults]:
        told = "; ".join(f"dòng {one.row.line}: {one.faults[0]}" for one in wrong[:5])
        raise Mistake(f"{len(wrong)} dòng sai, chưa tạo tài khoản nào: {told}.")
    passwords = [handed_out() for _ in checked]
    until = temporary_until(date.today())
    with entry(actor, "access.import_accounts", accounts=len(checked)) as writing:
        users = [_user(one, password, until) for one, password in zip(checked, passwords, strict=True)]
        writing.make_all(User, users)
        grants = [
            RoleGrant(user=user, unit_id=cast(int, one.unit), role=role, valid_from=one.valid_from, valid_to=one.valid_to)
            for user, one in zip(users, checked, strict=True)
            for role in one.roles
        ]
        writing.make_all(RoleGrant, grants)
    return [
        Issued(one.row.username, one.row.name, one.row.post, one.unit_name, password)
        for one, password in zip(checked, passwords, strict=True)
    ]


def _user(one: Checked, password: str, until: date) -> User:
    row = one.row
    return User(
        username=row.username,
        name=row.name,
        post=row.post,
        unit_id=one.unit,
        email=row.email,
        password=hashed(password),
        temporary_until=until,
    )
