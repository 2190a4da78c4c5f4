"""A document that says of itself that it is secret.

"Độ mật: Tối mật", "Văn bản này thuộc độ Mật", "Giấy tờ kèm theo độ Mật, 04 trang", "(Tài liệu mật kèm theo …)", a box that
is ticked.

Such words mark a document wherever they stand in a line; what is told without "này" ("Văn bản thuộc danh mục bí mật nhà nước độ
Mật") only as a whole line of the head. What speaks of documents in general ("Văn bản mật được đăng ký vào sổ
riêng"), quotes a marking or lists the degrees to choose from says nothing of itself.
"""

import re
from collections.abc import Iterator

from dutdiem.reading.guards.stamps import words

_LEVEL = r"(?P<level>tuyệt mật|tối mật|mật)(?![^\W_])"
_LEVEL_HERE = re.compile(_LEVEL)
_VALUE = re.compile(r"\s*(?:[:：\-–]|là)?\s*(?:độ )?" + _LEVEL)
_LABEL = re.compile(r"độ mật(?: của [^:\n;.]{1,40}| là)?\s*[:：]\s*" + _LEVEL)
_LABEL_WITH_REMARK = re.compile(r"độ mật\s*\([^()\n]{1,60}\)\s*[:：\-–]\s*" + _LEVEL)
_LABEL_OF_LINE = re.compile(r"\W*(?:\w{1,6} ){0,2}độ mật [^:\n;.()]{1,40}[:：]\s*" + _LEVEL + r"\W*$")
_ENCLOSED = re.compile(r"^\W*\((?:tài liệu|văn bản|phụ lục|báo cáo|hồ sơ)\s+" + _LEVEL + r"(?=\s+kèm theo)")
_BEHIND = re.compile(r"\([Đđ]ộ (?:M(?:ật|ẬT)|T(?:ối [Mm]ật|ỐI MẬT)|T(?:uyệt [Mm]ật|UYỆT MẬT))\)\W*$")
"""Behind a title or what comes along, at the end of the line: "Kèm theo 01 đĩa CD (độ Mật)"."""
_FOR_USE = re.compile(r"\W*(?:TÀI LIỆU|VĂN BẢN|HỒ SƠ|BÁO CÁO) (?:TUYỆT MẬT|TỐI MẬT|MẬT),? (?:PHỤC VỤ|DÙNG CHO|TRÌNH|GỬI) ")
_LONGEST_BEHIND = 120
_TICKED = re.compile(r"(?:[☑☒✓✔✅🗹]|[\[(]\s?[xvX✓✔]\s?[\])])\s*(?:độ )?" + _LEVEL)
_SUBJECT = re.compile(r"(?<![^\W_])(?:này|đây)(?![^\W_])")
_ACCOMPANY = re.compile(r"(?<![^\W_])(?:kèm theo|gửi kèm|đính kèm)(?![^\W_])")
_WORD = re.compile(r"[^\w.;\n“\"]*([^\W\d_]+)")
_PLURAL = re.compile(r"(?<![^\W_])(?:các|những|nếu|trường hợp|khi|mọi)(?![^\W_])")
_OTHER_LEVEL = re.compile(r"\W*(?:và|hoặc|hay|,|/|;)?\W*(?:độ )?(?:tuyệt mật|tối mật|mật)(?![^\W_])")
_COUNTED = re.compile(r"\W{0,3}\d")
_CLOSED = re.compile(r"[\s)\]]*(?:[.;]?\s*$|[,(\-–]\s*(?!.*(?<![^\W_])(?:phải|được|thì|do|nếu|khi|theo|không được|của)(?![^\W_])))")
"""After the level nothing follows but how many pages there are or where they are kept: no rule of what is to be done."""
_BEGINNING = re.compile(r"\W*([^\W\d_]+(?: [^\W\d_]+)?)")
_SAYS = frozenset("thuộc có mang chứa là xếp ở đóng".split())
_SUBJECT_REACH, _LONGEST_CLAIM = 30, 14
_QUOTES = "“\"'‘«„"


def says_so(line: str) -> bool:
    """Does `line` say that the document it stands in is secret?"""
    small = line.lower()
    if "mật" not in small:
        return False
    general = len(line) > _LONGEST_BEHIND or "bí mật nhà nước" in small or _PLURAL.search(small)
    if _FOR_USE.match(line) or (not general and _BEHIND.search(line)):
        return True
    if any(_is_one_level(small, match) for match in _claims(small)):
        return True
    if "kèm" not in small or len(small) != len(line):
        return False
    return any(_is_told(line, match) and _is_one_level(small, match, counted=True) for match in _of_what_comes_along(small))


def tells(line: str) -> bool:
    """Is `line` as a whole a claim of a document about itself: "Hồ sơ thuộc danh mục BMNN độ Tuyệt mật"?"""
    small = line.lower()
    begun = _BEGINNING.match(small)
    if "mật" not in small or begun is None or begun.group(1) not in words().subjects or len(small) != len(line):
        return False
    claims = (match for match in _of_itself(small, begun.end()) if _SAYS & set(small[: match.start()].split()))
    return any(_is_told(line, match) and _is_one_level(small, match, counted=True) for match in claims)


def _of_what_comes_along(small: str) -> Iterator[re.Match[str]]:
    """ "Giấy tờ kèm theo độ Mật": what comes with a document makes it as secret."""
    for subject in _ACCOMPANY.finditer(small):
        if not _PLURAL.search(small, max(0, subject.start() - _SUBJECT_REACH), subject.start()):
            yield from _of_itself(small, subject.end())


def _is_told(line: str, level: re.Match[str]) -> bool:
    """A degree by its name ("độ Mật", "MẬT"), at the end of what is said; "độ mật" is any degree."""
    return line[level.start()].isupper() and bool(_CLOSED.match(line, level.end()))


def _claims(small: str) -> Iterator[re.Match[str]]:
    if "độ mật" in small:
        for label in (_LABEL, _LABEL_WITH_REMARK, _LABEL_OF_LINE):
            yield from label.finditer(small)
    yield from _TICKED.finditer(small)
    yield from _ENCLOSED.finditer(small)
    for subject in _SUBJECT.finditer(small):
        if not _PLURAL.search(small, max(0, subject.start() - _SUBJECT_REACH), subject.start()):
            yield from _of_itself(small, subject.end())


def _of_itself(small: str, at: int) -> Iterator[re.Match[str]]:
    """ "… này | là tài liệu | tuyệt mật": nothing but words of a claim between the subject and the level."""
    before = ""
    for _ in range(_LONGEST_CLAIM):
        word = _WORD.match(small, at)
        if word is None:
            return
        level = _LEVEL_HERE.match(small, word.start(1))
        if level and not _names_something(small, before, level):
            if before:
                yield level
            return
        if word.group(1) not in words().claims:
            return
        before, at = word.group(1), word.end()


def _names_something(small: str, before: str, level: re.Match[str]) -> bool:
    """The "mật" of "bí mật nhà nước", or of "độ mật" with the level after it."""
    return level.group("level") == "mật" and (before == "bí" or bool(_VALUE.match(small, level.end())))


def _is_one_level(small: str, match: re.Match[str], counted: bool = False) -> bool:
    """Not quoted, not the first of several, and "mật" no part of another word; a number after it only where pages are `counted`."""
    start, end = match.span("level")
    if start and small[start - 1] in _QUOTES:
        return False
    following = small[end : end + 20].lstrip()
    if match.group("level") == "mật" and any(following.startswith(word) for word in words().after):
        return False
    return match.re is _TICKED or not (_OTHER_LEVEL.match(small, end) or (_COUNTED.match(small, end) and not counted))
