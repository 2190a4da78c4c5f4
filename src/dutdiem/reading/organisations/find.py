"""Finds the mentions of bodies and offices, in one pass over the trigger words.

Names follow Decree 30/2020/NĐ-CP, annex II; short forms are those of everyday official texts ("UBND tỉnh", "CATP", "Cục C06").
An office before a body's name belongs to the mention ("Giám đốc Công an tỉnh"), the name of who holds it never.
"""

import re
from functools import cache

from dutdiem.reading.flat import Flat, flatten
from dutdiem.reading.model import Header
from dutdiem.reading.organisations import words
from dutdiem.reading.organisations.aliases import Aliases
from dutdiem.reading.organisations.body import Body
from dutdiem.reading.organisations.context import Context
from dutdiem.reading.organisations.parse import Parser
from dutdiem.reading.triggers import ORGANISATION, Hit, triggers

_JOINED = re.compile(r"(?<!\w)(?:(?:phó|quyền) )?(?:trưởng|chánh) $")
_REACH = 40
_BOUND = frozenset("-/&.")
"""A word right after one of these is a part of a document's symbol or of an address."""
_NAMED_ONLY = frozenset({"viện", "vụ", "hội", "phòng"})
"""Heads that are ordinary words too ("Viện dẫn", "Phòng ngừa"): the next syllable must be a capital."""
_ABBREVIATIONS = frozenset({"ubnd", "hđnd", "tand", "vksnd", "ubmttq", "ubmttqvn", "mttq", "bhxh", "catp"})
_OF_JOINED = frozenset({"phòng", "ban", "văn phòng"})
_SPECIAL = _OF_JOINED | {"catp", "thường trực"}


@cache
def _tables() -> tuple[frozenset[str], frozenset[str], tuple[re.Pattern[str], frozenset[str]], frozenset[str]]:
    """Codes, groups, offices and the two letters that offices end with; made once a process."""
    posts = words.posts()
    return (
        frozenset(words.codes()),
        frozenset(words.group_heads()) | {"cơ quan"},
        posts,
        frozenset(ending[-2:] for ending in posts[1]),
    )


class OrganisationFinder:
    """Reads one text; hits in the text's order."""

    def __init__(self, flat: Flat, header: Header) -> None:
        self.flat, self.text, self.low = flat, flat.text, flat.low
        self.parser, self.context, self.aliases = Parser(flat), Context(header), Aliases(flat)
        self.codes, self.groups, self.posts, self.last_letters = _tables()

    def find(self, hits: list[Hit]) -> list[Body]:
        """The bodies in order; a name inside another's is no mention of its own."""
        found: list[Body] = []
        text, low, last = self.text, self.low, 0
        for start, end, word in hits:
            if start < last or (start and text[start - 1] in _BOUND):
                continue
            if text[start].isupper():
                body = self._capital(start, end, word)
            elif word in self.groups and (low.startswith("các ", start - 4) or word == "cơ quan"):
                body = self._posted(self.parser.group(start))
            elif word in _OF_JOINED and low[start - 2 : start] in ("g ", "h "):
                body = self._office(start, word)
            else:
                continue
            if body is not None and body.start >= last:
                self.context.resolve(body)
                self.aliases.introduce(body)
                self.context.note(self.flat, body)
                found.append(body)
                last = body.end
        return self.aliases.among(found)

    def _capital(self, start: int, end: int, word: str) -> Body | None:
        """A body whose head is written as one; names all in capitals stand in letterheads and headings and are passed over."""
        text = self.text
        if word in self.codes:
            return self._code(start, end, word)
        if text[start + 1 : start + 2].isupper() and word not in _ABBREVIATIONS:
            return None
        if word in _NAMED_ONLY and not text[end + 1 : end + 2].isupper():
            return None
        if self.aliases.lengths and (body := self.aliases.at(start)):
            return body
        if word in self.groups or word in _SPECIAL:
            return self._office(start, word)
        office = self._post_before(start)
        return self._opened(self.parser.body(start, posted=office is not None, word=word), office)

    def _office(self, start: int, word: str) -> Body | None:
        """Where a group may begin, the office be a part of the head, or the body be named by an abbreviation alone."""
        if word == "catp":
            return self._posted(self._city_police(start))
        if self.low.startswith("các ", start - 4) and (group := self.parser.group(start)):
            return self._posted(group)
        office = self._post_before(start)
        if word in _OF_JOINED and (opens := self._joint_before(start)) is not None and (office is None or office >= opens):
            return self._joined(start, opens, word)
        if not self.text[start].isupper() or (office is not None and word == "thường trực"):
            return None
        return self._opened(self.parser.body(start, posted=office is not None, word=word), office)

    def _joint_before(self, start: int) -> int | None:
        """Where "Trưởng", "Chánh" right before a head begins, with "Phó" before it."""
        if self.low[start - 2 : start] not in ("g ", "h "):
            return None
        before = self.low[max(0, start - _REACH) : start]
        joined = _JOINED.search(before)
        return start - len(before) + joined.start() if joined else None

    def _post_before(self, start: int) -> int | None:
        """Where the office that ends right before `start` begins."""
        low = self.low
        if start < 4 or low[start - 1] != " " or low[start - 3 : start - 1] not in self.last_letters:
            return None
        pattern, endings = self.posts
        word = low[max(low.rfind(" ", 0, start - 1), low.rfind("\n", start - 10, start)) + 1 : start - 1]
        if word not in endings and word.lstrip('(“"') not in endings:
            return None
        before = low[max(0, start - _REACH) : start]
        match = pattern.search(before)
        return start - len(before) + match.start() if match else None

    def _posted(self, body: Body | None) -> Body | None:
        return self._opened(body, self._post_before(body.begin)) if body else None

    def _opened(self, body: Body | None, office: int | None) -> Body | None:
        if body and office is not None:
            body.start, body.post = office, self.text[office : body.begin].strip()
        return body

    def _joined(self, start: int, office: int, word: str) -> Body | None:
        """ "Trưởng phòng Tham mưu": the office's last word is the body's head."""
        body = self.parser.body(start, posted=True)
        if body is None:
            return None
        body.start, body.post = office, self.text[office : start + len(word)]
        body.head = body.head[:1].upper() + body.head[1:]
        return body

    def _code(self, start: int, end: int, word: str) -> Body | None:
        """ "C06", "Cục C06", "PC06": a unit by its code."""
        if end < len(self.text) and self.text[end] in "-/" and word not in ("bca", "vpcp"):
            return None
        if not self.text[start:end].isupper():
            return None
        if word in words.provincial():
            return self._posted(self.parser.provincial(start, end, word))
        return self._posted(self.parser.body(start, posted=False))

    def _city_police(self, start: int) -> Body:
        """ "CATP": the police of the text's own city."""
        body = Body(start, start + 4, "Công an", "công an", "province")
        body.word = "thành phố"
        named = self.parser.city_after(start + 4)
        if named:
            body.end, body.place = named
        return body


def body_named(words: str, header: Header) -> Body | None:
    """The body that a few words of a document with that header open with: the lead of a task ("Giám đốc Công an tỉnh")."""
    flat = flatten(words)
    found = OrganisationFinder(flat, header).find(triggers(flat.low)[ORGANISATION])
    return found[0] if found and found[0].start == 0 else None
