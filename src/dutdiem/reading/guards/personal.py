"""A document with numbers of private people is stopped, with a list of the places where they stand (masked).

They are to be removed, or a person confirms that they are an office's own.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from dutdiem.reading.files.parts import Part
from dutdiem.reading.guards.numbers import personal_numbers
from dutdiem.reading.guards.written import digits_of
from dutdiem.reading.model import Page
from dutdiem.reading.refusals import Refusal

_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[A-Za-z]")
_SHOWN_DIGITS = 2
_SAID_PLACES = 12


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
    listed = "; ".join(place.says() for place in places[:_SAID_PLACES])
    more = f"; và {len(places) - _SAID_PLACES} chỗ khác" if len(places) > _SAID_PLACES else ""
    says = (
        f"Tệp “{name}” có {len(places)} số có thể là của cá nhân ({listed}{more}): "
        "xóa các số đó khỏi tệp; nếu đều là số của cơ quan thì xác nhận (--allow-office-numbers) rồi gửi lại."
    )
    raise PersonalNumbers(tuple(places), says)


def _places(text: str, pages: tuple[Page, ...]) -> list[Place]:
    starts = [page.start for page in pages]
    line, counted = 1, 0
    found = []
    for number in personal_numbers(text):
        line += text.count("\n", counted, number.start)
        counted = number.start
        page = bisect_right(starts, number.start) if starts else None
        found.append(Place(number.kind, page, line, masked(number.written)))
    return found


def _places_outside(text: str, parts: Iterable[Part]) -> Iterator[Place]:
    """Numbers in boxes, margins and attachments that do not stand in the text as well."""
    met = {digits_of(number.written) for number in personal_numbers(text)}
    for part in (part for part in parts if part.text != text):
        for number in personal_numbers(part.text):
            if (digits := digits_of(number.written)) not in met:
                met.add(digits)
                yield Place(number.kind, None, None, masked(number.written))


def masked(number: str) -> str:
    """All digits but the last two hidden, and a letter among them."""
    hidden = len(_DIGIT.findall(number)) - _SHOWN_DIGITS
    return _LETTER.sub("*", _DIGIT.sub("*", number, count=hidden))
