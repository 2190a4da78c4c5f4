"""Whether words can be who leads a task: a table's cell or the words before a verb may say what is done, or how much, instead.

"Sở Y tế chủ trì thực hiện" names Sở Y tế; "02 hội nghị", "Đã hoàn thành" or "9 dự án thuộc diện" name nobody, and no lead is better
than such a one. Numbers stand in names ("Ban Quản lý dự án 2", "PC06") and say how many bodies there are ("34 tỉnh, thành phố").
"""

import re
from functools import cache, lru_cache

from dutdiem.reading.statements import patterns
from dutdiem.reading.vocabulary import alternatives

_DUTIES = (
    *("chủ trì", "phối hợp", "thực hiện", "triển khai", "tham mưu", "báo cáo", "tổng hợp", "theo dõi", "đôn đốc", "hoàn thành"),
    *("là đầu mối", "làm đầu mối", "chịu trách nhiệm", "có trách nhiệm", "tổ chức thực hiện", "ký"),
)
_NAMES = ("phòng", "tổ", "sắp", "mới", "được", "sở", "bộ", "đăng")
"""Behind these a verb makes a name or describes ("phòng tổng hợp", "các tỉnh sắp sáp nhập"), besides the lists of such words."""
_COUNTED = re.compile(r"(?<![\w/.,-])\d[\d.,]*(?:%| (?=[^\W\d_]))")
_TIMED = re.compile(
    r",? (?:(?:trong|đến|từ|trước|hết|nửa|cuối|đầu) )*"
    r"(?:(?:năm|tháng|quý|ngày) [\dIVX/.-]+(?: năm \d{4})?)\Z"
)
_TELLS = re.compile(
    r"(?:đã|đang|chưa|sẽ|không|cần|phải|thường xuyên|phối hợp|thực hiện|triển khai|tổ chức (?:hội|họp|thực|các|lớp|lễ))(?= (\w)|\Z)"
)
_MAY_TELL = frozenset(("đã", "đa", "ch", "sẽ", "kh", "cầ", "ph", "th", "tr", "tổ"))
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_ENDS_TIME = frozenset("0123456789ivx")


@cache
def _verbs_behind() -> tuple[re.Pattern[str], frozenset[str], tuple[str, ...]]:
    """Verbs at the end, their last syllables, and the words behind which they make a name ("Ban chỉ đạo", "chủ đầu tư")."""
    words = [verb for verb in patterns.word_set("verbs") - patterns.word_set("weak_verbs") if " " in verb]
    verbs = sorted({*words, *_DUTIES})
    names = patterns.word_set("name_heads").union(patterns.word_set("no_clause_before"), _NAMES)
    pattern = re.compile(rf"(?:(?:,| và|) {alternatives(verbs)})+\Z")
    return pattern, frozenset(verb.rsplit(" ", 1)[-1] for verb in verbs), tuple(f" {word}" for word in names)


@lru_cache(maxsize=2048)
def lead_of(words: str | None) -> str | None:
    """The words, without the verbs or the time behind them; None where they name nobody. The same few are named again and again."""
    if not words:
        return None
    low = words.lower()
    last = low[low.rfind(" ") + 1 :]
    if last in _verbs_behind()[1] or last[-1] in _ENDS_TIME:
        cut = _names_until(words, low) or (timed.start() if (timed := _TIMED.search(words)) else len(words))
        words, low = words[:cut], low[:cut]
    if (then := low.rfind(" thì ") + len(" thì ")) >= len(" thì ") and patterns.subject().match(low, then):
        words, low = words[then:], low[then:]
    if low[:2] in _MAY_TELL and (tells := _TELLS.match(low)) and not words[tells.start(1) : tells.end(1)].isupper():
        return None
    return None if _DIGIT.search(low) and _counts(low) else words


def _names_until(words: str, low: str) -> int:
    """Where verbs in small letters begin that end the words; 0 where none do."""
    pattern, last, names = _verbs_behind()
    found = pattern.search(low) if low[low.rfind(" ") + 1 :] in last else None
    while found and (f" {low[: found.start()]}".endswith(names) or words[found.start() :] != found.group()):
        found = pattern.search(low, found.start() + 1)
    return found.start() if found else 0


def _counts(low: str) -> bool:
    """So many of what is no body ("02 hội nghị", "trên 5%"), or a mere number."""
    if not _LETTER.search(low):
        return True
    counted = _COUNTED.finditer(low)
    return any(
        number.group()[-1] == "%" or low.startswith("hội ", number.end()) or not patterns.subject().match(low, number.end())
        for number in counted
    )
