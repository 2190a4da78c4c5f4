"""What stands right before a place in the text."""

_LONGEST = 12
_OPEN = ("(", '"', "“")


def last_word(low: str, at: int) -> str:
    """The word right before a place, "" where none is; what it is decides which patterns can match at all."""
    if at < 3 or low[at - 1] != " ":
        return ""
    word = low[at - _LONGEST if at > _LONGEST else 0 : at - 1]
    word = word[word.rfind(" ") + 1 :]
    if "\n" in word:
        word = word[word.rfind("\n") + 1 :]
    return word if word[:1] not in _OPEN else word[1:]
