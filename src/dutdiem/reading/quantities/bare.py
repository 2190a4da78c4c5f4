"""Figures without a noun: "hoàn thành 61, đang làm 70", "xấp xỉ 64.000", "78 trong tổng số 151 xã", "từ 7 lên 13 biên chế".

A figure that nothing follows is one of something said before it. It is a quantity where its form says so (thousands grouped, a
decimal comma) or a word before it that only amounts follow, and where nothing else can be meant: a year, a document, a rank.
"""

import re
from functools import cache

from dutdiem.reading.vocabulary import alternatives, vocabulary

_BY_FORM = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?|\d{1,3},\d{1,3}")
_ENDS = re.compile(r'\)|[,;.](?=[\s"”]|\Z)|\n|\Z|"|”| (?:là|còn|trong khi|so với|trong đó)\b| [-–(]')
_OF_WHOLE = re.compile(r" (?:trong|trên) (?:tổng )?số \d")
_LEVELS = re.compile(r" (?:lên|xuống|còn|sang)(?: thành| còn| tới| đến)? (\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LABEL = re.compile(
    r"\b(?:tổng số|số lượng|số (?!hiệu|điện|tài khoản|máy|thứ tự|văn bản|quyết định|công văn|đăng ký|fax|hộ chiếu|nhà)\w+)"
    r"[^,;:.\n]{0,40}: \Z"
)
"""“Số hồ sơ quá hạn: 45;”."""
_IN_TURN = re.compile(r"\blần lượt (?:(?:là|đạt|còn|lên|tới|đến|bằng|ở mức|với) )*(?:\d[\d.,]*(?:, | và ))*\Z")
_TURN_GOES_ON = re.compile(r"(?:,| và) \d|[,;.)](?!\d)|\n|\Z")
"""“nâng tổng số lên lần lượt 1.105 và 964”: each of the figures is an amount."""
_FIRST_OF_LIST = re.compile(r", (?:\d|[a-z]?\d*[,.] )")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(vocabulary('quantities')['bare']['before'])}) \Z")


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(vocabulary('quantities')['bare']['not_of'])})\b[^,;.\n]*\Z")


@cache
def bare_tails() -> frozenset[str]:
    """The three characters with which what may stand before it ends; by them and its form most figures are told to be none."""
    words = (*vocabulary("quantities")["bare"]["before"], "lượt", "và")
    return frozenset(word[-2:] + " " for word in words)


def is_bare(low: str, start: int, end: int, written: str) -> bool:
    """Whether the figure at start..end, which has no unit, is a quantity."""
    after = low[end : end + 1]
    if after == " " and _OF_WHOLE.match(low, end):
        return True
    if _TURN_GOES_ON.match(low, end) and low.find("lần lượt", max(0, start - 48), start) > 0:
        return _IN_TURN.search(low, max(0, start - 48), start) is not None
    if after == " " and low.endswith("từ ", 0, start) and _LEVELS.match(low, end):
        return True
    if not _ENDS.match(low, end) or _YEAR.fullmatch(written) or _named().search(low, max(0, start - 40), start):
        return False
    if _BY_FORM.fullmatch(written):
        return low[start - 1 : start] == " "
    if not written.isdigit() or _FIRST_OF_LIST.match(low, end):
        return False
    if low[start - 2 : start] == ": ":
        return _LABEL.search(low, max(0, start - 60), start) is not None
    return _before().search(low, max(0, start - 24), start) is not None
