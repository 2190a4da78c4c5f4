"""Accounts for the tests of this stage."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dutdiem.access.actions import give_role, open_account
from dutdiem.access.models import User
from dutdiem.access.queries import actor_for
from dutdiem.authority import Actor, Role
from dutdiem.units.models import Unit


@pytest.fixture
def person(tree: Actor) -> Callable[..., User]:
    """`person("an", "T01", "leader")` opens an account of that unit with those roles over it."""

    def opened(username: str, unit: str | None = None, *roles: str, **days: Any) -> User:
        place = Unit.objects.get(code=unit) if unit else None
        user = open_account(tree, username, f"Đồng chí {username}", "mật-khẩu-1", unit=place)
        for role in roles:
            give_role(tree, user, Unit.objects.get(code=unit), Role(role), **days)
        return user

    return opened


@pytest.fixture
def acting() -> Callable[[User], Actor]:
    """The actor that an account is today."""
    return lambda user: actor_for(user, date.today())
