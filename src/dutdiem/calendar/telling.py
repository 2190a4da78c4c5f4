"""Sentences to a person: written in Vietnamese; whoever shows them in another language says here how they are put into it."""

from collections.abc import Callable

_translated: list[Callable[[str], str]] = []


def speak_with(translate: Callable[[str], str]) -> None:
    """From now on a pattern is first put into the language of whoever is spoken to."""
    _translated[:] = [translate]


def told(pattern: str, **parts: object) -> str:
    """The sentence of a pattern such as `ngày %(day)s`, with its parts."""
    return (_translated[0](pattern) if _translated else pattern) % parts
