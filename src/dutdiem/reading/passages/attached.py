"""Where what is attached to a document begins: "QUY CHẾ … (Ban hành kèm theo Quyết định số …)", "PHỤ LỤC II", "Biểu 01".

Decree 30/2020/NĐ-CP, annex III: the forms of what a decision issues, and of annexes (2.1).
"""

import re
from functools import cache

from dutdiem.reading.vocabulary import alternatives, vocabulary

_ANNEX = re.compile(
    r"(phụ lục|biểu mẫu|biểu|mẫu)(?: số)?(?: (\d[\w./-]{0,7}|[IVXLC]{1,5}|[A-ZĐ])(?!\w))?(\.?$|[.:]? ?[:–-]|[.:]? )", re.I
)
_WITH = re.compile(r"\n\(? ?(?:[Bb]an hành )?(?:[Kk]èm|[Đđ]ính kèm) theo ")
FIRST = frozenset("NQCTHKPĐDBGLVSM")
TITLE = 700
"""As far below the kind as its title may reach, in characters: no other kind begins there."""
_LONGEST = 300
_FOLDED = str.maketrans(
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ",
    "a" * 17 + "e" * 11 + "i" * 5 + "o" * 17 + "u" * 11 + "y" * 5 + "d",
)


@cache
def _kind() -> re.Pattern[str]:
    return re.compile(rf"({alternatives([*vocabulary('header')['kinds'], *vocabulary('header')['attached']])})(?:[:. ]|$)")


@cache
def beginnings() -> tuple[str, ...]:
    """The first letters of all lines that may begin what is attached, or that end the text before it."""
    kinds = [*vocabulary("header")["kinds"], *vocabulary("header")["attached"]]
    return (*sorted({kind[:3] for kind in kinds}), "PHỤ", "Phụ", "BIỂ", "Biể", "MẪU", "Mẫu", "Nơi", "NƠI")


def is_annex(line: str) -> bool:
    """ "PHỤ LỤC", "Phụ lục II", not a sentence that begins so."""
    match = _ANNEX.match(line)
    return match is not None and match.group(1).lower() == "phụ lục" and _is_heading(match, line)


def _is_heading(match: re.Match[str], line: str) -> bool:
    """Alone, before a colon or dash, or in capitals."""
    return match.end() == len(line) or line.isupper() or match.group(3).strip() in (":", "-", "–", ".:")


def attached_slug(text: str, start: int, line: str, *, signed: bool) -> str | None:
    """The slug of what begins at this line, where a document's main text has ended (`signed`) or the lines below say "kèm theo"."""
    if len(line) > _LONGEST:
        return None
    match = _ANNEX.match(line)
    if match and _is_heading(match, line) and (match.group(1).lower() == "phụ lục" or _says_with(text, start + len(line))):
        return _slug(f"{match.group(1)} {match.group(2) or ''}")
    if not line[:2].isupper() or not (found := _kind().match(line)):
        return None
    as_kind = (signed and line.isupper() and len(line) < 200) or _says_with(text, start + len(line))
    return _slug(found.group(1)) if as_kind else None


def _says_with(text: str, end: int) -> bool:
    return _WITH.search(text, end, end + TITLE) is not None


def _slug(name: str) -> str:
    return re.sub(r"\W+", "_", name.lower().translate(_FOLDED)).strip("_")
