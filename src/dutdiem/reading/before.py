"""What stands right before a place in the text."""

_LONGEST = 12
_OPEN = ("(", '"', "“")


def last_word(low: str, at: int) -> str:
    """The word right before a place, "" where none is; what it is decides which patterns can match at all."""
    if at < 3 or low[at - 1] != " ":
        return ""
    begin = max(0, at - _LONGEST)
    word = low[max(begin, low.rfind(" ", begin, at - 1) + 1) : at - 1]
    if "\n" in word:
        word = word[word.rfind("\n") + 1 :]
    return word if word[:1] not in _OPEN else word[1:]
