"""From a place in the text where a body's head stands to what the words there say of it; one anchored pattern after another."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from dutdiem.reading.flat import Flat
from dutdiem.reading.organisations import words
from dutdiem.reading.organisations.body import Body, Place
from dutdiem.reading.organisations.places import group_after, levels, place_after
from dutdiem.reading.vocabulary import vocabulary

_Match = Callable[..., re.Match[str] | None]
_PLACE_BEFORE = tuple(f"{kind} " for kind in levels())


@dataclass(frozen=True, slots=True)
class Tables:
    """The matchers and tables of `words`, at hand: a text asks them thousands of times."""

    known_at: _Match
    local_at: _Match
    committee_at: _Match
    part_at: _Match
    named_at: _Match
    bare_at: _Match
    function_at: _Match
    unfinished_at: _Match
    tails: tuple[_Match, _Match]
    known: dict[str, words.Known]
    local: dict[str, tuple[str, str]]
    heads: dict[str, tuple[str, str, str]]
    kinds: dict[str, frozenset[str]]


@cache
def tables() -> Tables:
    """Made once a process."""
    return Tables(
        words.known_pattern().match,
        words.local_pattern().match,
        words.committee_pattern().match,
        words.parts_pattern().match,
        words.named_pattern().match,
        words.bare_pattern().match,
        words.functions_pattern().match,
        words.unfinished().match,
        (words.tail_pattern(posted=False).match, words.tail_pattern(posted=True).match),
        words.known(),
        words.local(),
        words.heads_named(),
        words.kinds(),
    )


class Parser:
    """Reads the bodies of one text."""

    def __init__(self, flat: Flat) -> None:
        self.flat, self.text, self.low = flat, flat.text, flat.low
        self.table = tables()
        self.kinds = self.table.kinds
        self.ways = _ways()

    def body(self, at: int, *, posted: bool, word: str = "") -> Body | None:
        """The body whose name begins at `at`; with an office before it, the officer's name may follow.

        The trigger's `word`, where known, spares the patterns that cannot begin with it.
        """
        for way in self.ways.get(word, _EVERY):
            if body := way(self, at, posted):
                return body
        return None

    @staticmethod
    def provincial(at: int, end: int, code: str) -> Body:
        """A unit of the provincial police by its code ("PC06")."""
        body = Body(at, end, f"{words.provincial()[code]} Công an", "phòng", "province")
        body.word = "province"
        return body

    def city_after(self, at: int) -> tuple[int, Place] | None:
        """Where the city's name right after an abbreviation ends: "CATP Hà Nội"."""
        found = place_after(self.flat, at, posted=True)
        return (found[0], found[2]) if found and found[2] and found[2].word == "thành phố" else None

    def group(self, at: int) -> Body | None:
        """ "(các) sở, ban, ngành" from the first kind on; a kind that is one only in a list is none alone."""
        match = words.group_pattern().match(self.low, at)
        if not match:
            return None
        kind = next((head for head in words.group_heads() if match.group().startswith(head)), None)
        ranked = match.group().startswith("cơ quan ngang bộ")
        if kind is None and not ranked:
            return None
        if kind in vocabulary("organisations")["forms"]["group_in_list"] and "," not in match.group() and "và" not in match.group():
            return None
        start = at - 4 if self.low[max(0, at - 4) : at] == "các " else at
        level = "ministry" if ranked else words.group_heads()[kind or ""] or None
        body = Body(start, match.end(), self.text[start : match.end()], kind or "cơ quan ngang bộ", level)
        body.group = True
        return body

    def _local(self, at: int, posted: bool) -> Body | None:
        """A head that takes a place; alone only the committees and councils, which every place has one of."""
        match = self.table.local_at(self.low, at)
        if not match:
            return None
        head, kind = self.table.local[match.group()]
        body = Body(at, match.end(), head, kind)
        if self._placed(body, posted=posted):
            return body
        if kind in self.kinds["everywhere"]:
            body.word = "home"
            return body
        return None

    def _placed(self, body: Body, *, posted: bool) -> bool:
        """Whether a place or a group of places follows; the body takes it."""
        if self.low[body.end : body.end + 1] != " ":
            return False
        if many := group_after(self.flat, body.end):
            body.head += self.text[body.end : many[0]]
            body.end, body.level, body.group = many[0], many[1], True
            return True
        found = place_after(self.flat, body.end, posted=posted)
        if not found:
            return False
        body.end, body.word, body.place = found
        body.level = body.place.level if body.place else levels()[body.word]
        return True

    def _known(self, at: int, posted: bool) -> Body | None:
        match = self.table.known_at(self.low, at)
        if not match:
            return None
        one = self.table.known[match.group()]
        body = Body(at, match.end(), one.name, one.type, one.level)
        body.post, body.unique = one.post, True
        return body

    def _committee(self, at: int, posted: bool) -> Body | None:
        """ "Tỉnh ủy Bắc Ninh"; "Tỉnh ủy, Thành ủy" is every one of them."""
        match = self.table.committee_at(self.low, at)
        if not match:
            return None
        head, word = words.committees()[match.group()]
        body = Body(at, match.end(), head, head.lower(), levels()[word])
        body.word, body.committee = word, True
        joint = self.low[body.end : body.end + 2] == ", "
        if joint and (other := self.table.committee_at(self.low, body.end + 2)):
            many = group_after(self.flat, other.end())
            body.end = many[0] if many else other.end()
            body.head, body.group = self.text[at : body.end], True
            return body
        if (found := place_after(self.flat, body.end, posted=posted)) and found[2]:
            body.end, _, body.place = found
        return body

    def _part(self, at: int, posted: bool) -> Body | None:
        """ "Ban Thường vụ Tỉnh ủy", "Đảng ủy Công an tỉnh", "Thường trực HĐND xã"."""
        match = self.table.part_at(self.low, at)
        return self._owned(at, match.end(), "", posted=posted) if match else None

    def _owned(self, at: int, end: int, kind: str, *, posted: bool) -> Body | None:
        """The body of a larger one whose name follows at `end`; its level and place are the larger one's."""
        owner = self.body(end + 1, posted=posted) if self.text[end : end + 1] == " " and self._capital(end + 1) else None
        if owner is None or owner.bare or owner.post:
            return None
        owner.type = kind or words.modern(self.low[at:end])
        owner.head = f"{words.spelled_out(self.text[at:end])} {owner.head}"
        owner.start = owner.begin = at
        return owner

    def _capital(self, at: int) -> bool:
        return at < len(self.text) and self.text[at].isupper()

    def _named(self, at: int, posted: bool) -> Body | None:
        """ "Sở Nội vụ", "Cục Cảnh sát biển", "Phòng Tham mưu Công an tỉnh", or a head alone that stands for a body named before."""
        bare, head = self.table.bare_at(self.low, at), self.table.named_at(self.low, at)
        if not head:
            return self._bare(at, bare.end()) if bare else None
        name, kind, level = self.table.heads[head.group()]
        body = Body(at, head.end(), name, kind, level or None)
        end = self._function(body.end, kind, posted=posted)
        if end is None or (bare and bare.end() >= end):
            return self._bare(at, bare.end()) if bare else self._of_place(body, posted=posted)
        if kind in self.kinds["like_places"] and self._a_place(at, head.end() + 1, end):
            return None
        return self._with_function(body, end, posted=posted)

    def _function(self, at: int, kind: str, *, posted: bool) -> int | None:
        """Where the function or proper name after a head ends. After an office a long run of capitals may be the officer's name."""
        if not self._capital(at + 1):
            return None
        found = self.table.function_at(self.low, at) or self.table.tails[posted](self.text, at)
        if found is None and posted and kind in self.kinds["own_name"]:
            found = self.table.tails[False](self.text, at)
            if found and found.group().count(" ") > 2:
                return None
        return found.end() if found else None

    def _with_function(self, body: Body, end: int, *, posted: bool) -> Body:
        said = self.text[body.end : end]
        if body.type in self.kinds["owned"] and (owned := self._owned(body.begin, end, body.type, posted=posted)):
            return owned
        body.end = end
        body.head += words.spelled_out(said)
        body.unique = body.type in self.kinds["unique"] and self._ended(body, said)
        return self._of_place(body, posted=posted) or self._canonical(body, said[1:].lower())

    def _ended(self, body: Body, said: str) -> bool:
        """Whether the name is known to end here: no further small syllable may belong to it."""
        whole = body.type == "bộ" or said[-2:].isupper() or said.endswith("Việt Nam")
        return whole or said[1:].lower() in words.functions() or not self.table.unfinished_at(self.low, body.end)

    def _a_place(self, at: int, start: int, end: int) -> bool:
        """One capital syllable after such a head ("Đoàn Kết"), or the kind of a place before it ("xã Hội Thịnh")."""
        said = self.text[start:end]
        before = self.low[max(0, at - 12) : at]
        return before.endswith(_PLACE_BEFORE) or (" " not in said and not said.isupper())

    def _of_place(self, body: Body, *, posted: bool) -> Body | None:
        return body if body.type in self.kinds["placed"] and self._placed(body, posted=posted) else None

    def _canonical(self, body: Body, said: str) -> Body:
        """A body known by a fuller spelling or its code takes its name; a department of a province belongs to that of the text."""
        if said in words.provincial():
            return self.provincial(body.begin, body.end, said)
        if one := self.table.known.get(body.head.lower()) or (self.table.known.get(said) if said[-1].isdigit() else None):
            body.head, body.level, body.unique = one.name, one.level, True
        elif body.type == "sở":
            body.word = "province"
        return body

    def _bare(self, at: int, end: int) -> Body | None:
        head = words.modern(self.text[at:end])
        if " " not in head and (at < 2 or self.text[at - 1] != " " or self.text[at - 2] in ".!?:;-–+"):
            return None
        kind, level = self.table.heads.get(head.lower(), (head, head.lower(), ""))[1:]
        kind = next((whole for whole in self.kinds["standing"] if kind.startswith(whole)), kind)
        body = Body(at, end, head, kind, level or None)
        body.bare = True
        return body


_Way = Callable[[Parser, int, bool], Body | None]
_EVERY: tuple[_Way, ...] = (Parser._local, Parser._known, Parser._part, Parser._committee, Parser._named)


@cache
def _ways() -> dict[str, tuple[_Way, ...]]:
    """The ways of writing that may begin with a trigger's word: with a form whose longest trigger it is, or a shorter one."""
    triggers = [*vocabulary("organisations")["triggers"], *words.codes()]
    ways = dict(zip(_EVERY, words.forms_of_ways(), strict=True))
    longest = {
        way: {max((word for word in triggers if form.startswith(word)), key=len, default="") for form in forms}
        for way, forms in ways.items()
    }
    return {
        word: tuple(way for way in _EVERY if word in longest[way] or any(word.startswith(form) for form in ways[way]))
        for word in triggers
    }
