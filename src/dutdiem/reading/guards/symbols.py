"""Letters of a degree at the end of a document's own symbol: "Số: 12/BC-CAT(M)", "Số: 9/KH-M", "Số: 3/BC-CAT-Mật".

Only in brackets or as a last part that is "M" alone. "TM" between dashes is no degree: it is what staff departments (tham mưu) and
trade (thương mại) are called ("Số: 44/TM-CT"). A symbol that is cited within a sentence says nothing of the document.
"""

import re
from functools import cache

from dutdiem.reading.guards.stamps import words

_ENDS = ("M)", "M]", "-M\n", "-M ", "-M\t", "-Mật", "-MẬT")
_HEAD = 2_000  # letters: where a document's own symbol stands


def bears_letters(text: str) -> bool:
    """Does the symbol at the head of `text` end in the letters of a degree?"""
    head = text[:_HEAD] + "\n"
    return any(end in head for end in _ENDS) and bool(_own_symbol().search(head))


@cache
def _own_symbol() -> re.Pattern[str]:
    """At the beginning of a line or of what stands apart in it; letters as they are written, for "(m)" is a metre."""
    degrees = "|".join(map(re.escape, words().symbol_letters))
    return re.compile(
        r"(?:^|[\t|]|   )[^\w\n]{0,3}(?:Số|SỐ)\s?[:.]?\s?[\d.…]{0,8}[^\W\d_]{0,2}[ ]?[/\-][^\s()\[\]]{2,40}"
        rf"(?:(?:(?<=-M)|(?<=-Mật)|(?<=-MẬT))(?!\S)|[ ]?[(\[][ ]?(?:{degrees})[)\]](?!\w))",
        re.MULTILINE,
    )
