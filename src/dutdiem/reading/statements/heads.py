"""A subject and its operator: what ends the name of whoever acts and says what becomes of it, in one bounded walk."""

import re
from dataclasses import dataclass

from dutdiem.reading.flat import Flat
from dutdiem.reading.statements import patterns
from dutdiem.reading.statements.subjects import cut_aside

_LONGEST = 480
_NEAR = 40
_BY = 100
"""“… do các trường đại học, viện nghiên cứu thành lập” says by whom, and orders nothing."""
_LOOKS_AHEAD = tuple(f"{time} tới" for time in ("nhiệm kỳ", "thời gian", "giai đoạn", "năm", "quý", "tháng", "tuần"))
_BODIES_OF_PLANS = ("quản lý dự án", "quản lý các dự án", "chủ dự án", "quản lý đề án", "điều phối chương trình", "đi qua")
"""What ends so goes before a verb as any other name does, although its last word makes a noun of most verbs."""
_ENDS_TIME = re.compile(
    r"(?:\b(?:năm|tháng|quý|ngày|tuần|nhiệm kỳ|giai đoạn) (?:[\d/–-]+|i{1,3}|iv|tới|này|sau)(?: này| tới| năm \d{4})?"
    r"|\b(?:nay|cuối năm|đầu năm)|/\d{4}|(?:hằng|hàng|mỗi) \w+)\Z"
)
"""Behind it whoever acts may be named without a comma ("Từ nay đến cuối năm các đơn vị …")."""
_NO_TIME = ("có ", "không ", "chưa ", "là ", "còn ")
_NO_NAMES = frozenset('“"‘')
_TOLD = ("đã ", "được ", "đang ", "vừa ", "bị ")
_ABOVE_ALL = (", nhất ", ", đặc biệt ", ", trước hết ")
"""“các cấp ủy, nhất là người đứng đầu phải …”: who of them above all."""
_MANY = frozenset(("các", "những", "mọi", "hai", "ba", "từng", "mỗi"))
_BEFORE_BODIES = ("cơ quan", "đơn vị", "cá nhân", "doanh nghiệp", "ngành", "đoàn thể")
_BODIES = (
    ",",
    "cá nhân",
    "chính trị",
    "đoàn",
    "khác",
    "có ",
    "hội",
    "xã hội",
    "thành viên",
    "đảng",
    "tín dụng",
    "kinh tế",
    "liên quan",
    "quốc tế",
)


_AIMS = ("xây dựng", "thực hiện", "phòng", "giải quyết", "đổi mới", "sắp xếp", "triển khai", "phát triển")
"""“Ban Chỉ đạo xây dựng nông thôn mới”: what a steering committee is for."""
_RESCUES = {
    "chữa cháy": ("phòng cháy, ", "phòng cháy và "),
    "cứu nạn": ("tìm kiếm ", "chữa cháy và ", "chữa cháy, ", "cứu hộ, ", "cứu hộ và "),
    "cứu hộ": ("cứu nạn, ", "cứu nạn và ", "chữa cháy và "),
}
"""“Cục Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ”: behind what these are parts of a name."""
_ALL = frozenset(("vị", "phương", "ngành", "quan", "thể"))
"""Last syllables of those who are all meant: "các đơn vị, địa phương"."""
_ADVERBS = (" sớm", " nhanh chóng", " kịp thời", " khẩn trương", " chủ động", " thường xuyên", " nghiêm túc", " trực tiếp")
_REPORTS = tuple(
    f"báo cáo {more}" for more in ("về ", "kết quả", "nhanh", "kịp thời", "ngay", "lên ", "cho ", "đề xuất", "định kỳ")
)

_IN_NAMES = re.compile(
    r"(?:hỗ trợ|kiểm tra|khai thác|phát triển|tư vấn|đào tạo|bồi dưỡng|nghiên cứu|ứng dụng|xúc tiến|đầu tư|giám sát|điều tra"
    r"|thẩm định|xây dựng|bảo vệ|bảo tồn|cung cấp|chuyển giao|vận hành) "
)
_NAMED_BY_VERB = re.compile(r"(?:Phòng|Trung tâm|Ban|Đội|Tổ|Chi cục|Bộ phận|Quỹ|Văn phòng) [^\W\d_]+(?: [^\W\d_]+)?\Z")
"""“Phòng Quản lý, hỗ trợ hộ kinh doanh là đầu mối”: a name of two things done, with the verb of the clause behind it."""


@dataclass(slots=True)
class Head:
    """`form` is the operator's: modal, will, duty, given, pledge, ask, verb, says, told. Offsets are flat.

    `subject` is whoever the operator is said of, None where nobody is named; the action begins at `action`.
    """

    form: str
    action: int
    subject: tuple[int, int] | None = None
    fronted: bool = False


def opening(low: str, begin: int, stop: int) -> int:
    """Behind marks, a list marker and connectors."""
    while begin < stop and low[begin] in " ,;:“\"'":
        begin += 1
    return patterns.connected(low, begin, stop)


def subject_and(flat: Flat, at: int, end: int, stop: int) -> Head | None:
    """The subject that begins at `at` (its first word ends at `end`) and the operator after it; None where there is none."""
    low, limit, spare, passed = flat.low, min(stop, at + _LONGEST), None, -1
    while match := patterns.operator().search(low, end, limit):
        form, end = match.lastgroup or "", match.end()
        where = match.start(form)
        if form == "bracket":
            end = low.find(")", end, stop) + 1
            if not end:
                break
        elif form == "colon":
            begin = opening(low, end, stop)
            if patterns.verb().match(low, begin, stop):
                return Head("verb", begin, (at, match.start()))
            if flat.text[end : end + 1] in _NO_NAMES or flat.text[end : end + 1].islower():
                return spare
        elif form == "aside":
            if behind := _behind_aside(low, end, stop):
                return Head(behind.form, behind.action, (at, match.start()), behind.fronted)
        elif form == "forbidden":
            return Head("verb", where, (at, cut_aside(low, at, match.start())))
        elif form == "verb":
            kind = _kind_of_verb(flat, at, match.start(), where, end) if match.start() != passed else "done"
            if kind == "verb":
                how = _how(low, at, match.start())
                return Head("verb", how or where, (at, cut_aside(low, at, how - 1 if how else match.start())))
            spare = spare or (Head("verb", where, (at, cut_aside(low, at, match.start()))) if kind == "perhaps" else None)
            passed = end if kind == "done" else -1
        elif form == "told" and low.startswith(("được giao", "được phân công", "được phê duyệt", "được thành lập"), where):
            end = max(end, low.find(" ", end + 1, stop))
        elif form in ("told", "says") and _belongs(low, at, match.start(), where, form):
            continue
        elif form == "pledge" and not (patterns.verb().match(low, end, stop) or patterns.starter().match(low, end, stop)):
            if behind := behind_time(flat, end, stop):
                return Head(form, behind.action, (at, cut_aside(low, at, match.start())))
        elif form == "modal" and (low.find(" không thể ", at, match.start()) > 0 or low.endswith(" không", at, match.start())):
            return None  # "Nghị quyết không phải việc riêng của …"
        elif flat.text[where].islower():
            return Head(form, where if form == "told" else end, (at, cut_aside(low, at, match.start())))
    return spare


def _how(low: str, at: int, gap: int) -> int:
    """ "đề nghị Cục sớm bố trí kinh phí": where the word begins that only says how; 0 where none stands before the verb."""
    word = next((word for word in _ADVERBS if low.endswith(word, at, gap)), "")
    return gap - len(word) + 1 if word else 0


def _belongs(low: str, at: int, gap: int, where: int, form: str) -> bool:
    """ "các cấp ủy, nhất là người đứng đầu", "theo đề nghị …": what tells or asks elsewhere is part of the subject."""
    if form == "told":
        return low.startswith("là ", where) and low.endswith(_ABOVE_ALL, at, where)
    return low[low.rfind(" ", at, gap) + 1 : gap] in patterns.word_set("no_clause_before")


def _behind_aside(low: str, at: int, stop: int) -> Head | None:
    """ "Chính phủ, căn cứ vào Nghị quyết này, tổ chức …": the verb behind the aside."""
    limit = min(stop, at + 240)
    for _ in range(5):
        comma = low.find(", ", at, limit)
        if comma < 0:
            return None
        if match := patterns.leading_modal().match(low, comma + 2, stop):
            return Head("modal", match.end())
        if patterns.verb().match(low, comma + 2, stop):
            return Head("verb", comma + 2)
        if low.startswith("có trách nhiệm ", comma + 2):
            return Head("duty", comma + 2 + len("có trách nhiệm "))
        at = comma + 2
    return None


def _kind_of_verb(flat: Flat, at: int, gap: int, where: int, end: int) -> str:
    """Whether a verb in a subject is its verb, perhaps so, part of a "name", or what is "done" ("việc thực hiện …")."""
    low = flat.low
    if flat.text[where:end] != low[where:end] or low.endswith(_RESCUES.get(low[where:end], ()), at, where):
        return "name"  # "… và Truyền hình Thành phố"
    if low[gap] == ",":
        after = low[where + len("tổ chức") : where + 24].lstrip()
        noun = low.startswith("tổ chức", where) and (low.endswith(_BEFORE_BODIES, at, gap) or after.startswith(_BODIES))
        if not noun and _IN_NAMES.match(low, where) and _NAMED_BY_VERB.match(flat.text, at, gap):
            return "perhaps"
        return "name" if noun else "verb"
    words = low[max(at, gap - _NEAR) : gap].split(" ")
    last, two = words[-1], " ".join(words[-2:])
    if low.endswith(" ban chỉ đạo", at, gap) and low.startswith(_AIMS, where):
        return "name"
    if last == "công" and low.startswith(("lập", "trình"), where):
        return "name"
    nominal = patterns.word_set("no_clause_before")
    named = flat.text[gap - len(two)].isupper()
    if low.endswith(_LOOKS_AHEAD, at, gap) or (low.endswith(_BODIES_OF_PLANS, at, gap) and not low.startswith("đầu tư", where)):
        return "verb"
    if last in nominal or (two in nominal and not named) or low.find(" do ", max(at, gap - _BY), gap) > 0:
        return "done"
    if last == "ban":
        return "name"
    heads = patterns.word_set("name_heads")
    if last in _ALL and low.startswith(_REPORTS, where):
        return "verb"
    if low.endswith(" dự án", at, gap) and low.startswith("đầu tư", where):
        return "name"
    size = 2 if two in heads else 1 if last in heads and not named else 0
    if size and low[where:end] in patterns.word_set("weak_verbs"):
        return "perhaps" if words[-size - 1 : -size] and words[-size - 1] in _MANY else "name"
    return "verb"


def behind_time(flat: Flat, at: int, stop: int) -> Head | None:
    """ "chậm nhất ngày 31/3/2024 báo cáo Bộ", "Trong quý I/2024 phải hoàn thành …": no comma stands behind the time."""
    low = flat.low
    limit = min(stop, at + 60)
    if (comma := low.find(",", at, limit)) > 0:
        limit = comma
    blank = low.find(" ", at, limit)
    dated = low.startswith(("hằng ", "hàng ", "mỗi "), at)
    while blank > 0 and not low.startswith(_TOLD, blank + 1):
        dated = dated or low[blank - 1].isdigit() or low[blank - 2 : blank] in (" i", "ii", "iv", "năm"[-2:])
        if match := patterns.leading_modal().match(low, blank + 1, stop):
            return Head("modal", match.end(), fronted=True)
        if dated and patterns.verb().match(low, blank + 1, stop):
            return Head("verb", blank + 1, fronted=True)
        if (
            dated
            and (head := patterns.subject().match(low, blank + 1, stop))
            and _ENDS_TIME.search(low, max(at, blank - 24), blank)
        ):
            found = subject_and(flat, blank + 1, head.end(), stop)
            return Head(found.form, found.action, found.subject, True) if found else None
        if low.startswith(_NO_TIME, blank + 1):
            return None
        blank = low.find(" ", blank + 1, limit)
    return None
