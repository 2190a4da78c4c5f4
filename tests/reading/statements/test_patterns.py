"""What is told by a few letters is never told wrongly: the quick questions before patterns hide no match."""

import pytest

from dutdiem.reading.statements import patterns
from dutdiem.reading.statements.outline import MARK_FIRST, MARK_PAIRS, marker
from dutdiem.reading.vocabulary import vocabulary


@pytest.mark.parametrize("name", ["verbs", "modals", "asked_now", "pledging"])
@pytest.mark.parametrize("after", [" rà soát", ", rà soát", ":", ""])
def test_whatever_may_begin_a_clause_is_found_by_its_first_letters(name: str, after: str) -> None:
    for word in vocabulary("statements")[name]:
        low = word + after
        quick, whole = patterns.starter_at(low, 0, len(low)), patterns.starter().match(low, 0, len(low))
        assert (quick and quick.span()) == (whole and whole.span()), word


@pytest.mark.parametrize("before", ["", "- ", "1. ", "a) ", "iv. ", "(2) "])
def test_connectors_are_passed_over_as_their_pattern_says(before: str) -> None:
    for word in vocabulary("statements")["connectors"] + vocabulary("statements")["particles"]:
        low = f"{before}{word}, rà soát lại toàn bộ"
        match = patterns.connector().match(low)
        assert patterns.connected(low, 0, len(low)) == (match.end() if match else 0), low


MARKED = [
    *("- Rà soát", "–Rà soát", "• Rà", "1. Rà", "1.2. Rà", "2) Rà", "a) Rà", "đ. Rà", "A. Rà", "IV. Rà", "II/ Rà", "(1) Rà"),
    *("(i) Rà", "Điều 5. Rà", "Chương II", "Mục 1.", "Phần thứ nhất"),
]


@pytest.mark.parametrize("line", MARKED)
def test_a_line_with_a_marker_begins_like_one(line: str) -> None:
    assert marker(line, 0)[0]
    assert line[0] in MARK_FIRST or line[:2] in MARK_PAIRS
