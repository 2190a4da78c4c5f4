"""One automaton over the lower-case flat text: every word at which some pattern may begin, in order.

Each trigger names its family; the finder of that family anchors its own pattern there.
"""

from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from dutdiem.reading.organisations.words import codes
from dutdiem.reading.vocabulary import vocabulary

REFERENCE, PERIOD, STATEMENT, OBSTACLE, NUMERAL, ORGANISATION, STOP = range(7)
_STOPS = [f"{stop}{close} " for stop in ".!?…" for close in ("", "”", '"', "’", ")", "”)", '")')]
"""What may end a sentence within a line."""
Hit = tuple[int, int, str]
"""Start, end (flat offsets) and the trigger's word."""


@dataclass(frozen=True, slots=True)
class Automaton:
    """The automaton with, for each of its words, the word, its family, and the time inside it as (offset, word), if any."""

    machine: AhoCorasick
    words: tuple[str, ...]
    families: tuple[int, ...]
    times: tuple[tuple[int, str] | None, ...]


@cache
def automaton() -> Automaton:
    """Built once a process; the families' words come from the data files."""
    statements = vocabulary("statements")
    by_word: dict[str, int] = {}
    for family, words in (
        (ORGANISATION, [*vocabulary("organisations")["triggers"], *codes()]),
        (NUMERAL, vocabulary("quantities")["numerals"]),
        (STATEMENT, statements["openers"] + statements["lookalikes"] + statements["saying"] + statements["request"]),
        (OBSTACLE, statements["obstacle"]["nouns"]),
        (PERIOD, vocabulary("periods")["triggers"]),
        (REFERENCE, _abbreviations()),
        (REFERENCE, list(vocabulary("references")["types"])),
        (STOP, _STOPS),
    ):
        by_word |= dict.fromkeys(words, family)
    words_ = tuple(by_word)
    times = tuple(_time_in(word) if family == STATEMENT else None for word, family in by_word.items())
    machine = AhoCorasick(list(words_), matchkind=MatchKind.LeftmostLongest)
    return Automaton(machine, words_, tuple(by_word.values()), times)


def _time_in(word: str) -> tuple[int, str] | None:
    """ "những năm tới" opens a statement, and "năm" in it a time: a longer word must not hide the shorter one."""
    found = [(word.find(time), time) for time in vocabulary("periods")["triggers"] if time in word]
    whole = [(at, time) for at, time in found if f" {time} " in f" {word} "]
    return min(whole, key=lambda pair: (pair[0], -len(pair[1])), default=None)


def _abbreviations() -> list[str]:
    """Short forms of the kinds with the first figure of their number: "nq 1" and "nq1" begin "NQ 12" and "NQ12"."""
    short = vocabulary("references")["abbreviations"]
    kinds = [kind.lower() for kind in short["plain"] + short["symbol"]]
    figures = [f"{kind} {figure}" for kind in kinds for figure in "0123456789"]
    figures += [f"{kind.lower()}{figure}" for kind in short["glued"] for figure in "0123456789"]
    return figures + [f"{kind} số" for kind in kinds] + [f"{kind}{joint}tw" for kind in ("nq", "ct") for joint in "-/"]


def triggers(low: str) -> tuple[list[Hit], ...]:
    """The hits of each family, in the text's order; only whole words count, and every stop."""
    found: tuple[list[Hit], ...] = ([], [], [], [], [], [], [])
    add = [hits.append for hits in found]
    auto = automaton()
    words, families, times = auto.words, auto.families, auto.times
    around = low + " "  # so that there is a character before the first one (the last) and after the last one
    for index, start, end in auto.machine.find_matches_as_indexes(low):
        family = families[index]
        if family != STOP:
            # Mostly blanks, which need not be asked.
            before, after = around[start - 1], around[end]
            if before != " " and before.isalnum():
                continue
            if after != " " and after.isalnum() and not _goes_on(family, words[index]):
                continue
            if family == STATEMENT and (time := times[index]):
                add[PERIOD]((start + time[0], start + time[0] + len(time[1]), time[1]))
        add[family]((start, end, words[index]))
    return found


def _goes_on(family: int, word: str) -> bool:
    """Whether a word may end within a word of the text: the first figure of a number."""
    return family == REFERENCE and word[-1].isdigit()
