"""Names of files that say that the file is secret: "BC_TOI_MAT_quy3.docx", "phu_luc_TuyetMat.xlsx", "12-KH(MẬT).pdf".

Names have no marks as a rule, so that "mat" alone can be an eye, a face or what was lost: it counts in brackets in capitals, and
right after a kind of document at the end of a name. A name that speaks about secret papers ("quy dinh ve van ban mat")
bears nothing.
"""

import re
from functools import cache

from dutdiem.reading.guards.shapes import folded, is_capital, plain
from dutdiem.reading.guards.stamps import stamp_in, words

_LONGEST = 255  # letters of a name
_MAYBE = re.compile(r"m[^\w]{0,3}[^\W\d_]{0,2}[^\w]{0,3}t", re.IGNORECASE)
_HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-ZĐ][^\W\d_A-Z]|[A-ZĐ]{2})")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_BRACKETED = re.compile(r"[(\[{]([^()\[\]{}]{1,30})[)\]}]")
_LONG = {"toi": "tối", "tuyet": "tuyệt"}
_PHRASE = 4  # words


def marks_name(name: str) -> bool:
    """Does the name of a file bear a degree of secrecy? `name` as a system gives it, with its ending or without."""
    shown = plain(name[:_LONGEST])
    if not _MAYBE.search(shown):
        return False
    stem = _endings().sub("", shown)
    return _in_brackets(stem) or _in_words(_HUMP.sub(" ", stem))


def names_marked(line: str, prominent: bool) -> bool:
    """Is a file named in `line` whose name bears a degree? Where stamps stand, or after a word that tells what is attached."""
    if not holds_name(line):
        return False
    found = [match.group() for match in _single().finditer(line)]
    found = found if prominent or _label().search(line) else []
    return any(map(marks_name, [*found, *(match.group(1) for match in _label().finditer(line))]))


def holds_name(line: str) -> bool:
    return "." in line and bool(_inner_ending().search(line))


def _in_brackets(stem: str) -> bool:
    found = ((inner, stamp_in(inner.replace("_", " "))) for inner in _BRACKETED.findall(stem))
    return any(stamp and (stamp.exact or stamp.capital or not stamp.is_short) for _, stamp in found)


def _in_words(stem: str) -> bool:
    tokens = _WORD.findall(stem)
    said = [folded(token) for token in tokens]
    if "mat" not in " ".join(said):
        return False
    about = _phrase_in(said, words().spoken_of)
    for at, word in enumerate(said):
        if word not in ("mat", "toimat", "tuyetmat") or _is_other_word(tokens, said, at):
            continue
        long = word != "mat" or (at > 0 and said[at - 1] in _LONG)
        start = at - 1 if long and word == "mat" else at
        loud = is_capital(" ".join(tokens[start : at + 1])) and not is_capital(stem)
        if (loud or not about) and (_is_long(tokens, said, start, at) if long else _is_short(tokens, said, at, loud)):
            return True
    return False


def _is_other_word(tokens: list[str], said: list[str], at: int) -> bool:
    """ "mật độ", "bảo mật"; with marks "mặt", "mắt", "mất"."""
    if not tokens[at].isascii() and tokens[at].casefold() not in ("mật", "tốimật", "tuyệtmật"):
        return True
    before = said[at - 1] if at else ""
    marked = tokens[at].endswith("MẬT")  # "MẬT - bao cao" is no "MẬT BÁO": what is written with its marks is read with them
    next_words = [token.casefold() for token in tokens[at + 1 : at + 1 + _PHRASE]] if marked else said[at + 1 : at + 1 + _PHRASE]
    following = " ".join(next_words) + " "
    return before in _before() or any(following.startswith(word + " ") for word in (words().after if marked else _after()))


def _is_long(tokens: list[str], said: list[str], start: int, at: int) -> bool:
    """ "TOI_MAT"; but "toi mat dien" is an evening without power."""
    exact = "mật" in tokens[at].casefold()
    other = not tokens[start].isascii() and start < at and tokens[start].casefold() != _LONG[said[start]]
    following = " ".join(said[at + 1 : at + 1 + _PHRASE]) + " "
    lost = any(following.startswith(word + " ") for word in words().lost)
    return not other and (exact or not lost)


def _is_short(tokens: list[str], said: list[str], at: int, loud: bool) -> bool:
    """ "… MẬT", "MẬT 05-KH"; "van_ban_mat_03", "tai lieu mat"."""
    exact = tokens[at].casefold() == "mật"
    last = at + 1 == len(tokens) or said[at + 1].isdigit() or said[at + 1] in words().versions
    after_kind = _ends_in_kind(said[:at])
    return (exact and (loud or tokens[at].isupper() or after_kind or (at > 0 and said[at - 1] in words().kinds))) or (
        last and after_kind
    )


def _ends_in_kind(said: list[str]) -> bool:
    return any(" ".join(said[-size:]) in words().subjects_folded for size in (2, 1) if size <= len(said))


def _phrase_in(said: list[str], phrases: frozenset[str]) -> bool:
    runs = (" ".join(said[at : at + size]) for size in range(1, _PHRASE + 1) for at in range(len(said) - size + 1))
    return any(run in phrases for run in runs)


@cache
def _before() -> frozenset[str]:
    return frozenset(map(folded, words().before))


@cache
def _after() -> tuple[str, ...]:
    return tuple(map(folded, words().after))


@cache
def _ending() -> str:
    return r"\.(?:signed\.)?(?:" + "|".join(words().file_endings) + r")(?![^\W_])"


@cache
def _endings() -> re.Pattern[str]:
    return re.compile(_ending() + r"$", re.IGNORECASE)


@cache
def _inner_ending() -> re.Pattern[str]:
    return re.compile(_ending(), re.IGNORECASE)


@cache
def _single() -> re.Pattern[str]:
    """A name without blanks."""
    return re.compile(r"[^\s\"“”'|:;<>]{1,150}" + _ending(), re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    """A name with blanks is one only between a label, or a quotation mark after one, and its ending."""
    labels = "|".join(map(re.escape, words().file_labels))
    return re.compile(
        rf"(?<![^\W_])(?:{labels})(?:\s?\(?\d{{0,3}}\)?\s?[:：]\s?|\s?[\"“'«]|[:：]\s?[\"“'«])([^\n\t|:;\"“”<>]{{1,150}}?{_ending()})",
        re.IGNORECASE,
    )
