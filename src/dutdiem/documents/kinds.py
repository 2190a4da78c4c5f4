"""The kinds of documents by their abbreviations, in the words of Decree 30/2020/NĐ-CP and the Party's Guide 36-HD/VPTW."""

from functools import cache

from dutdiem.kit.folding import fold
from dutdiem.reading.vocabulary import vocabulary

LETTER = {"CV": "Công văn"}
"""A letter has no kind written above it (annex I, II.5.b), so that the reader's words for kinds do not hold it."""


@cache
def kinds() -> dict[str, str]:
    """Each abbreviation with the first of its words, by the words."""
    words: dict[str, str] = {}
    for name, short in vocabulary("header")["kinds"].items():
        words.setdefault(str(short), str(name).capitalize())
    return dict(sorted((words | {"CTr": "Chương trình"} | LETTER).items(), key=lambda kind: fold(kind[1])))
