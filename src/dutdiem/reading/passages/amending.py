"""Quoted text of an amended document is no structure of the one that amends it.

"1. Sửa đổi điểm đ khoản 7 Điều 2 như sau:", and below it the new wording with marks of its own, in quotation marks or not
(Decree 78/2025/NĐ-CP on documents that amend).
"""

import re

from dutdiem.reading.passages.marks import ARTICLE, CHAPTER, Mark, mark_of

_AMENDS = re.compile(r"(?:sửa đổi|bổ sung|thay thế|bãi bỏ|hủy bỏ|huỷ bỏ|thay cụm từ|đổi tên)\b", re.I)
_WHAT = re.compile(r"\b(?:khoản|điểm|điều|mục|chương|phụ lục|đoạn|tiết|tên|cụm từ|một số)\b", re.I)
_AS_FOLLOWS = ("như sau:", "như sau")
_SOON = 160
_LONGEST = 40_000
_CITED = 3000
_STRAIGHT = re.compile(r'"(?=[.;,)]?(?:\n|$| ))')
_QUOTES = re.compile("[“”]")


class Amending:
    """Whether the lines being read are new wording that the document quotes."""

    def __init__(self) -> None:
        self.lost_until = 0
        self.end()

    def end(self) -> None:
        """Another document begins."""
        self.article: int | None = None
        self.on = False

    def quotation_end(self, text: str, start: int, line: str) -> int:
        """Where new wording, or a passage cited with its mark, that begins at `start` ends; the line itself if it is neither.

        A quotation that is not closed ends with the article that amends.
        """
        if start < self.lost_until or (not self.on and mark_of(line[1:] or " ") is None):
            return start + len(line)
        limit = min(len(text), start + (_LONGEST if self.on else _CITED))
        if self.article is not None and (after := text.find(f"\nĐiều {self.article + 1}.", start, limit)) >= 0:
            limit = after
        closed = _closed(text, start, limit)
        if closed is None:
            self.lost_until = limit
            return limit if self.on else start + len(line)
        end = text.find("\n", closed)
        return end if end >= 0 else len(text)

    def watches(self, rank: int, line: str) -> bool:
        """Whether a mark is to be asked about: most are not."""
        return self.on or rank <= ARTICLE or line.endswith(_AS_FOLLOWS)

    def allows(self, mark: Mark, line: str) -> bool:
        """Whether a mark is the document's own; sees what each own mark says about the lines to come."""
        if self.on and not self._own(mark, line[mark.end : mark.end + _SOON]):
            return False
        if mark.rank <= ARTICLE:
            self.on = False
            if mark.rank == ARTICLE and mark.value.isdigit():
                self.article = int(mark.value)
        if line.endswith(_AS_FOLLOWS):
            says = line[mark.end : mark.end + _SOON]
            amends = _AMENDS.search(says)
            self.on = self.on or (amends is not None and amends.start() < 60 and _WHAT.search(says) is not None)
        return True

    def _own(self, mark: Mark, says: str) -> bool:
        if mark.rank <= CHAPTER:
            return True
        if mark.rank == ARTICLE:
            return self.article is None or mark.value == str(self.article + 1)
        return _AMENDS.search(says) is not None


def _closed(text: str, start: int, limit: int) -> int | None:
    """Where the quotation that begins at `start` is closed: its own mark, or a straight one before the end of what is said."""
    if text[start] == '"':
        closing = _STRAIGHT.search(text, start + 1, limit)
        return closing.start() if closing else None
    depth = 0
    for match in _QUOTES.finditer(text, start, limit):
        depth += 1 if match.group() == "“" else -1
        if depth <= 0:
            return match.start()
    return None
