"""Marks that a web copy has glued to the sentence before ("… xảy ra tiêu cực.2. Giao Thường trực …").

They are looked for in a line that itself begins with a mark, behind the end of a sentence, before a capital, and only the
ones that are next: "b)" after "a)", "2." after "1.", and "a)" after a colon where "b)" follows.
"""

from functools import cache

from dutdiem.reading.passages.marks import LETTER, NUMBER, next_letters

_ENDS = frozenset(".;:”")
_DIGITS = frozenset("0123456789")


def glued_at(line: str, begin: int, rank: int, value: str, number: str) -> int | None:
    """Where the next mark stands in a line, from `begin` on; `number` is what comes after that of the clause, as "3. "."""
    found = [at for token in after_letter(value) if (at := line.find(token, begin)) > 0] if rank == LETTER else []
    if number and (at := line.find(number, begin)) > 0:
        found.append(at)
    found = [at for at in found if _is_glued(line, at)]
    if rank == NUMBER and (first := line.find(": a) ", begin)) > 0 and line.find(" b) ", first) > 0:
        found.append(first + 2)
    if (article := line.find(". Điều ", begin)) > 0:
        found.append(article + 2)
    return min(found, default=None)


@cache
def after_letter(letter: str) -> tuple[str, ...]:
    return tuple(f"{after}) " for after in next_letters(letter))


def _is_glued(line: str, at: int) -> bool:
    """Whether a sentence, and no number, ends right before a place in a line, and a capital comes after the mark there."""
    end = at - 1 if line[at - 1] == " " else at
    after = line.find(" ", at) + 1
    return end > 1 and line[end - 1] in _ENDS and line[end - 2] not in _DIGITS and line[after : after + 1].isupper()
