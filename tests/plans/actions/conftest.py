"""Who acts on the plans of the ministry and of a province."""

import pytest

from dutdiem.authority import Actor, Grant, Role


@pytest.fixture
def ministry() -> Actor:
    return Actor("bca", (Grant(Role.STAFF, "BCA"),))


@pytest.fixture
def hanoi() -> Actor:
    return Actor("t01", (Grant(Role.STAFF, "BCA/T01"),))


@pytest.fixture
def ward() -> Actor:
    return Actor("c4", (Grant(Role.STAFF, "BCA/T01/C4"),))


@pytest.fixture
def haiphong() -> Actor:
    return Actor("t31a", (Grant(Role.STAFF, "BCA/T31A"),))
