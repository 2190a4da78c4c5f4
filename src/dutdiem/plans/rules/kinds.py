"""What a document's words mean for the plan: a lead that is many units, a scheme or a task."""

import re

# Who is meant by a lead that is not one unit, as conclusions and annexes of plans write it.
_EVERYONE = (
    (re.compile(r"\b(các|tất cả|công an) đơn vị,? (và )?(công an )?(các )?địa phương\b"), ("department", "province")),
    (re.compile(r"\bcông an các tỉnh,? (và )?thành phố\b|\bcông an các địa phương\b|\bcông an (các )?cấp tỉnh\b"), ("province",)),
    (
        # Not those that are named ("các xã, phường Ba Đình, Ngọc Hà"), nor some of them ("các xã, phường liên quan").
        re.compile(
            r"\b(các|(công an|ubnd|[uủ][yỷ] ban nhân dân)( cấp)?) (xã|phường|đặc khu)"
            r"((, | và |, và )(các )?(xã|phường|đặc khu|thị trấn))+(?= ?(?:$|[,;.(]|và\b|(trực )?thuộc\b|trên địa bàn\b))"
            r"|\bcông an (các )?cấp xã\b"
        ),
        ("commune",),
    ),
    (re.compile(r"\bcác (đơn vị|cục|cơ quan) (trực )?thuộc bộ\b|\bcác cục\b|\bcác đơn vị nghiệp vụ\b"), ("department",)),
)


def fan_out_levels(lead: str) -> tuple[str, ...]:
    """The levels whose every unit is meant by the words of a lead, () where they name one unit."""
    words = " ".join(lead.casefold().split())
    return next((levels for pattern, levels in _EVERYONE if pattern.search(words)), ())


_OPENING_VERBS = re.compile(
    r"(?:(?:xây dựng|soạn thảo|trình phê duyệt|trình ban hành|trình|phê duyệt|triển khai|thực hiện|hoàn thiện|ban hành|tổ chức)"
    r"(?:\s*,\s*|\s+và\s+|\s+))*"
)


def kind_of(title: str) -> str:
    """Scheme or project by what a task's title is about, after its opening verbs; else task."""
    words = title.casefold().lstrip('“" ')
    opening = _OPENING_VERBS.match(words)
    about = words[opening.end() :] if opening else words
    if about.startswith("đề án"):
        return "scheme"
    return "project" if about.startswith("dự án") else "task"
