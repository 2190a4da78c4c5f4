"""What a mention of a body says: its own words first, then what the resolution made of them."""

from dataclasses import dataclass, field

from dutdiem.reading.model import Json


@dataclass(frozen=True, slots=True)
class Place:
    """A place with the word of its kind: ("tỉnh", "Bắc Ninh", "province"); `province` where it lies in one that is known."""

    word: str
    name: str
    level: str
    province: "Place | None" = None
    full: str = field(init=False)
    """As in a sentence; the one city whose own name begins with the word is written "Thành phố Hồ Chí Minh"."""

    def __post_init__(self) -> None:
        full = f"Thành phố {self.name}" if self.name == "Hồ Chí Minh" else f"{self.word} {self.name}"
        object.__setattr__(self, "full", full)


class Body:
    """A mention (flat offsets); `start` is that of the office where one is named, `begin` that of the body's own name.

    What is not said stays as the class has it: most are made and given up again, and making one has to be cheap.
    """

    start: int
    end: int
    begin: int
    head: str
    """The name without its place: "Ủy ban nhân dân", "Ban Thường vụ Tỉnh ủy", "Sở Y tế", "Bộ Công an"."""
    type: str
    level: str | None = None
    word: str = ""
    """The kind of the place that the body is of ("tỉnh"); "province" or "home" where its head implies one ("Sở Y tế", "UBND")."""
    place: Place | None = None
    post: str | None = None
    group: bool = False
    unique: bool = False
    """Whether the head alone tells the body: "Bộ Công an", but not "Phòng Tham mưu"."""
    bare: bool = False
    """Whether it only stands for a body named elsewhere: "Cục", "Ban Chỉ đạo"."""
    committee: bool = False
    """Whether the place follows without its word: "Tỉnh ủy Bắc Ninh"."""
    resolved: str = ""
    """The full name that a bare head was resolved to."""
    name: str = ""
    """The fullest name that is known."""
    entity: str | None = None
    """One id for all mentions of one body; None for groups and where it is not unique."""

    def __init__(self, start: int, end: int, head: str, type_: str, level: str | None = None) -> None:
        self.start = self.begin = start
        self.end = end
        self.head = head
        self.type = type_
        self.level = level

    def settle(self) -> None:
        """Sets name and entity from what is known now."""
        self.name = self._named()
        known = self.resolved or self.place is not None or (self.unique and not self.word)
        self.entity = self.name.lower() if known and not self.group else None

    def _named(self) -> str:
        if self.resolved or self.group:
            return self.resolved or self.head
        if self.place is None:
            return self.head if self.committee or self.word in ("", "province", "home") else f"{self.head} {self.word}"
        if self.committee and self.place.name != "Hồ Chí Minh":
            return f"{self.head} {self.place.name}"
        return f"{self.head} {self.place.full}"

    def facts(self) -> Json:
        """name, type, level, place, province, post, entity; `group` where it is many. Nothing of any person."""
        place = self.place
        province = place.province if place and place.level != "province" else place
        facts: Json = {
            "name": self.name,
            "type": self.type,
            "level": self.level,
            "place": place.name if place else None,
            "province": province.full if province else None,
            "post": self.post,
            "entity": self.entity,
        }
        if self.group:
            facts["group"] = True
        return facts
