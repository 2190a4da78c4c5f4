"""Marks that a web copy has glued to the sentence before ("… xảy ra tiêu cực.2. Giao Thường trực …").

They are looked for in a line that itself begins with a mark, behind the end of a sentence, before a capital, and only the
ones that are next: "b)" after "a)", "2." after "1.", and "a)" after a colon where "b)" follows.
"""

from functools import cache

from dutdiem.reading.passages.marks import LETTER, NUMBER, next_letters

_ENDS = frozenset(".;:”")
_REACH = 3000
_DIGITS = frozenset("0123456789")


def glued_at(text: str, begin: int, stop: int, rank: int, value: str, number: str) -> int | None:
    """Where the next mark stands in the line text[begin:stop]; `number` is what comes after that of the clause, as "3. "."""
    stop = min(stop, begin + _REACH)
    found = [at for token in after_letter(value) if (at := text.find(token, begin, stop)) > 0] if rank == LETTER else []
    if number and (at := text.find(number, begin, stop)) > 0:
        found.append(at)
    found = [at for at in found if _is_glued(text, at)]
    if rank == NUMBER and (first := text.find(": a) ", begin, stop)) > 0 and text.find(" b) ", first, first + _REACH) > 0:
        found.append(first + 2)
    if (article := text.find(". Điều ", begin, stop)) > 0:
        found.append(article + 2)
    return min(found, default=None)


@cache
def after_letter(letter: str) -> tuple[str, ...]:
    return tuple(f"{after}) " for after in next_letters(letter))


def _is_glued(text: str, at: int) -> bool:
    """Whether a sentence, and no number, ends right before a place in a line, and a capital comes after the mark there."""
    end = at - 1 if text[at - 1] == " " else at
    after = text.find(" ", at, at + 6) + 1
    return end > 1 and text[end - 1] in _ENDS and text[end - 2] not in _DIGITS and text[after : after + 1].isupper()
