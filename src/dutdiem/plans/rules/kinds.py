"""What a document's words mean for the plan: a lead that is many units, a scheme or a task."""

import re
from itertools import chain

from dutdiem.documents.rules import Many

_KIND = r"(?:xã|phường|đặc khu|thị trấn)"
# Not those that are named ("các xã, phường Ba Đình, Ngọc Hà"), nor some of them ("các xã, phường liên quan").
_ALL = r"(?= ?(?:$|[,;.(]|và\b|(?:trực )?thuộc\b|trên địa bàn\b))"
_ALONE = rf"{_KIND}(?= ?(?:$|[;.(]|,(?! ?(?:các )?{_KIND})|và\b(?! (?:các )?{_KIND})|(?:trực )?thuộc\b|trên địa bàn\b))"
_SEVERAL = rf"{_KIND}(?:(?:, | và |, và )(?:các )?{_KIND})+{_ALL}"
# Words for places alone stand first: behind another body ("UBND các xã, phường") they are its, not the police's.
_FIRST = r"(?:^|[;,.(] ?|\bvà )"
_WARDS = rf"\bcông an(?: các| cấp)? {_SEVERAL}|\bcông an các {_ALONE}|\bcông an (?:các )?cấp xã\b"
_PLACES = rf"{_FIRST}(?P<places>các (?:{_SEVERAL}|{_ALONE}))"
# Who is meant by a lead that is not one unit, as conclusions and annexes of plans write it.
_EVERYONE = (
    (
        re.compile(r"\b(các|tất cả|công an) đơn vị,? (và )?(công an )?(các )?địa phương\b"),
        Many(("department", "province"), below=True),
    ),
    (
        re.compile(r"\bcông an các tỉnh,? (và )?thành phố\b|\bcông an các địa phương\b|\bcông an (các )?cấp tỉnh\b"),
        Many(("province",)),
    ),
    (re.compile(rf"{_WARDS}|{_PLACES}"), Many(("commune",))),
    (re.compile(r"\bcác (đơn vị|cục|cơ quan) (trực )?thuộc bộ\b|\bcác cục\b|\bcác đơn vị nghiệp vụ\b"), Many(("department",))),
    (
        re.compile(rf"{_FIRST}(?:công an )?các đơn vị (?:trực )?thuộc công an (?:các )?(?:tỉnh|thành phố)\b"),
        Many(below=True, of="province"),
    ),
    (re.compile(rf"{_FIRST}(?:công an )?các đơn vị trực thuộc(?= ?(?:$|[,;.(]|và\b))"), Many(below=True)),
)
_COMMITTEES = re.compile(
    rf"\b(?:ubnd|[uủ][yỷ] ban nhân dân|hđnd|hội đồng nhân dân|chính quyền|đảng [uủ][yỷ])"
    rf"(?: (?:các )?(?P<level>cấp xã)\b|(?: các| cấp)? (?P<several>{_SEVERAL})| các (?P<one>{_ALONE}))"
)
_ONE_OF_MANY = re.compile(rf"(?:trưởng )?công an (?P<one>{_KIND})")


def many_meant(lead: str) -> Many | None:
    """Whose units are all meant by the words of a lead, None where they name one unit, or bodies that are no police units."""
    words = _plain(lead)
    found = [(many, match) for pattern, many in _EVERYONE for match in pattern.finditer(words)]
    if not found:
        return None
    communes = [match for many, match in found if "commune" in many.levels]
    kinds = [re.findall(_KIND, match[0].replace("cấp xã", "")) for match in communes]
    return Many(
        levels=tuple(dict.fromkeys(level for many, _ in found for level in many.levels)),
        below=any(many.below for many, _ in found),
        of=next((many.of for many, _ in found if many.of), ""),
        kinds=tuple(dict.fromkeys(chain(*kinds))) if all(kinds) else (),
        places=next((match["places"] for match in communes if match["places"]), ""),
    )


def police_instead(lead: str) -> str:
    """The police units that an office may mean by a lead that is none, or not one: “UBND các xã, phường” are the authorities of the
    places where “Công an các xã, phường” are, “Công an phường” is one of many. Nothing is given to them before a person says so."""
    words = _plain(lead)
    if found := _COMMITTEES.search(words):
        return "Công an cấp xã" if found["level"] else f"Công an các {found['several'] or found['one']}"
    one = _ONE_OF_MANY.fullmatch(words)
    return f"Công an các {one['one']}" if one else ""


def _plain(lead: str) -> str:
    return " ".join(lead.casefold().split()).strip(" .;,")


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
