"""The head of a clause, told in one walk from left to right: what is fronted, whose action it is, what makes it an order.

    [marker] [connector] [fronted,] [subject] operator action
    Trước mắt, | trong quý I, | Công an tỉnh | cần | rà soát …

The operator is a modal ("cần", "phải"), "sẽ", a duty ("có trách nhiệm"), a pledge ("quyết tâm"), a request passed on ("được giao"),
a bare verb, or a word that reports ("đã", "được"). The walk is bounded, so reading stays linear.
"""

import re

from dutdiem.reading.flat import Flat
from dutdiem.reading.letters import UPPER
from dutdiem.reading.statements import patterns
from dutdiem.reading.statements.heads import Head, behind_time, opening, subject_and

_FARTHEST = 700
_COMMAS = 12
_LABEL = re.compile(r"(?:đơn vị|cơ quan|đầu mối|tổ chức)(?: \w+){1,5}: ")
"""“Đơn vị chủ trì: Sở Tư pháp” says who leads what stands above it."""
_LABEL_FIRST = frozenset("đct")
_NAMES = re.compile(rf"[{UPPER}][\w&./-]*(?:(?:,| và|) [{UPPER}\d][\w&./-]*)* (?=\w)")
"""Whoever has a name that no list knows ("Viettel, VNPT, MobiFone cử kỹ sư …")."""
_ABOUT = re.compile(r"(?:\w+ )?riêng (?=việc |nội dung |phần |vấn đề |dự án |công tác )")
"""“riêng việc sửa đổi Thông tư 02, Ủy ban đang …”: what the clause is about."""
_TOPIC = re.compile(
    r"(?P<word>về(?! ph[ầí])|đối với|riêng(?: đối với)?|liên quan(?: đến)?|công tác|lĩnh vực) [^:;.\n“\"]{2,120}: (?=\w)"
)
_BESIDES_FIRST = ("cùng với", "đi đôi với", "song song với", "bên cạnh", "gắn với", "đi liền với")
_BESIDES = re.compile(r"(?:cùng|đi đôi|song song|bên cạnh|gắn|đi liền)(?: với)? [^,;:.]{3,80}? là (?:cần phải|phải|cần) ")
"""“Cùng với kiểm tra là phải đẩy mạnh giám sát”."""
_TIMES = (
    "năm ",
    "quý ",
    "tháng ",
    "từ nay",
    "từ tháng",
    "từ quý",
    "trong năm",
    "trong quý",
    "trong tháng",
    "trong giai",
    "trong nhiệm",
    "đến ",
    "tới ",
    "hằng ",
    "mỗi ",
)
_TOPICS = ("việc ", "công tác ", "luật ", "bộ luật ", "nghị định ", "nghị quyết ", "quyết định ", "thông tư ", "chỉ thị ")
"""What a clause is about, with verbs in its name ("Luật Phòng cháy, chữa cháy …")."""


def clause(flat: Flat, begin: int, stop: int) -> Head | None:
    """The head of the clause that begins here; None for what has no verb of its own."""
    low = flat.low
    starter = patterns.starter_at(low, begin, stop)
    grounds = False
    if starter and starter.lastgroup == "verb" and (verb := starter.group()) not in patterns.ambiguous():
        if verb == "định kỳ":
            return _behind_rhythm(flat, begin, stop) or Head("verb", begin)
        grounds = verb == "phát huy" and patterns.words("fronted").match(low, begin) is not None
        if not grounds:
            return Head("verb", begin)
    besides = _BESIDES.match(low, begin, stop) if low.startswith(_BESIDES_FIRST, begin) else None
    if besides and patterns.verb().match(low, besides.end(), stop):
        return Head("modal", besides.end(), fronted=True)
    at = opening(low, begin, stop)
    if at != begin:
        starter = patterns.starter_at(low, at, stop)
    if at < stop and low[at] in _LABEL_FIRST and _LABEL.match(low, at, stop):
        return None
    front = patterns.words("fronted").match(low, at, stop)
    if front is None and low.find("riêng ", begin, begin + 16) >= 0:
        front = _ABOUT.match(low, begin, stop)
    if front and not grounds and (longer := patterns.verb().match(low, at, stop)) and longer.end() > front.end():
        front = None
    return (_behind(flat, at, stop) if front else None) or _core(flat, at, stop, starter)


def behind_topic(flat: Flat, begin: int, stop: int) -> int:
    """Where the clause begins behind what it is about ("Về nhà ở: Phòng X rà soát …"); `begin` where it has no such topic.

    A body in the topic that alone can do what follows stays its subject ("Đối với các xã: rà soát …").
    """
    topic = _TOPIC.match(flat.low, begin, stop)
    head = clause(flat, topic.end(), stop) if topic else None
    if topic is None or head is None or head.form in ("will", "told", "says"):
        return begin
    named = topic.end("word") + 1
    own = head.form == "verb" and not head.subject and patterns.subject().match(flat.low, named, topic.end())
    return named if own and topic.group("word") != "về" else topic.end()


def named_and(flat: Flat, at: int, stop: int) -> Head | None:
    """Names in capitals and the verb or modal right behind them; None where there is none."""
    low = flat.low
    while at < stop and low[at] in ' ,:“"':
        at += 1
    names = _NAMES.match(flat.text, at, min(stop, at + 160))
    if names is None:
        return None
    if match := patterns.leading_modal().match(low, names.end(), stop):
        return Head("modal", match.end(), (at, names.end() - 1))
    pledge = patterns.words("pledging").match(low, names.end(), stop)
    action = pledge.end() + 1 if pledge and patterns.verb().match(low, pledge.end() + 1, stop) else names.end()
    return Head("verb", action, (at, names.end() - 1)) if patterns.verb().match(low, action, stop) else None


def _behind(flat: Flat, at: int, stop: int) -> Head | None:
    """The clause behind what is fronted: after one of the next commas.

    Ground and purpose have verbs of their own ("Để nâng cao …, bảo đảm …, các đơn vị cần …"): a named subject or a modal wins.
    """
    low, first, cut, done = flat.low, None, at, False
    if low.startswith(_TIMES, at) and (timed := behind_time(flat, at, stop)) and timed.subject:
        return timed
    long = patterns.words("fronted_long").match(low, at, stop) is not None
    limit = min(stop, at + _FARTHEST)
    for _ in range(_COMMAS):
        cut = _next_cut(low, cut, limit)
        if cut < 0:
            break
        begin = opening(low, cut, stop)
        found = _core(flat, begin, stop, patterns.starter_at(low, begin, stop))
        if found is None or (done and found.form == "verb" and not found.subject):
            done = done or low.startswith(_TOPICS, begin)
            continue
        found = Head(found.form, found.action, found.subject, True)
        if found.form != "verb" or found.subject:
            if first is None or long or found.form == "modal":
                return found
            break
        first = first or found
    return first or behind_time(flat, at, stop)


def _behind_rhythm(flat: Flat, at: int, stop: int) -> Head | None:
    """ "định kỳ ngày 25 hằng tháng các chủ đầu tư báo cáo …": whoever is named behind it."""
    blank, limit = flat.low.find(" ", at + len("định kỳ "), stop), min(stop, at + 48)
    while 0 < blank < limit and not patterns.verb().match(flat.low, blank + 1, stop):
        if head := patterns.subject().match(flat.low, blank + 1, stop):
            found = subject_and(flat, blank + 1, head.end(), stop)
            return Head(found.form, found.action, found.subject, True) if found else None
        blank = flat.low.find(" ", blank + 1, limit)
    return None


def _next_cut(low: str, at: int, limit: int) -> int:
    comma, then = low.find(", ", at, limit), low.find(" thì ", at, limit)
    if comma < 0 or 0 <= then < comma:
        return then + 5 if then >= 0 else -1
    return comma + 2


def _core(flat: Flat, at: int, stop: int, verb: re.Match[str] | None) -> Head | None:
    """The head of what begins at `at` with nothing in front; `verb` is what may begin a clause without a subject there."""
    low = flat.low
    form = verb.lastgroup if verb else None
    if verb and form == "verb" and verb.group() not in patterns.ambiguous():
        return Head("verb", at)
    if verb and form == "ask":
        return _asked(flat, verb.end(), stop)
    if verb and form in ("modal", "pledge"):
        return Head(form, verb.end())
    head = patterns.subject().match(low, at, stop)
    found = subject_and(flat, at, head.end(), stop) if head else None
    if found and found.form == "told" and low.startswith("lãnh đạo ", at) and patterns.subject().match(low, at + len("lãnh đạo ")):
        return found  # "Lãnh đạo các đơn vị lần lượt …": those who lead them
    if verb and (found is None or found.form in ("told", "says") or (found.form == "verb" and "," in low[at : found.action])):
        return Head("verb", at)
    return found


def _asked(flat: Flat, at: int, stop: int) -> Head | None:
    """After a request word that has no asker of its own: "giao Sở X …", "đề nghị cần …"; None where it is a noun."""
    low = flat.low
    while at < stop and low[at] in ' ,:“"':
        at += 1
    if (head := patterns.subject().match(low, at, stop)) and (found := subject_and(flat, at, head.end(), stop)):
        return Head("ask", found.action, found.subject, found.fronted) if found.form in ("verb", "modal", "duty") else None
    if match := patterns.leading_modal().match(low, at, stop):
        return Head("ask", match.end())
    return Head("ask", at) if patterns.verb().match(low, at, stop) else None
