"""A document that says of itself that it is secret.

"Độ mật: Tối mật", "Văn bản này thuộc độ Mật", "(Tài liệu mật kèm theo …)", a box that is ticked.

Such words mark a document wherever they stand in a line. What speaks of documents in general ("Văn bản mật được đăng ký vào sổ
riêng"), quotes a marking or lists the degrees to choose from says nothing of itself.
"""

import re
from collections.abc import Iterator

from dutdiem.reading.guards.stamps import words

_LEVEL = r"(?P<level>tuyệt mật|tối mật|mật)(?![^\W_])"
_LEVEL_HERE = re.compile(_LEVEL)
_VALUE = re.compile(r"\s*(?:[:：\-–]|là)?\s*(?:độ )?" + _LEVEL)
_LABEL = re.compile(r"độ mật(?: của [^:\n;.]{1,40}| là)?\s*[:：]\s*" + _LEVEL)
_ENCLOSED = re.compile(r"^\W*\((?:tài liệu|văn bản|phụ lục|báo cáo|hồ sơ)\s+" + _LEVEL + r"(?=\s+kèm theo)")
_TICKED = re.compile(r"(?:[☑☒✓✔✅🗹]|[\[(]\s?[xvX✓✔]\s?[\])])\s*(?:độ )?" + _LEVEL)
_SUBJECT = re.compile(r"(?<![^\W_])(?:này|đây)(?![^\W_])")
_WORD = re.compile(r"[^\w.;\n“\"]*([^\W\d_]+)")
_PLURAL = re.compile(r"(?<![^\W_])(?:các|những|nếu|trường hợp|khi|mọi)(?![^\W_])")
_OTHER_LEVEL = re.compile(r"\W*(?:và|hoặc|hay|,|/|;)?\W*(?:độ )?(?:tuyệt mật|tối mật|mật)(?![^\W_])|\W{0,3}\d")
_SUBJECT_REACH, _LONGEST_CLAIM = 30, 14
_QUOTES = "“\"'‘«„"


def says_so(line: str) -> bool:
    """Does `line` say that the document it stands in is secret?"""
    small = line.lower()
    if "mật" not in small:
        return False
    return any(_is_one_level(small, match) for match in _claims(small))


def _claims(small: str) -> Iterator[re.Match[str]]:
    yield from _LABEL.finditer(small)
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


def _is_one_level(small: str, match: re.Match[str]) -> bool:
    """Not quoted, not the first of several, and "mật" no part of another word."""
    start, end = match.span("level")
    if start and small[start - 1] in _QUOTES:
        return False
    following = small[end : end + 20].lstrip()
    if match.group("level") == "mật" and any(following.startswith(word) for word in words().after):
        return False
    return match.re is _TICKED or not _OTHER_LEVEL.match(small, end)
