"""Finds numbers that identify private people in a text. Word lists in `data/numbers.toml`.

Identity numbers: Decree 137/2015/NĐ-CP, article 13 (province, century and sex, year, six digits). Mobile numbers: the ranges of
Circular 22/2014/TT-BTTTT as amended in 2018. Cards: ISO/IEC 7812, the national range 9704.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# Spaces, invisible characters and wide digits within a number. Asking for each of them is faster than one pattern.
_ODD_CODES = (0xA0, 0xAD, *range(0x2000, 0x2010), 0x202F, 0x2060, 0xFEFF, *range(0xFF10, 0xFF1A))
_ODD_ONES = {chr(code): str(code - 0xFF10) if code >= 0xFF10 else " " for code in _ODD_CODES}
_DIGIT = re.compile(r"\d")
_NOT_BEFORE, _NOT_AFTER = r"(?<![\w.,/\-+=])", r"(?![\w/\-]|[.,]\d)"
_TWELVE = re.compile(_NOT_BEFORE + r"0\d(?:[ .]?\d){10}" + _NOT_AFTER)
_TWELVE_LABELLED = re.compile(_NOT_BEFORE + r"0(?:[ .\-]{0,2}\d){11}" + _NOT_AFTER)
_NINE = re.compile(_NOT_BEFORE + r"\d(?:[ .\-]?\d){8}" + _NOT_AFTER)
_TEN = re.compile(_NOT_BEFORE + r"\d(?:[ .\-]?\d){9}" + _NOT_AFTER)
_PASSPORT = re.compile(r"(?<![^\W_])[A-Z] ?\d{7,8}(?!\w)")
_PHONE = re.compile(r"(?<![\w.,/\-=])\(?(?:\+?84|00 ?84|0(?!\.\d{4}))(?:[ .\-()]{0,2}\d){9,11}(?!\w|/(?!0\d)|[.,\-]\d)")
_MOBILE = re.compile(r"(?:0{0,2}84|0)0?(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)\d{7}")
_OLD_MOBILE = re.compile(r"(?:84|0)1[2689]\d{8}")
_FIXED = re.compile(r"(?:0{0,2}84|0)2\d{9}")
_LANDLINE = re.compile(r"(?<!\d)\(?0(?:2\d{1,2}|69)\)?[ .\-]?\d")
_ACCOUNT = re.compile(_NOT_BEFORE + r"\d(?:[ .\-]?\d){7,18}" + _NOT_AFTER)
_LETTERED_ACCOUNT = re.compile(r"(?<!\w)\d{3}[A-Z]\d{8,9}(?!\w)")
_CARD = re.compile(_NOT_BEFORE + r"9704(?:[ .\-]?\d){12,15}" + _NOT_AFTER)
_MONEY = re.compile(r"\d{1,3}(?:\.\d{3})+")
# A stretch in which a number may lie: six digits or more, no more than two signs between them.
_RUN = re.compile(r"\d(?:[ .\-()A-Z]{0,2}\d){5,40}")
_BEFORE, _AFTER = 6, 3
_MOST = 1_000
_LONGEST = 25
_LABEL_REACH = 40
_OFFICE_REACH = 90
_UNIT_REACH = 20
_CELLS = re.compile(r"[\t|]")
_MOST_CELLS = 60


Matcher = Callable[[str, int, int], Iterator[re.Match[str]]]
Kinds = dict[str, Matcher]


@dataclass(frozen=True, slots=True)
class Number:
    """Where it begins in the text, what it is, and how it is written."""

    start: int
    kind: str
    written: str


def personal_numbers(text: str) -> list[Number]:
    """Each in order, no two over one another; at most 1,000 of them."""
    for odd in filter(text.__contains__, _ODD_ONES):
        text = text.replace(odd, _ODD_ONES[odd])
    found: list[Number] = []
    for run in _RUN.finditer(text):
        if run.end() - run.start() > _LONGEST and run.group().isdigit():
            continue
        start = max(0, run.start() - _BEFORE)
        labelled = _any_label(text[max(0, start - _LABEL_REACH) : run.start()].casefold())
        found += _numbers_in(text, start, run.end() + _AFTER, _KINDS if labelled else _PLAIN_KINDS)
        if len(found) >= _MOST:
            break
    known = {number.start for number in found}
    found += [number for number in _in_columns(text) if number.start not in known]
    return sorted(found, key=lambda number: number.start)[:_MOST]


def digits_of(written: str) -> str:
    """The digits alone, those of other scripts as plain ones."""
    return "".join(str(int(digit)) for digit in _DIGIT.findall(written))


def _any_label(words: str) -> bool:
    """A quick look whether any word is there that tells a number's kind."""
    return any(label in words for which in _LABELS for label in _lists()[which])


def _numbers_in(text: str, start: int, end: int, kinds: Kinds) -> list[Number]:
    """Those within a run of digits. What is one kind of number is no other; what counts something is none."""
    found: list[Number] = []
    taken: list[tuple[int, int]] = []
    for kind, matches in kinds.items():
        for match in matches(text, start, end):
            if not any(match.start() < until and begun < match.end() for begun, until in taken):
                taken.append(match.span())
                if kind in _PHONES or not _counts(text, match.end()):
                    found.append(Number(match.start(), kind, match.group()))
    return found


def _counts(text: str, end: int) -> bool:
    """ "123456789012 đồng"."""
    following = text[end : end + _UNIT_REACH].casefold().lstrip()
    return bool(_pattern("counted").match(following)) and not following.startswith("đồng chí")


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    lists = tomllib.loads(files("dutdiem.reading.guards").joinpath("data/numbers.toml").read_text("utf-8"))
    return {key: tuple(words.split() if isinstance(words, str) else words) for key, words in lists.items()}


@cache
def _pattern(which: str) -> re.Pattern[str]:
    """The words of a list, each as a whole."""
    return re.compile(r"(?<![^\W_])(?:" + "|".join(map(re.escape, _lists()[which])) + r")(?![^\W_])")


def _says(words: str, which: str) -> bool:
    return any(word in words for word in _lists()[which]) and bool(_pattern(which).search(words))


def _identities(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Twelve digits as they are given out; after a label grouped in any way, with points like an amount too."""
    for match in _TWELVE.finditer(text, start, end):
        before = _before(text, match)
        if _is_identity(match) and not _MONEY.fullmatch(match.group()) and not _is_code(before, "identity_labels"):
            yield match
    for match in _TWELVE_LABELLED.finditer(text, start, end):
        if _is_identity(match) and _says(_before(text, match), "identity_labels"):
            yield match


def _is_identity(match: re.Match[str]) -> bool:
    digits = digits_of(match.group())
    return digits[:3] in _lists()["provinces"] and digits[3] in "0123"


def _labelled(pattern: re.Pattern[str], labels: str) -> Matcher:
    """Numbers that only the words before them tell from others."""

    def matches(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        return (match for match in pattern.finditer(text, start, end) if _says(_before(text, match), labels))

    return matches


def _mobiles(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """A mobile number beside a landline or a word of an office is the office's, but where a person is named with it."""
    for match in _PHONE.finditer(text, start, end):
        digits, before = digits_of(match.group()), _before(text, match)
        old = _OLD_MOBILE.fullmatch(digits) and _says(before, "phone_labels")
        new = _MOBILE.fullmatch(digits) and not _is_of_office(_around(text, match)) and not _is_code(before, "phone_labels")
        if old or new:
            yield match


def _is_code(before: str, own: str) -> bool:
    """The words before a number say that it is a code of something else."""
    return _says(before, "code_labels") and not _says(before, own)


def _is_of_office(line: str) -> bool:
    return (_says(line, "office_phone") or bool(_LANDLINE.search(line))) and not _says(line, "private_phone")


def _landlines(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """A landline is an office's, but where it is said to be at home."""
    for match in _PHONE.finditer(text, start, end):
        if _FIXED.fullmatch(digits_of(match.group())) and _says(_before(text, match), "private_phone"):
            yield match


def _accounts(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    for pattern in (_ACCOUNT, _LETTERED_ACCOUNT):
        for match in pattern.finditer(text, start, end):
            before = _before(text, match)
            labelled = _says(before, "account_labels") or _ends_in(before, "close_account_labels")
            if labelled and not _MONEY.fullmatch(match.group()) and not _says(_around(text, match), "office_account"):
                yield match


def _ends_in(before: str, which: str) -> bool:
    """Words that tell an account only right before the number: "tài khoản" is what one logs in with too."""
    said = before.rstrip(" :.-–(\n\t|")
    return said.endswith(_lists()[which]) and _says(said, which)


def _cards(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    return _CARD.finditer(text, start, end)


_KINDS: Kinds = {
    "số định danh cá nhân": _identities,
    "số chứng minh nhân dân": _labelled(_NINE, "identity_labels"),
    "số hộ chiếu": _labelled(_PASSPORT, "passport_labels"),
    "số bảo hiểm xã hội": _labelled(_TEN, "insurance_labels"),
    "số điện thoại di động": _mobiles,
    "số điện thoại nhà riêng": _landlines,
    "số thẻ ngân hàng": _cards,
    "số tài khoản": _accounts,
}

# What is known by its digits alone.
_PLAIN_KINDS: Kinds = {kind: _KINDS[kind] for kind in ("số định danh cá nhân", "số điện thoại di động", "số thẻ ngân hàng")}
_LABELS = (
    "identity_labels",
    "passport_labels",
    "insurance_labels",
    "phone_labels",
    "private_phone",
    "account_labels",
    "close_account_labels",
)
_PHONES = ("số điện thoại di động", "số điện thoại nhà riêng")

# What a column of a table is headed, and what its cells then hold.
_COLUMNS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("identity_labels", "số chứng minh nhân dân", _NINE),
    ("passport_labels", "số hộ chiếu", _PASSPORT),
    ("insurance_labels", "số bảo hiểm xã hội", _TEN),
    ("account_columns", "số tài khoản", _ACCOUNT),
)


def _in_columns(text: str) -> Iterator[Number]:
    """Numbers under a heading that tells what they are, in rows of cells set off by tabs or bars."""
    if "\t" not in text and "|" not in text:
        return
    small = text.casefold()
    if not any(label in small for label in _column_words()):
        return
    headed: dict[int, tuple[str, re.Pattern[str]]] = {}
    width = start = 0
    for line in text.split("\n"):
        cells = _CELLS.split(line, _MOST_CELLS)
        if heads := _heads(cells):
            headed, width = heads, len(cells)
        elif len(cells) != width:
            headed = {}
        elif headed:
            yield from _under(headed, cells, start)
        start += len(line) + 1


@cache
def _column_words() -> tuple[str, ...]:
    """The headings without those that hold another of them."""
    every = {label for labels, _, _ in _COLUMNS for label in _lists()[labels]}
    return tuple(sorted(label for label in every if not any(other in label for other in every - {label})))


def _heads(cells: list[str]) -> dict[int, tuple[str, re.Pattern[str]]]:
    if len(cells) < 2:
        return {}
    return {
        at: (kind, pattern)
        for at, cell in enumerate(cells)
        for labels, kind, pattern in _COLUMNS
        if len(cell) <= _LABEL_REACH and not _DIGIT.search(cell) and _says(cell.casefold(), labels)
    }


def _under(headed: dict[int, tuple[str, re.Pattern[str]]], cells: list[str], start: int) -> Iterator[Number]:
    for at, cell in enumerate(cells):
        if at in headed and (match := headed[at][1].fullmatch(cell.strip())):
            offset = len(cell) - len(cell.lstrip())
            yield Number(start + offset, headed[at][0], match.group())
        start += len(cell) + 1


def _before(text: str, match: re.Match[str]) -> str:
    """The words before a number in its line, else in the line above, back to the number before it."""
    words = _DIGIT.split(text[max(0, match.start() - _LABEL_REACH) : match.start()])[-1].casefold()
    above, _, line = words.rpartition("\n")
    return line if line.strip(" :.-–(|*") else above


def _around(text: str, match: re.Match[str]) -> str:
    """The line of a number, as far as it is near."""
    low, high = max(0, match.start() - _OFFICE_REACH), match.end() + _OFFICE_REACH
    start, end = text.rfind("\n", low, match.start()) + 1, text.find("\n", match.end(), high)
    return text[max(start, low) : end if end >= 0 else high].casefold()
