"""Names of bodies and offices in running text.

The spelling rule is Decree 30/2020/NĐ-CP, annex II: the first syllable of the kind of body, of its function and of a
proper name is capital ("Bộ Khoa học và Công nghệ", "Ủy ban nhân dân tỉnh Bắc Ninh"), so a name is a head, then capital
syllables, each with at most one small syllable after it, joined by "và" or a comma before a further capital.
"""

import re
from functools import cache

from dutdiem.reading.letters import LOWER, UPPER
from dutdiem.reading.vocabulary import alternatives, vocabulary


@cache
def name_source() -> str:
    """The regular expression of a body's name, for use inside other patterns (no groups that catch)."""
    words = vocabulary("organisations")
    heads = alternatives(words["heads"] + [head[0].lower() + head[1:] for head in words["heads"] if head[1].islower()])
    kinds = alternatives([kind.capitalize() for kind in vocabulary("references")["types"]])
    capital = rf"(?:T[Pp]\.|[{UPPER}][\w&]*(?:\.[\w&]+)*)"
    verbs = [verb for verb in vocabulary("statements")["verbs"] if " " in verb]
    stops = alternatives(words["stops"] + verbs)
    inside = alternatives(words["inside"])
    joint = rf"(?: |(?:,? và|,| -|-| &) (?=[{UPPER}])(?!(?:{heads})\b))"
    syllable = rf"(?!(?:{kinds}|Về)\b){capital}(?: (?!(?:{stops}|{inside})\b)[{LOWER}]+\b)?"
    return rf"(?:{heads})\b(?:{joint}{syllable}| (?:{inside})\b(?! \d))*"


@cache
def name_pattern() -> re.Pattern[str]:
    return re.compile(name_source())
