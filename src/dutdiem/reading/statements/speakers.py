"""Who speaks in a report, and for which body: "Thượng tá Đặng Ngọc Sửu, Trưởng phòng Cảnh sát cơ động, hứa: “Chúng tôi sẽ …”".

Reports name a speaker once with the office, and later as "đồng chí", "ông", "tôi", "chúng tôi". A person who asks is named; what
"chúng tôi" undertake, the body undertakes (the corpus's guidelines).
"""

import re
from collections.abc import Iterator

from dutdiem.reading.letters import LOWER, UPPER

_TITLES = (
    r"[ĐđTtÔôBbCcAa](?:(?<=[Đđ])(?:ại (?:tướng|tá|úy)|ồng chí)|(?<=[Tt])(?:hượng|rung|hiếu) (?:tướng|tá)|(?<=[Ôô])ng|(?<=[Bb])à"
    r"|(?<=[Cc])hị|(?<=[Aa])nh)"
)
"""It begins with one class of letters, so that it is looked for fast."""
_NAME = rf"[{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]*){{1,4}}"
_PERSON = re.compile(rf"(?:{_TITLES}|TS|PGS\.? ?TS|GS\.? ?TS)[.,]? ({_NAME})")
_OFFICE_BEGINS = (
    r"(?:Phó |Quyền )?(?:Bí thư|Chủ tịch|Giám đốc|Tổng [Gg]iám đốc|Trưởng|Cục trưởng|Vụ trưởng|Viện trưởng|Hiệu trưởng|Chánh"
    r"|Tư lệnh|Chính ủy|Giám thị|Chủ nhiệm|Đội trưởng|Hạt trưởng|Trạm trưởng|Chỉ huy|Thủ trưởng)"
)
_OFFICE = rf"{_OFFICE_BEGINS} ?[^,;:.()\n“\"]{{3,80}}"
_OFFICES = tuple(re.compile(rf"{mark}(?=[BCGHPQTVĐ]){_OFFICE_BEGINS}") for mark in (", ", " - ", " – "))
_BEFORE_OFFICE, _WITH_OFFICE = 140, 600
"""As far before the mark of an office its holder may be introduced, and as far behind it the introduction may end."""
_INTRODUCED = re.compile(
    rf"(?:{_TITLES})[.,]? (?:TS\.? )?({_NAME})(?:,| -| –) ((?:[^,;:.()\n“\"]{{4,60}}, )??{_OFFICE}(?:, {_OFFICE}){{0,2}})"
)
_OFFICE_ENDS = re.compile(
    r" (?=(?:đã|cũng|cho (?:biết|rằng)|nhấn mạnh|khẳng định|phát biểu|chia sẻ|nêu|yêu cầu|đề nghị|kết luận|hứa|bày tỏ|báo cáo"
    r"|trình bày|chủ trì|quán triệt|thay mặt|thông tin|đánh giá|ghi nhận|biểu dương|lưu ý|trao|dự(?! án)|tham dự|đến|nói"
    r"|giao (?!thông)|cam kết|sẽ|đăng ký|quyết tâm|cảm ơn"
    r"|chỉ đạo|chỉ rõ|làm|tại|là)\b)"
)
_SPEAKS = re.compile(rf"(?:(?:Cũng )?[Tt]heo )?((?:{_TITLES})[^:.\n“\"]{{4,140}}?)(?::|,? (?:nói|kể)\b)")
_ACTS = re.compile(
    rf"((?:{_TITLES}|{_OFFICE_BEGINS})(?: [\w-]+){{0,6}}? {_NAME})"
    r"(?= (?:đã |cũng )?(?:đánh giá|ghi nhận|biểu dương|hoan nghênh|chia sẻ"
    r"|phân tích|chúc mừng|đồng tình|nhất trí|cơ bản|phát biểu|phê bình|nhắc|chỉ ra|cảm ơn))"
)
_PARAGRAPH = 1200
_OFFICE_SPEAKS = re.compile(rf"({_OFFICE_BEGINS} [^:.\n“\"]{{3,80}}): ?[“\"]")
"""“Cục trưởng Cục Thuế tỉnh: “Chúng tôi sẽ …””."""
_REPORTS = re.compile(
    r"(?:Trao đổi|Chủ trì|Giải trình|Phát biểu|Tham luận|Báo cáo|Chia sẻ|Trả lời|Thảo luận|Giải đáp|Thông tin|Tiếp thu|Làm rõ"
    r"|Đồng tình|Khai mạc|Bế mạc|Điều hành|Kiểm tra|Tiếp lời|Phản hồi|Bổ sung|Dự|Tham dự)\b[^,.;:\n]{0,60}, "
)
_ASKS = re.compile(
    r",? (?:cũng |đã |đồng thời )?(?:yêu cầu|đề nghị|giao|chỉ đạo|lưu ý|nhấn mạnh|cần|phải|kết luận|báo cáo|nêu|cho)\b"
)
"""Behind the name of whoever speaks: what follows is what is asked or told."""
_LEADS = re.compile(
    r"(?:Phó |Quyền )?(?:Bí thư(?: Thường trực)?|Chủ tịch|(?:Tổng )?[Gg]iám đốc|Cục trưởng|Vụ trưởng|Viện trưởng|Hiệu trưởng"
    r"|Tư lệnh|Chính ủy|Giám thị|Chủ nhiệm|Đội trưởng|Hạt trưởng|Trạm trưởng|Tổ trưởng"
    r"|Chỉ huy trưởng|Chỉ huy|Thủ trưởng|Đại diện|Lãnh đạo|Chánh) (?=\w)"
)
_SURNAMES = "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Ngô|Dương|Đinh|Trương|Đoàn|Trịnh|Lương|Mai|Đào|Tạ|Tô|Nông|Vy"
_ENDS_BODIES = "tế|vụ|chính|nghiệp|tạo|hội|trường|thông|tải|dựng|nghệ|lịch|pháp|tra|phòng"
"""With what the names of departments end: three words in capitals behind it are their head's name."""
_WORD = rf" [{UPPER}][{LOWER}]+"
_HOLDER = re.compile(rf"(?: (?:{_SURNAMES})(?:{_WORD}){{2,3}}| (?:{_ENDS_BODIES})(?P<name>(?! Hồ Chí Minh)(?:{_WORD}){{3}}))\Z")
_HEADS = re.compile(r"(?:Phó )?Trưởng (phòng|ban|khoa|công an|đoàn|trạm|trại|bộ môn)\b", re.IGNORECASE)
_OWN = re.compile(r"(?:(?:đơn vị|cơ quan|nhà trường|công an|lực lượng) )?(?:chúng tôi|chúng ta|chúng em)|đơn vị(?: mình)?")
_SOMEBODY = frozenset(
    (
        "thiếu tá",
        "trung tá",
        "thượng tá",
        "đại tá",
        "thiếu tướng",
        "trung tướng",
        "thượng tướng",
        "đại tướng",
        "ông",
        "bà",
        "đồng chí",
        "anh",
        "chị",
        "vị này",
        "đồng chí này",
        "cũng theo đồng chí",
    )
)


def news_opening(text: str, start: int, end: int) -> int:
    """ "Chủ trì thảo luận, Phó Chủ tịch X đồng tình …": where whoever does so is named; 0 where a sentence does not open so."""
    opened = _REPORTS.match(text, start, end)
    return opened.end() if opened else 0


def is_own(who: str) -> bool:
    """ "chúng tôi", "đơn vị chúng tôi", "đơn vị": the body of whoever speaks."""
    return _OWN.fullmatch(who.lower()) is not None


def is_somebody(who: str) -> bool:
    """ "ông", "đồng chí": the person who was named last."""
    return who.lower() in _SOMEBODY


def is_caption(office: str) -> bool:
    """ "Bí thư Huyện ủy phát biểu tại hội nghị": an office with what its holder does stands under a picture, and heads nothing."""
    return _OFFICE_ENDS.search(office) is not None


def body_of(office: str) -> str | None:
    """The body that an office is of: "Trưởng phòng Tham mưu" Phòng Tham mưu, "Bí thư Huyện ủy" Huyện ủy."""
    if end := _OFFICE_ENDS.search(office):
        office = office[: end.start()]
    last = office.rsplit(", ", 1)[-1].strip()
    if head := _HEADS.match(last):
        body = head.group(1)
        return _without_holder(body[0].upper() + body[1:] + last[head.end() :])
    lead = _LEADS.match(last)
    return _without_holder(last[lead.end() :]) if lead else None


def _without_holder(body: str) -> str:
    """ "UBND tỉnh Vy Minh Tuấn": the name of whoever holds the office is no part of the body's."""
    holder = _HOLDER.search(body)
    return body[: max(holder.start(), holder.start("name"))] if holder else body


def _introductions(text: str) -> Iterator[re.Match[str]]:
    """In the text's order. They are looked for only before an office behind a comma or dash, of which a text has few; titles,
    most of them everyday words, stand everywhere."""
    done = 0
    for office in sorted(match.start() for pattern in _OFFICES for match in pattern.finditer(text)):
        match = _INTRODUCED.search(text, max(done, office - _BEFORE_OFFICE), office + _WITH_OFFICE) if office >= done else None
        if match and match.start() < office:
            yield match
            done = match.end()


class Speakers:
    """The persons whom a report introduces, and who spoke last."""

    def __init__(self, text: str) -> None:
        self.offices: dict[str, str] = {}
        self.holders: dict[str, str] = {}
        for match in _introductions(text):
            end = _OFFICE_ENDS.search(text, match.start(2), match.end())
            stop = end.start() if end else match.end()
            office = text[match.start(2) : stop]
            self.offices.setdefault(match.group(1), office)
            self.holders.setdefault(office.rsplit(", ", 1)[-1], text[match.start() : stop])
        self.last: str | None = None

    def spoke(self, who: str) -> None:
        """Remembers a person, or whoever speaks for a body, as who spoke last; an office goes by the person who holds it."""
        if _PERSON.search(who):
            self.last = who
        elif body_of(who):
            self.last = self.holders.get(who, who)

    def quoted(self, text: str, start: int, end: int) -> None:
        """A sentence that says who speaks before what is said: "Đại tá X, Giám đốc Y nói: “…”"."""
        if speaks := _SPEAKS.match(text, start, end):
            asks = _ASKS.search(speaks.group(1))
            self.last = speaks.group(1)[: asks.start() if asks else None].rstrip(" ,")
        elif office := _OFFICE_SPEAKS.match(text, start, end):
            self.spoke(office.group(1))

    def acting(self, text: str, at: int) -> str | None:
        """Who was named last in this paragraph before `at` as appraising something ("Phó Chủ nhiệm X đánh giá cao …")."""
        begin = max(text.rfind("\n", 0, at) + 1, at - _PARAGRAPH)
        named = list(_ACTS.finditer(text, begin, at))
        if not named or (self.last and text.find(self.last, named[-1].end(), at) >= 0):
            return None
        return named[-1].group(1)

    def body(self, who: str) -> str | None:
        """The body that a speaker speaks for; None where it is not known."""
        person = _PERSON.search(who)
        office = self.offices.get(person.group(1)) if person else None
        if office is None and person is None:
            office = who
        if office is None and "," in who:
            office = who.split(", ", 1)[1]
        return body_of(office) if office else None
