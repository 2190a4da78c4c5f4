"""Marks that a web copy has glued to the sentence before ("… xảy ra tiêu cực.2. Giao Thường trực …").

They are looked for behind the end of a sentence only, before a capital; the outline takes those that are next in their turn.
"""

from collections.abc import Iterator

_ENDS = frozenset(".;:”")
_DIGITS = frozenset("0123456789")
_BEFORE_LETTER = frozenset(" .;:”")


def glued_places(text: str) -> list[int]:
    """Offsets in the flat text, in order, at which a mark may stand within a line; one walk over its brackets and full stops."""
    found = [begin for begin in _numbers(text) if _is_glued(text, begin)]
    found += [begin for begin in _letters(text) if _is_glued(text, begin)]
    return sorted([*found, *_articles(text)])


def _numbers(text: str) -> Iterator[int]:
    """Where "2. " or "12. " begins, before a capital."""
    find, digits = text.find, _DIGITS
    at = find(". ", 3)
    while at >= 0:
        if text[at - 1] in digits and text[at + 2 : at + 3].isupper():
            yield at - 2 if text[at - 2] in digits else at - 1
        at = find(". ", at + 2)


def _letters(text: str) -> Iterator[int]:
    """Where "c) " or "(2) " begins, before a capital."""
    find, before = text.find, _BEFORE_LETTER
    at = find(") ", 3)
    while at >= 0:
        if text[at + 2 : at + 3].isupper():
            if text[at - 2] in before:
                yield at - 1
            elif text[at - 1] in _DIGITS and "(" in text[at - 3 : at]:
                yield text.rfind("(", at - 3, at)
        at = find(") ", at + 2)


def _articles(text: str) -> Iterator[int]:
    at = text.find(". Điều ")
    while at >= 0:
        yield at + 2
        at = text.find(". Điều ", at + 2)


def _is_glued(text: str, begin: int) -> bool:
    """Whether a sentence, and no number, ends right before a place in a line."""
    if text[begin - 1] == " ":
        begin -= 1
    return text[begin - 1] in _ENDS and text[begin - 2] not in _DIGITS
