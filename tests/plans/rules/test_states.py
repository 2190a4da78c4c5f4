"""Which state may follow which."""

from dutdiem.plans.rules import NEXT_STATES, may_become


def test_done_is_reached_only_from_waiting() -> None:
    assert [state for state in NEXT_STATES if may_become(state, "done")] == ["waiting"]
