"""Nouns that are counted together: "11/11 bệnh viện và trung tâm y tế", "9/16 khoản thu, sắc thuế", "35 cuộc thanh tra, kiểm tra".

Behind "và" a noun without a number of its own is counted with the one before it. A comma joins too, but may as well begin the next
thing that is told ("bắt 5 vụ, đối tượng khai nhận …"): it joins what is a share of something, and what the clause ends with.
"""

import re
from functools import cache

from dutdiem.reading.letters import LOWER
from dutdiem.reading.quantities.units import is_measure, known_unit, whole_noun
from dutdiem.reading.vocabulary import alternatives, vocabulary

_JOINTS = (" và ", ", ")
_ENDS = re.compile(r"[.;)\n](?!\d)|\Z| (?:trên địa bàn|tham gia|thuộc|đạt)\b")
_OCCASION_ENDS = re.compile(r"[.;,)\n](?!\d)|\Z| (?:trên địa bàn|tại|cho|đối với|của|về|trực tuyến|trong)\b")
_OCCASION = re.compile(r"(?:cuộc|lượt|đợt|buổi|lớp|chuyến) \w+")
_NO_SECOND = alternatives(["trong", "nhất", "đặc", "theo", "qua", "phát hiện", "xử", "thu", "đạt", "bằng"])
_SECOND = re.compile(rf", (?!{_NO_SECOND}\b)[{LOWER}]+ [{LOWER}]+")
_MOST = 3
"""So many nouns may be joined to the first."""


@cache
def _verbs() -> re.Pattern[str]:
    """A noun that is spelled as a verb begins what was done next ("12 cơ sở và báo cáo …")."""
    return re.compile(rf"{alternatives(vocabulary('statements')['verbs'])}\b")


def joined_end(text: str, low: str, begin: int, end: int, *, share: bool) -> int:
    """Where the unit begin..end ends with all nouns that are counted with it."""
    if not low.startswith(_JOINTS, end) or is_measure(low[begin:end].strip()):
        return end
    if low.startswith(", ", end) and (occasion := _occasions(low, begin, end)):
        return occasion
    for _ in range(_MOST):
        further = _next(text, low, end, share=share)
        if not further:
            break
        end = further
    return end


def _next(text: str, low: str, end: int, *, share: bool) -> int:
    """Where the noun ends that is joined at `end`, 0 where none is."""
    joint = next((joint for joint in _JOINTS if low.startswith(joint, end)), "")
    at = end + len(joint)
    noun = known_unit().match(low, at - 1) if joint else None
    if noun is None or noun.group()[0] != " " or text[at].isupper() or is_measure(noun.group().strip()):
        return 0
    stop = whole_noun(low, at, noun.end())
    if _verbs().match(low, at) or (low.startswith(" ", stop) and text[stop + 1 : stop + 2].isupper()):
        return 0
    return stop if joint == " và " or share or _ENDS.match(low, stop) else 0


def _occasions(low: str, begin: int, end: int) -> int:
    """ "cuộc thanh tra, kiểm tra tại …", "lượt tra cứu, xác thực": what was done on those occasions; 0 where it is not that."""
    kind = _OCCASION.search(low, begin, end)
    second = _SECOND.match(low, end) if kind else None
    return second.end() if second and _OCCASION_ENDS.match(low, second.end()) else 0
