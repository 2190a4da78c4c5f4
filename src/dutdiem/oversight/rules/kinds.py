"""What an obstacle is about, by its words."""

import re

_KINDS = (
    ("money", re.compile(r"kinh phí|ngân sách|tài chính|nguồn vốn|bố trí vốn|giải ngân")),
    ("premises", re.compile(r"trụ sở|đất đai|quỹ đất|mặt bằng|nhà làm việc|doanh trại|nhà ở")),
    ("people", re.compile(r"biên chế|nhân lực|quân số|cán bộ|đội ngũ|trình độ")),
    ("equipment", re.compile(r"trang thiết bị|phương tiện|trang bị|hạ tầng|phần mềm|máy móc|đường truyền")),
    ("law", re.compile(r"quy định|pháp luật|văn bản hướng dẫn|thể chế|cơ chế|thủ tục")),
    ("coordination", re.compile(r"phối hợp|quy chế|liên ngành|thống nhất")),
)


def kind_of(text: str) -> str:
    """The kind of difficulty by the first words that tell it; `other` where none does."""
    words = text.casefold()
    found = ((match.start(), kind) for kind, pattern in _KINDS if (match := pattern.search(words)))
    return min(found, default=(0, "other"))[1]
