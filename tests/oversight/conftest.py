"""Who acts in the follow-up, and accounts that can be reminded."""

from collections.abc import Callable
from typing import Any

import pytest

from dutdiem.access.actions import give_role, open_account
from dutdiem.access.models import User
from dutdiem.authority import Actor, Grant, Role
from dutdiem.units.models import Unit


@pytest.fixture
def ward() -> Actor:
    return Actor("c3", (Grant(Role.REPORTER, "BCA/T31A/C3"),))


@pytest.fixture
def haiphong() -> Actor:
    return Actor("t31a", (Grant(Role.STAFF, "BCA/T31A"),))


@pytest.fixture
def ministry() -> Actor:
    return Actor("bca", (Grant(Role.STAFF, "BCA"),))


@pytest.fixture
def inspector() -> Actor:
    return Actor("thanh-tra", (Grant(Role.INSPECTOR, "BCA"),))


@pytest.fixture
def account(tree: Actor) -> Callable[..., User]:
    """`account("t01", "T01", "leader")` opens an account with a role and an office's address."""

    def opened(name: str, code: str, role: str, **more: Any) -> User:
        made = open_account(tree, name, f"Cán bộ {name}", "mật-khẩu-1")
        User.objects.filter(pk=made.pk).update(**{"email": f"{name}@coquan.example", **more})
        give_role(tree, made, Unit.objects.get(code=code), Role(role))
        return User.objects.get(pk=made.pk)

    return opened
