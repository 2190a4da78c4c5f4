"""Numbers that identify private people: identity numbers, private phones, bank accounts.

They stop a document, with a list of the places where they stand (masked), until they are removed or a person confirms that
they are an office's own. Identity numbers: Decree 137/2015/NĐ-CP, article 13 (province, century and sex, year, six digits).
Word lists in `data/numbers.toml`.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dutdiem.reading.files.parts import Part
from dutdiem.reading.model import Page
from dutdiem.reading.refusals import Refusal

_NOT_BEFORE, _NOT_AFTER = r"(?<![\w.,/\-+])", r"(?![\w/\-]|[.,]\d)"
_TWELVE = re.compile(_NOT_BEFORE + r"0\d(?:[ .]?\d){10}" + _NOT_AFTER)
_MONEY = re.compile(r"\d{1,3}(?:\.\d{3})+")
_NINE = re.compile(_NOT_BEFORE + r"\d{3}[ .]?\d{3}[ .]?\d{3}" + _NOT_AFTER)
_MOBILE = re.compile(
    r"(?<![\w.,/\-])(?:\(?\+?84\)?[ .\-]?|0)(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)(?:[ .\-]?\d){7}" + r"(?![\w/]|[.,\-]\d)"
)
_LANDLINE = re.compile(r"(?<!\d)\(?0(?:2\d{1,2}|69)\)?[ .\-]?\d")
_ACCOUNT = re.compile(_NOT_BEFORE + r"\d(?:[ .\-]?\d){5,18}" + _NOT_AFTER)
# A stretch in which a number may lie: six digits or more, no more than two signs between them.
_RUN = re.compile(r"\d(?:[ .\-)]{0,2}\d){5,40}")
_BEFORE, _AFTER = 2, 3
_MOST = 1_000
_DIGIT = re.compile(r"\d")
_LABEL_REACH = 40
_OFFICE_REACH = 90
_SHOWN_DIGITS = 2
_SAID_PLACES = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number stands: `page` and `line` count from one; None where the number is outside of the text."""

    kind: str
    page: int | None
    line: int | None
    masked: str

    def says(self) -> str:
        where = "ngoài phần thân văn bản" if self.line is None else f"dòng {self.line}"
        return f"{f'trang {self.page}, ' if self.page else ''}{where}: {self.kind} {self.masked}"


class PersonalNumbers(Refusal):
    """A document with numbers that look like private people's; `places` says where."""

    def __init__(self, places: tuple[Place, ...], says: str) -> None:
        super().__init__("personal_numbers", says)
        self.places = places

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return type(self), (self.places, self.says)

    def places_json(self) -> list[dict[str, Any]]:
        return [asdict(place) for place in self.places]

    @classmethod
    def of_json(cls, places: list[dict[str, Any]], says: str) -> "PersonalNumbers":
        return cls(tuple(Place(**place) for place in places), says)


def check_personal_numbers(text: str, pages: Iterable[Page], parts: Iterable[Part], name: str) -> None:
    """Raises `PersonalNumbers` where the text or a part outside of it holds such numbers."""
    places = [*_places(text, tuple(pages)), *_places_outside(text, parts)]
    if not places:
        return
    listed = "; ".join(place.says() for place in places[:_SAID_PLACES]) + ("; …" if len(places) > _SAID_PLACES else "")
    says = (
        f"Tệp “{name}” có {len(places)} số có thể là của cá nhân ({listed}): "
        "xóa các số đó khỏi tệp, hoặc xác nhận đó là số của cơ quan rồi gửi lại."
    )
    raise PersonalNumbers(tuple(places), says)


def _places(text: str, pages: tuple[Page, ...]) -> list[Place]:
    starts = [page.start for page in pages]
    line, counted = 1, 0
    found = []
    for start, kind, number in sorted(personal_numbers(text)):
        line += text.count("\n", counted, start)
        counted = start
        page = bisect_right(starts, start) if starts else None
        found.append(Place(kind, page, line, masked(number)))
    return found


def _places_outside(text: str, parts: Iterable[Part]) -> Iterator[Place]:
    """Numbers in boxes, margins and attachments that do not stand in the text as well."""
    for part in (part for part in parts if part.text != text):
        for _, kind, number in personal_numbers(part.text):
            if number not in text:
                yield Place(kind, None, None, masked(number))


def masked(number: str) -> str:
    """All digits but the last two hidden."""
    hidden = len(_DIGIT.findall(number)) - _SHOWN_DIGITS
    return _DIGIT.sub("*", number, count=hidden)


def personal_numbers(text: str) -> list[tuple[int, str, str]]:
    """(start, kind, number as written) of each in order, no two over one another; at most `_MOST` of them."""
    found: list[tuple[int, str, str]] = []
    for run in _RUN.finditer(text):
        found += _numbers_in(text, max(0, run.start() - _BEFORE), run.end() + _AFTER)
        if len(found) >= _MOST:
            break
    return found[:_MOST]


def _numbers_in(text: str, start: int, end: int) -> list[tuple[int, str, str]]:
    """Those within a run of digits. What is one kind of number is no other."""
    found: list[tuple[int, str, str]] = []
    taken: list[tuple[int, int]] = []
    for kind, matches in _KINDS.items():
        for match in matches(text, start, end):
            if not any(match.start() < until and begun < match.end() for begun, until in taken):
                taken.append(match.span())
                found.append((match.start(), kind, match.group()))
    return sorted(found)


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    lists = tomllib.loads(files("dutdiem.reading.guards").joinpath("data/numbers.toml").read_text("utf-8"))
    return {key: tuple(words.split() if isinstance(words, str) else words) for key, words in lists.items()}


def _identities(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    for match in _TWELVE.finditer(text, start, end):
        digits = "".join(_DIGIT.findall(match.group()))
        valid = digits[:3] in _lists()["provinces"] and digits[3] in "0123"
        if valid and not _MONEY.fullmatch(match.group()) and not _says(_before(text, match, _LABEL_REACH), "not_identity"):
            yield match


def _old_identities(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    return (match for match in _NINE.finditer(text, start, end) if _says(_before(text, match, _LABEL_REACH), "identity_labels"))


def _mobiles(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """A mobile number beside a landline or a word of an office is the office's."""
    for match in _MOBILE.finditer(text, start, end):
        line = _around(text, match)
        if not _says(line, "office_phone") and not _LANDLINE.search(line):
            yield match


def _accounts(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    for match in _ACCOUNT.finditer(text, start, end):
        labelled = _says(_before(text, match, _LABEL_REACH), "account_labels")
        if labelled and not _MONEY.fullmatch(match.group()) and not _says(_around(text, match), "office_account"):
            yield match


_KINDS: dict[str, Callable[[str, int, int], Iterator[re.Match[str]]]] = {
    "số định danh cá nhân": _identities,
    "số chứng minh nhân dân": _old_identities,
    "số điện thoại di động": _mobiles,
    "số tài khoản": _accounts,
}


def _before(text: str, match: re.Match[str], reach: int) -> str:
    """The words before a number, back to the number before it."""
    words = text[max(0, match.start() - reach) : match.start()]
    return _DIGIT.split(words)[-1].casefold()


def _around(text: str, match: re.Match[str]) -> str:
    """The line of a number, as far as it is near."""
    start = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _OFFICE_REACH)
    end = text.find("\n", match.end())
    return text[start : min(end if end >= 0 else len(text), match.end() + _OFFICE_REACH)].casefold()


def _says(words: str, which: str) -> bool:
    return any(word in words for word in _lists()[which])
