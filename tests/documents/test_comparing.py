"""What a second reading proposes differently."""

from hypothesis import given
from hypothesis import strategies as st

from dutdiem.documents.comparing import Known, Places, compare
from dutdiem.documents.rules import Draft


def known(key, start, end, kind="task", **facts):
    return Known(key, kind, start, end, {"title": "a"} | facts)


def draft(start, end, kind="task", **facts):
    return Draft(kind, start, end, {"title": "a"} | facts)


def told(found):
    return [(d.start, d.end) for d in found.new], sorted(found.changed), found.gone


def test_the_same_reading_differs_in_nothing():
    assert told(compare([known(1, 0, 10), known(2, 20, 30)], [draft(0, 10), draft(20, 30)])) == ([], [], ())


def test_new_changed_and_gone_are_told_apart():
    found = compare([known(1, 0, 10), known(2, 20, 30), known(3, 40, 50)], [draft(0, 10), draft(20, 30, lead="V01"), draft(60, 70)])
    assert told(found) == ([(60, 70)], [2], (3,))


def test_what_moved_a_little_is_the_same_proposal():
    found = compare([known(1, 0, 20), known(2, 100, 120)], [draft(2, 20), draft(119, 140)])
    assert told(found) == ([(119, 140)], [], (2,))


def test_another_kind_at_the_same_place_is_something_else():
    assert told(compare([known(1, 0, 10)], [draft(0, 10, "obstacle")])) == ([(0, 10)], [], (1,))


def test_what_is_empty_says_nothing_and_where_the_sentence_stands_does_not_count():
    assert told(compare([known(1, 0, 10, lead="", due=None)], [draft(0, 10, sentence=[0, 99])])) == ([], [], ())


def test_places_are_found_again_around_a_line_that_reads_differently():
    kept = "một\nhai\nba\n"
    new = "đầu trang\nmột\nhai rưỡi\nba\n"
    places = Places(new, kept)
    at = new.index("ba")
    assert places.find(at, at + 2) == (kept.index("ba"), kept.index("ba") + 2)
    assert places.find(new.index("rưỡi"), new.index("rưỡi") + 4) is None
    assert places.find(0, 3) is None


@given(
    st.lists(st.sampled_from(["a\n", "b\n", "c\n", "dd\n"]), max_size=12),
    st.lists(st.sampled_from(["a\n", "b\n", "x\n"]), max_size=12),
)
def test_a_place_that_is_found_has_the_same_words(new, kept):
    new, kept = "".join(new), "".join(kept)
    places = Places(new, kept)
    for start in range(len(new)):
        for end in range(start + 1, min(len(new), start + 6) + 1):
            if span := places.find(start, end):
                assert kept[span[0] : span[1]] == new[start:end]
