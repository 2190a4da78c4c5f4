"""Finds numbers that identify private people in a text. Word lists in `data/numbers.toml`.

Identity numbers: Decree 137/2015/NĐ-CP, article 13 (province, century and sex, year, six digits). Mobile numbers: the ranges of
Circular 22/2014/TT-BTTTT as amended in 2018. Cards: ISO/IEC 7812, the national range 9704.
"""

import re
from collections.abc import Callable, Iterator

from dutdiem.reading.guards.cells import in_columns
from dutdiem.reading.guards.wordlists import lists, pattern, says, shortest
from dutdiem.reading.guards.written import (
    ACCOUNT,
    DIGIT,
    HEALTH_CARD,
    NINE,
    NOT_AFTER,
    NOT_BEFORE,
    PASSPORT,
    TEN,
    TWELVE,
    Number,
    digits_of,
)

# Spaces, invisible characters and wide digits within a number. Asking for each of them is faster than one pattern.
_ODD_CODES = (0xA0, 0xAD, *range(0x2000, 0x2010), 0x202F, 0x2060, 0xFEFF, *range(0xFF10, 0xFF1A))
_ODD_ONES = {chr(code): str(code - 0xFF10) if code >= 0xFF10 else " " for code in _ODD_CODES}
_TWELVE = re.compile(NOT_BEFORE + r"0\d(?:[ .]?\d){10}" + NOT_AFTER)
_TWELVE_LABELLED = re.compile(NOT_BEFORE + r"0(?:[ .\-]{0,2}\d){11}" + NOT_AFTER)
_PHONE = re.compile(r"(?<![\w.,/\-=])\(?(?:\+?84|00 ?84|0(?!\.\d{4}))(?:[ .\-()]{0,2}\d){9,11}(?!\w|/(?!0\d)|[.,\-]\d)")
_MOBILE = re.compile(r"(?:0{0,2}84|0)0?(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)\d{7}")
_OLD_MOBILE = re.compile(r"(?:84|0)1[2689]\d{8}")
_FIXED = re.compile(r"(?:0{0,2}84|0)2\d{9}")
_LANDLINE = re.compile(r"(?<!\d)\(?0(?:2\d{1,2}|69)\)?[ .\-]?\d")
_LETTERED_ACCOUNT = re.compile(r"(?<!\w)\d{3}[A-Z]\d{8,9}(?!\w)")
_CARD = re.compile(NOT_BEFORE + r"9704(?:[ .\-]?\d){12,15}" + NOT_AFTER)
_MONEY = re.compile(r"\d{1,3}(?:\.\d{3})+")
# A stretch in which a number may lie: six digits or more, no more than two signs between them.
_RUN = re.compile(r"\d(?:[ .\-()A-Z]{0,2}\d){5,40}")
_BEFORE, _AFTER = 6, 3
_MOST = 1_000
_LONGEST = 25
_LABEL_REACH = 40
_OFFICE_REACH = 90
_UNIT_REACH = 20


Matcher = Callable[[str, int, int], Iterator[re.Match[str]]]
Kinds = dict[str, Matcher]


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
    found += [number for number in in_columns(text) if number.start not in known]
    return sorted(found, key=lambda number: number.start)[:_MOST]


def _any_label(words: str) -> bool:
    """A quick look whether any word is there that tells a number's kind."""
    return any(label in words for label in shortest(*_LABELS))


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
    return bool(pattern("counted").match(following)) and not following.startswith("đồng chí")


def _identities(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Twelve digits as they are given out; after a label grouped in any way, with points like an amount too.

    They are a person's tax code as well: Circular 86/2024/TT-BTC, article 5; no office's has twelve digits.
    """
    for match in _TWELVE.finditer(text, start, end):
        before = _before(text, match)
        code = _is_code(before, "identity_labels") and not says(before, "tax_labels")
        if _is_identity(match) and not _MONEY.fullmatch(match.group()) and not code:
            yield match
    for match in _TWELVE_LABELLED.finditer(text, start, end):
        if _is_identity(match) and says(_before(text, match), "identity_labels"):
            yield match


def _is_identity(match: re.Match[str]) -> bool:
    digits = digits_of(match.group())
    return digits[:3] in lists()["provinces"] and digits[3] in "0123"


def _labelled(written: re.Pattern[str], labels: str) -> Matcher:
    """Numbers that only the words before them tell from others."""

    def matches(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        return (match for match in written.finditer(text, start, end) if says(_before(text, match), labels))

    return matches


def _mobiles(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """A mobile number beside a landline or a word of an office is the office's, but where a person is named with it."""
    for match in _PHONE.finditer(text, start, end):
        digits, before = digits_of(match.group()), _before(text, match)
        old = _OLD_MOBILE.fullmatch(digits) and says(before, "phone_labels")
        new = _MOBILE.fullmatch(digits) and not _is_of_office(_around(text, match)) and not _is_code(before, "phone_labels")
        if old or new:
            yield match


def _is_code(before: str, own: str) -> bool:
    """The words before a number say that it is a code of something else."""
    return says(before, "code_labels") and not says(before, own)


def _is_of_office(line: str) -> bool:
    return (says(line, "office_phone") or bool(_LANDLINE.search(line))) and not says(line, "private_phone")


def _landlines(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """A landline is an office's, but where it is said to be at home."""
    for match in _PHONE.finditer(text, start, end):
        if _FIXED.fullmatch(digits_of(match.group())) and says(_before(text, match), "private_phone"):
            yield match


def _accounts(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    for written in (ACCOUNT, _LETTERED_ACCOUNT):
        for match in written.finditer(text, start, end):
            before = _before(text, match)
            labelled = says(before, "account_labels") or _ends_in(before, "close_account_labels") or _is_someones(before)
            if labelled and not _MONEY.fullmatch(match.group()) and not says(_around(text, match), "office_account"):
                yield match


def _is_someones(before: str) -> bool:
    """ "tài khoản cá nhân …", "TK của bà Hoa …"."""
    return says(before, "close_account_labels") and says(before, "persons")


def _taxes(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Ten digits: a person's where that is said, or where they begin with 8, as those of persons and households do."""
    for match in TEN.finditer(text, start, end):
        before = _before(text, match)
        own = says(before, "own_tax_labels") or match.group()[0] == "8" or says(before, "persons")
        if own and says(before, "tax_labels") and not says(_around(text, match), "office_account"):
            yield match


def _licences(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Twelve digits after the words for a driving licence and perhaps its class: "GPLX hạng B2: …"."""
    for match in TWELVE.finditer(text, start, end):
        if not _CARD.match(text, match.start()) and says(
            text[max(0, match.start() - _LABEL_REACH) : match.start()].rpartition("\n")[2].casefold(), "licence_labels"
        ):
            yield match


def _ends_in(before: str, which: str) -> bool:
    """Words that tell an account only right before the number: "tài khoản" is what one logs in with too."""
    said = before.rstrip(" :.-–(\n\t|")
    return said.endswith(lists()[which]) and says(said, which)


def _cards(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    return _CARD.finditer(text, start, end)


_KINDS: Kinds = {
    "số định danh cá nhân": _identities,
    "số chứng minh nhân dân": _labelled(NINE, "identity_labels"),
    "số hộ chiếu": _labelled(PASSPORT, "passport_labels"),
    "số bảo hiểm xã hội": _labelled(TEN, "insurance_labels"),
    "số thẻ bảo hiểm y tế": _labelled(HEALTH_CARD, "health_labels"),
    "số giấy phép lái xe": _licences,
    "mã số thuế cá nhân": _taxes,
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
    "health_labels",
    "licence_labels",
    "tax_labels",
    "phone_labels",
    "private_phone",
    "account_labels",
    "close_account_labels",
)
_PHONES = ("số điện thoại di động", "số điện thoại nhà riêng")


def _before(text: str, match: re.Match[str]) -> str:
    """The words before a number in its line, else in the line above, back to the number before it."""
    words = DIGIT.split(text[max(0, match.start() - _LABEL_REACH) : match.start()])[-1].casefold()
    above, _, line = words.rpartition("\n")
    return line if line.strip(" :.-–(|*") else above


def _around(text: str, match: re.Match[str]) -> str:
    """The line of a number, as far as it is near."""
    low, high = max(0, match.start() - _OFFICE_REACH), match.end() + _OFFICE_REACH
    start, end = text.rfind("\n", low, match.start()) + 1, text.find("\n", match.end(), high)
    return text[max(start, low) : end if end >= 0 else high].casefold()
