"""The critical path, over any network of tasks without a cycle."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutdiem.plans.rules import Span, closes_cycle, scheduled, span_of

DAY_0 = date(2025, 1, 1)


def day(number: int) -> date:
    return DAY_0 + timedelta(days=number)


def span(start: int, days: int, settled: bool = False) -> Span:
    return Span(day(start), day(start + days - 1), settled)


@st.composite
def networks(draw: st.DrawFn) -> tuple[dict[int, Span], list[tuple[int, int]]]:
    """Tasks that only wait for tasks with a smaller number, so that there is no cycle."""
    number = draw(st.integers(1, 12))
    spans = {key: span(draw(st.integers(0, 60)), draw(st.integers(1, 30))) for key in range(number)}
    pairs = [(task, after) for task in range(number) for after in range(task)]
    return spans, draw(st.lists(st.sampled_from(pairs), unique=True, max_size=20)) if pairs else []


def test_a_chain_with_a_side_branch() -> None:
    spans = {"a": span(0, 10), "b": span(0, 5), "c": span(0, 10), "d": span(0, 3)}
    places = scheduled(spans, [("c", "a"), ("c", "b"), ("d", "c")])
    assert [key for key, place in places.items() if place.critical] == ["a", "c", "d"]
    assert places["b"].slack == 5
    assert (places["d"].start, places["d"].end) == (day(20), day(22))


def test_what_is_finished_stays_where_it_was_and_is_never_critical() -> None:
    places = scheduled({"a": span(0, 10), "b": span(3, 2, settled=True), "c": span(0, 4)}, [("b", "a"), ("c", "b")])
    assert (places["b"].start, places["b"].end) == (day(3), day(4))
    assert not places["b"].critical
    assert places["c"].start == day(5)


def test_nothing_to_place_is_no_fault() -> None:
    assert scheduled({}, []) == {}
    assert list(scheduled({1: span(0, 2)}, [(1, 9), (9, 1)])) == [1], "edges to tasks without days are left out"


@given(networks())
def test_nothing_begins_before_its_own_day_or_before_what_it_waits_for_is_finished(network) -> None:
    spans, edges = network
    places = scheduled(spans, edges)
    assert set(places) == set(spans)
    for key, place in places.items():
        assert place.start >= spans[key].start
        assert place.end - place.start == spans[key].end - spans[key].start
        assert place.slack >= 0
    assert all(places[task].start > places[after].end for task, after in edges)


@given(networks())
def test_the_critical_path_runs_without_a_gap_to_the_end_of_the_whole(network) -> None:
    spans, edges = network
    places = scheduled(spans, edges)
    whole = max(place.end for place in places.values())
    assert any(place.critical and place.end == whole for place in places.values())
    for key, place in places.items():
        if place.critical and place.end < whole:
            following = [places[task] for task, after in edges if after == key]
            assert any(other.critical and other.start == place.end + timedelta(days=1) for other in following)


@given(networks(), st.data())
def test_a_day_lost_moves_the_whole_by_a_day_exactly_where_it_is_critical(network, data) -> None:
    spans, edges = network
    places = scheduled(spans, edges)
    whole = max(place.end for place in places.values())
    key = data.draw(st.sampled_from(sorted(spans)))
    lost = data.draw(st.integers(1, places[key].slack)) if places[key].slack else 1
    longer = spans | {key: Span(spans[key].start, spans[key].end + timedelta(days=lost))}
    after = max(place.end for place in scheduled(longer, edges).values())
    assert after == whole + timedelta(days=0 if places[key].slack else 1)


@given(networks(), st.data())
def test_a_cycle_is_seen_before_it_is_closed(network, data) -> None:
    spans, edges = network
    task, after = data.draw(st.sampled_from(sorted(spans))), data.draw(st.sampled_from(sorted(spans)))
    reached, known = {after}, 0
    while len(reached) > known:
        known = len(reached)
        reached |= {other for one, other in edges if one in reached}
    assert closes_cycle(edges, task, after) == (task in reached)


@pytest.mark.parametrize(
    ("state", "starts", "assigned", "deadline", "handed_in", "on", "expected"),
    [
        ("not_started", 0, None, 9, None, 5, (0, 9, False)),
        ("in_progress", 0, None, 9, None, 12, (0, 12, False)),
        ("in_progress", None, 2, 9, None, 5, (2, 9, False)),
        ("in_progress", None, 10, 3, None, 12, (3, 12, False)),
        ("in_progress", None, None, 9, None, 5, (9, 9, False)),
        ("done", 0, None, 9, 7, 12, (0, 7, True)),
        ("done", 8, None, 9, 7, 12, (7, 7, True)),
        ("done", 0, None, 9, 7, 5, (0, 9, False)),
        ("waiting", 0, None, 9, 7, 8, (0, 9, False)),
        ("in_progress", 0, None, None, None, 5, None),
        ("cancelled", 0, None, 9, None, 5, None),
        ("suspended", 0, None, 9, None, 5, None),
    ],
)
def test_the_days_of_a_task(state, starts, assigned, deadline, handed_in, on, expected) -> None:
    days = [None if value is None else day(value) for value in (starts, assigned, deadline, handed_in)]
    found = span_of(state, *days, day(on))
    assert found == (None if expected is None else Span(day(expected[0]), day(expected[1]), expected[2]))
