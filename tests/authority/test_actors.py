"""Who may do what where."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutdiem.authority import VERBS, Actor, Grant, Refused, Role, demand, may, operator, within

DAY = date(2025, 12, 31)
paths = st.lists(st.sampled_from("ABCD"), min_size=1, max_size=4).map("/".join)


def test_a_grant_reaches_its_unit_and_all_below_but_nothing_beside_or_above() -> None:
    actor = Actor("a", (Grant(Role.REPORTER, "BCA/T01"),))
    reach = {path: may(actor, "collection.submit", path, DAY) for path in ("BCA", "BCA/T01", "BCA/T01/C1", "BCA/T011", "BCA/T02")}
    assert reach == {"BCA": False, "BCA/T01": True, "BCA/T01/C1": True, "BCA/T011": False, "BCA/T02": False}


def test_a_grant_holds_only_on_its_days() -> None:
    actor = Actor("a", (Grant(Role.STAFF, "BCA", date(2025, 1, 1), date(2025, 12, 31)),))
    days = (date(2024, 12, 31), date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1))
    assert [may(actor, "plans.assign", "BCA", day) for day in days] == [False, True, True, False]


def test_an_auditor_reads_everything_and_changes_nothing() -> None:
    actor = Actor("a", (Grant(Role.AUDITOR, "BCA/T01"),))
    assert may(actor, "plans.read", "BCA/T02", DAY)
    assert all(verb.endswith(".read") for verb in VERBS[Role.AUDITOR])


def test_the_operator_may_do_everything_and_nobody_nothing() -> None:
    assert may(operator("root"), "units.import", "", DAY)
    assert not may(Actor("a"), "plans.read", "BCA", DAY)


def test_a_refusal_names_the_actor_the_verb_and_the_unit() -> None:
    with pytest.raises(Refused, match="không có quyền “giao nhiệm vụ” tại T01"):
        demand(Actor("a"), "plans.assign", "BCA/T01", DAY)


@given(paths, paths)
def test_a_path_is_within_another_exactly_when_its_steps_begin_with_it(path: str, top: str) -> None:
    assert within(path, [top]) == (path.split("/")[: len(top.split("/"))] == top.split("/"))
