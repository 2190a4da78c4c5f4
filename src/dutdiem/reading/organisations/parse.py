"""From a place in the text where a body's head stands to what the words there say of it; one anchored pattern after another."""

from typing import Protocol

from dutdiem.reading.flat import Flat
from dutdiem.reading.organisations import words
from dutdiem.reading.organisations.body import Body, Place
from dutdiem.reading.organisations.places import group_after, levels, place_after
from dutdiem.reading.vocabulary import vocabulary

_OWNED = frozenset({"phòng", "ban", "văn phòng", "trung tâm", "vụ", "thường trực", "hội đồng", "đảng đoàn", "cơ quan điều tra", "đoàn"})
_PLACED = frozenset({"sở", "chi cục", "trung tâm", "ban", "hội", "liên đoàn", "bệnh viện", "trường chính trị", "cục", "đoàn"})
_OWN_NAME = frozenset({"bệnh viện", "trường", "trường cao đẳng", "học viện", "tập đoàn", "tổng công ty"})
_WHOLE = ("ban chỉ đạo", "ban quản lý")
_EVERYWHERE = frozenset({"ủy ban nhân dân", "hội đồng nhân dân", "đoàn đại biểu quốc hội"})
_SPELLED = frozenset({"hội", "đoàn", "vụ", "ban", "phòng", "viện"})
"""Heads that also open the names of places ("xã Hội Phú"): what follows must not look like one."""
_PLACE_BEFORE = tuple(f"{kind} " for kind in ("xã", "phường", "thị trấn", "huyện", "quận", "tỉnh", "thành phố"))
_UNIQUE = frozenset({"bộ", "cục", "tổng cục", "ủy ban", *_OWN_NAME})


class _Way(Protocol):
    def __call__(self, at: int, *, posted: bool) -> Body | None: ...


class Parser:
    """Reads the bodies of one text."""

    def __init__(self, flat: Flat) -> None:
        self.flat, self.text, self.low = flat, flat.text, flat.low
        self.known_at, self.local_at, self.committee_at = (
            pattern.match for pattern in (words.known_pattern(), words.local_pattern(), words.committee_pattern())
        )
        self.part_at, self.named_at, self.bare_at, self.function_at = (
            pattern.match
            for pattern in (words.parts_pattern(), words.named_pattern(), words.bare_pattern(), words.functions_pattern())
        )
        self.tails = (words.tail_pattern(posted=False).match, words.tail_pattern(posted=True).match)
        self.known, self.local, self.heads = words.known(), words.local(), words.heads_named()
        self.every: tuple[_Way, ...] = (self._local, self._known, self._part, self._committee, self._named)
        self.ways: dict[str, tuple[_Way, ...]] = {
            **dict.fromkeys(("bộ", "cục", "tổng cục", "vụ"), (self._known, self._named)),
            **dict.fromkeys(("chính phủ", "thủ tướng", "phó thủ tướng", "quốc hội", "tổng bí thư"), (self._known,)),
            **dict.fromkeys(("công an", "ubnd", "hđnd"), (self._local,)),
            **dict.fromkeys(words.committees(), (self._committee,)),
            "sở": (self._named,),
        }

    def body(self, at: int, *, posted: bool, word: str = "") -> Body | None:
        """The body whose name begins at `at`; with an office before it, the officer's name may follow.

        The trigger's `word`, where known, spares the patterns that cannot begin with it.
        """
        for way in self.ways.get(word, self.every):
            if body := way(at, posted=posted):
                return body
        return None

    @staticmethod
    def provincial(at: int, end: int, code: str) -> Body:
        """A unit of the provincial police by its code ("PC06")."""
        return Body(at, end, at, f"{words.provincial()[code]} Công an", "phòng", "province", "province")

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
        return Body(start, match.end(), start, self.text[start : match.end()], kind or "cơ quan ngang bộ", level, group=True)

    def _local(self, at: int, *, posted: bool) -> Body | None:
        """A head that takes a place; alone only the committees and councils, which every place has one of."""
        match = self.local_at(self.low, at)
        if not match:
            return None
        head, kind = self.local[match.group()]
        body = Body(at, match.end(), at, head, kind)
        if self._placed(body, posted=posted):
            return body
        if kind in _EVERYWHERE:
            body.word = "home"
            return body
        return None

    def _placed(self, body: Body, *, posted: bool) -> bool:
        """Whether a place or a group of places follows; the body takes it."""
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

    def _known(self, at: int, *, posted: bool) -> Body | None:
        match = self.known_at(self.low, at)
        if not match:
            return None
        one = self.known[match.group()]
        return Body(at, match.end(), at, one.name, one.type, one.level, post=one.post, unique=True)

    def _committee(self, at: int, *, posted: bool) -> Body | None:
        """ "Tỉnh ủy Bắc Ninh"; "Tỉnh ủy, Thành ủy" is every one of them."""
        match = self.committee_at(self.low, at)
        if not match:
            return None
        head, word = words.committees()[match.group()]
        body = Body(at, match.end(), at, head, head.lower(), levels()[word], word, committee=True)
        joint = self.low[body.end : body.end + 2] == ", "
        if joint and (other := self.committee_at(self.low, body.end + 2)):
            many = group_after(self.flat, other.end())
            body.end = many[0] if many else other.end()
            body.head, body.group = self.text[at : body.end], True
            return body
        if (found := place_after(self.flat, body.end, posted=posted)) and found[2]:
            body.end, _, body.place = found
        return body

    def _part(self, at: int, *, posted: bool) -> Body | None:
        """ "Ban Thường vụ Tỉnh ủy", "Đảng ủy Công an tỉnh", "Thường trực HĐND xã"."""
        match = self.part_at(self.low, at)
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

    def _named(self, at: int, *, posted: bool) -> Body | None:
        """ "Sở Nội vụ", "Cục Cảnh sát biển", "Phòng Tham mưu Công an tỉnh", or a head alone that stands for a body named before."""
        bare = self.bare_at(self.low, at)
        head = self.named_at(self.low, at)
        if not head:
            return self._bare(at, bare.end()) if bare else None
        name, kind, level = self.heads[head.group()]
        tail = (self._capital(head.end() + 1) and self.function_at(self.low, head.end())) or self.tails[posted and kind not in _OWN_NAME](self.text, head.end())
        if posted and kind in _OWN_NAME and tail and len(tail.group().split()) > 2:
            return None
        if tail is None or (bare and bare.end() >= tail.end()):
            return self._bare(at, bare.end()) if bare else self._placed_named(Body(at, head.end(), at, name, kind, level or None), posted=posted)
        if kind in _SPELLED and self._a_place(at, tail.start(), tail.end()):
            return None
        said = self.text[tail.start() : tail.end()]
        ended = kind == "bộ" or said[-2:].isupper() or said.endswith("Việt Nam")
        whole = kind in _UNIQUE and (ended or not words.unfinished().match(self.low, tail.end()))
        body = Body(at, tail.end(), at, name + words.spelled_out(said), kind, level or None, unique=whole)
        if kind in _OWNED and (owned := self._owned(at, tail.end(), kind, posted=posted)):
            return owned
        return self._placed_named(body, posted=posted) or self._canonical(body, said[1:].lower())

    def _a_place(self, at: int, start: int, end: int) -> bool:
        """Two capital syllables ("Đoàn Kết"), or any after the kind of a place ("xã Hội Thịnh")."""
        said = self.text[start + 1 : end]
        before = self.low[max(0, at - 12) : at]
        return before.endswith(_PLACE_BEFORE) or (" " not in said and not said.isupper() and not said == "Thuế")

    def _placed_named(self, body: Body, *, posted: bool) -> Body | None:
        if body.type in _PLACED and body.type != "ban" and self._placed(body, posted=posted):
            return body
        return None

    def _canonical(self, body: Body, said: str) -> Body:
        """A body known by a fuller spelling or its code takes its name; a department of a province belongs to that of the text."""
        if said in words.provincial():
            return self.provincial(body.begin, body.end, said)
        if one := self.known.get(body.head.lower()) or (self.known.get(said) if said[-1].isdigit() else None):
            body.head, body.level, body.unique = one.name, one.level, True
        elif body.type == "sở":
            body.word = "province"
        return body

    def _bare(self, at: int, end: int) -> Body | None:
        head = words.modern(self.text[at:end])
        if " " not in head and (at < 2 or self.text[at - 1] != " " or self.text[at - 2] in ".!?:;-–+"):
            return None
        kind, level = self.heads.get(head.lower(), (head, head.lower(), ""))[1:]
        kind = next((whole for whole in _WHOLE if kind.startswith(whole)), kind)
        return Body(at, end, at, head, kind, level or None, bare=True)
