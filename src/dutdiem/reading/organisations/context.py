"""Which body a short form means: by the document's issuer and place, else by what was named before it in the text.

Only what stands before a mention decides on it, so that a further paragraph changes nothing above. Where two candidates
stand, none is chosen.
"""

import re
from collections import defaultdict
from typing import TypeVar

from dutdiem.reading.flat import Flat, flatten
from dutdiem.reading.model import Header
from dutdiem.reading.organisations.body import Body, Place
from dutdiem.reading.organisations.parse import Parser
from dutdiem.reading.organisations.places import provinces

_Item = TypeVar("_Item")
_LEAD = 1500
"""In a text without an issuer the first place named in its opening characters is its own."""
_SECTION = re.compile(r"(?: \([^)\n]{1,60}\))?:")


class Context:
    """What is known of the text's own place and of the bodies named so far."""

    def __init__(self, header: Header) -> None:
        self.issuer = _parsed(header.issuer)
        self.home = self._own_place(header)
        self.section: Body | None = None
        self.places: defaultdict[str, dict[str, Place]] = defaultdict(dict)
        self.provinces: dict[str, Place] = {}
        self.named: defaultdict[str, dict[str, Body]] = defaultdict(dict)

    def _own_place(self, header: Header) -> Place | None:
        """The issuer's place; of a body that only says its kind, the province of the dateline."""
        issuer = self.issuer
        if issuer is None or issuer.place or not issuer.word:
            return issuer.place if issuer else None
        place = provinces().get(re.sub(r"^(?:tp\.? ?|thành phố |tỉnh )", "", (header.place or "").lower()))
        return place if place and issuer.word in (place.word, "province", "home") else None

    def resolve(self, body: Body) -> None:
        """Gives the body its place or its full name, where they are not in doubt."""
        place = body.place
        if body.group:
            pass
        elif place is None and body.word:
            body.place = place = self._place(body)
            if place and not body.level:
                body.level = place.level
        elif body.bare:
            self._stand_in(body)
        elif place and place.level != "province" and place.province is None:
            body.place = Place(place.word, place.name, place.level, self._province())
        body.settle()

    def note(self, flat: Flat, body: Body) -> None:
        """Remembers a resolved body for the mentions after it."""
        if body.entity is None:
            return
        if not body.bare:
            if place := body.place:
                _keep(self.places[place.word], place.name, place)
                if place.level == "province" and len(self.provinces) < 2:
                    _keep(self.provinces, place.name, place)
                if self.home is None and self.issuer is None and body.begin < _LEAD and place.level == "province":
                    self.home = place
            _keep(self.named[body.type], body.entity, body)
        if body.post and _SECTION.match(flat.text, body.end) and flat.low.rfind("\n", max(0, body.start - 120), body.start) >= 0:
            self.section = body

    def _place(self, body: Body) -> Place | None:
        word = body.word
        if word == "province":
            return self._province()
        if word == "home":
            return self.home
        near = self.section.place if self.section else None
        for place in (near, self.home, self.home.province if self.home else None):
            if place and place.word == word:
                return place
        if self.home and self.issuer:
            return None
        found = self.places[word]
        return next(iter(found.values())) if len(found) == 1 else None

    def _province(self) -> Place | None:
        """The province that the text speaks of."""
        if self.home:
            return self.home if self.home.level == "province" else self.home.province
        return next(iter(self.provinces.values())) if len(self.provinces) == 1 else None

    def _stand_in(self, body: Body) -> None:
        """A bare head: the body of the section, the issuer, or the only one of its kind named before."""
        for one in (self.section, self.issuer):
            if one and one.type == body.type and one.entity:
                break
        else:
            found = list(self.named[body.type].values())
            if len(found) != 1:
                return
            one = found[0]
        body.resolved, body.place, body.level = one.name, one.place, one.level


def _keep(found: dict[str, _Item], key: str, item: _Item) -> None:
    """Two are as good as many: nothing is chosen among them."""
    if len(found) < 2:
        found.setdefault(key, item)


def _parsed(issuer: str | None) -> Body | None:
    if not issuer:
        return None
    body = Parser(flatten(issuer)).body(0, posted=False)
    if body:
        body.settle()
    return body
