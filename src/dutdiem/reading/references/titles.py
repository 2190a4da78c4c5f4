"""Titles: where one that stands without quotation marks ends.

"Nghị quyết số 12-NQ/TW … về tăng cường công tác X, Y trong tình hình mới" runs on over commas, quotation marks and brackets that
belong to it, up to a mark or a word with which the sentence goes on.
"""

import re
from functools import cache

from dutdiem.reading.flat import Flat
from dutdiem.reading.letters import LOWER, UPPER
from dutdiem.reading.references import patterns
from dutdiem.reading.references.reference import Reference
from dutdiem.reading.vocabulary import alternatives, vocabulary

_BY_WHEN = (
    r"trước (?=(?:ngày|tháng|năm|quý) |\d)"
    r"|(?:ngay trong|trong|vào|(?<!tháng )(?:đầu|giữa|cuối)) (?=(?:ngày|tháng|năm) \d|quý [IVX\d]|\d{1,2}/)"
)
"""The time of what is done with the document, not of what it is about ("… về cải cách hành chính trước ngày 15/6")."""
_SUBMITTED = rf"(?<!quy )(?<!công )(?<!chương )(?<!quá )(?<!lộ )(?<!tiến )(?<!giáo )(?<!tờ )(?<!giải )trình (?=[{UPPER}]|cấp )"
_FIELD = r"(?!Công nghệ|Đào tạo|Môi trường|Truyền thông|Du lịch|Phát triển|Gia đình|Trẻ em)"
"""“Khoa học và Công nghệ”: what fields are called by goes on."""
_AND_CAPITAL = rf"(?:(?<![A-ZĐ]{{2}} )và (?=[{UPPER}]){_FIELD}|và (?=[{UPPER}][{LOWER}]){_FIELD})"
"""Somebody or something else; two short names belong together ("PCCC và CNCH")."""
_STAGE = re.compile(r": (?:từ )?(?:năm )?\d{4} ?(?:-|–|đến) ?(?:hết )?(?:năm )?\d{4}")
"""The years of a stage within a title ("…, giai đoạn I: từ năm 2021 đến năm 2025")."""
_LATER_PART = re.compile(
    r", (?:chủ động (?:ứng phó với biến đổi khí hậu|(?:và tích cực |, tích cực )?hội nhập)\b"
    r"|(?:chủ động|bảo đảm|đảm bảo|góp phần) [^.,;:()\n“”\"]{8,110}? (?:giai đoạn \d{4} ?[-–] ?\d{4}|đến năm \d{4}"
    r"|trong (?:tình hình|giai đoạn|thời kỳ|kỷ nguyên) mới)(?=[.,;\n(]|$))"
)
"""A further part of a title that begins like an order, but ends as titles do."""
_PURPOSE = " để "
_BETWEEN = 60
"""How far "giữa" may stand before the "và" that belongs to it ("phối hợp giữa Công an và Quân sự")."""
_APPROVE = frozenset("pb")
_SHORT_THEN_YEARS = re.compile(r" ?\([A-ZĐÂƯ&]{2,12}\) (?:(?:đến )?năm \d{4}|giai đoạn \d{4} ?[-–] ?\d{4})(?![\d/])")
"""A short form of the words before it, within a title that goes on to its years: "… an toàn giao thông (ATGT) năm 2025"."""
_FURTHEST = 400
_LONGEST = 300
_SHORTEST = 4


@cache
def _break() -> re.Pattern[str]:
    """Where a title may end. It begins with one class of characters, so that it is looked for fast."""
    words = vocabulary("references")["title"]
    names = ("luật", "lệnh", "quy hoạch", "dự án", "chiến lược", "điều bác hồ dạy")
    kinds = alternatives([kind for kind in vocabulary("references")["types"] if kind not in names])
    stops, barred = alternatives(words["stops"]), alternatives(words["not_after_comma"])
    return re.compile(
        r"[.;:\n“”\"…() ,](?:(?<![ ,])|"
        rf"(?<= )(?:(?:{stops})\b|(?<!không )được\b|{_AND_CAPITAL}|và (?:các |số \d|{kinds}\b)|(?:tại|với) (?=\d)|(?=[nN]gày \d)"
        rf"|(?=\d{{1,2}}/\d{{1,2}}/\d{{4}})|{_BY_WHEN}|{_SUBMITTED})|(?<=,)(?:(?![ \w])| (?:{barred})\b"
        rf"| ban hành (?:ngày|tháng|năm|từ) | (?=[{UPPER}\d])"
        rf"| (?={kinds}(?: [{LOWER}]+){{0,2}} (?:số )?[\d“\"])))"
    )


@cache
def _after_capitals() -> re.Pattern[str]:
    after = alternatives(vocabulary("references")["title"]["after_capitals"])
    return re.compile(rf"(?<=[A-ZĐ][A-ZĐ])(?= (?!(?:{after})\b)[{LOWER}])")


@cache
def _leaves() -> re.Pattern[str]:
    words = alternatives(vocabulary("references")["title"]["after_described"])
    return re.compile(rf" (?:{words}\b|theo (?=[{UPPER}]))")


@cache
def _goes_on() -> re.Pattern[str]:
    """After a bracket or quotation marks: small letters that are no stop."""
    stops = alternatives([*vocabulary("references")["title"]["stops"], "được", "và", "thuộc"])
    return re.compile(rf" (?!(?:{stops})\b)[{LOWER}]")


@cache
def _short_name() -> re.Pattern[str]:
    """What stands in brackets as a short name, not as a part of the title."""
    kinds = alternatives(list(vocabulary("references")["types"]))
    return re.compile(rf"(?:sau đây|dưới đây|gọi|viết tắt|{kinds}|[{UPPER}]{{2,}}\d)", re.I)


@cache
def _behind_years() -> re.Pattern[str]:
    """The years with which titles end, where what follows tells how the thing goes ("… giai đoạn 2021 - 2025 chậm"), or a sentence
    begins whose line was joined to a heading."""
    tells = alternatives(vocabulary("references")["title"]["after_years"])
    body = r"(?:Ban|Ủy ban|UBND|Sở|Bộ|Cục|Tổng cục|Chi cục|Công an|Thủ tướng|Ngày|Sáng|Chiều|Theo|Nhằm|Thực hiện) "
    return re.compile(rf"(?:19|20)\d{{2}}(?= {tells}\b| {body})(?:(?<=năm \d{{4}})|(?<=[-–] \d{{4}})|(?<=\d[-–]\d{{4}}))")


def title_end(text: str, at: int, limit: int, *, brackets: bool = True, purpose: bool = False) -> int:
    """The end of the title that runs from `at`, over brackets in it or not, over "để …" or not; never beyond `limit`."""
    end = _mark_end(text, at, limit, brackets=brackets, purpose=purpose)
    years = _behind_years().search(text, at, end)
    return years.end() if years else end


def _mark_end(text: str, at: int, limit: int, *, brackets: bool, purpose: bool) -> int:
    """Where a mark or word ends the title. Each character is looked at once."""
    while True:
        match = _break().search(text, at, limit)
        if not match:
            return limit
        further = _over(text, match, limit) if brackets or match.group() != "(" else None
        if purpose and text.startswith(_PURPOSE, match.start()):
            further = match.start() + len(_PURPOSE)
        if further is None:
            return match.start()
        at = further


def _over(text: str, match: re.Match[str], limit: int) -> int | None:
    """Where the title goes on behind a break that does not end it."""
    mark, start = match.group()[0], match.start()
    if (
        mark == " "
        and text.startswith(" và ", start)
        and text.rfind(" giữa ", max(0, start - _BETWEEN), start) > text.rfind(" và ", 0, start)
    ):
        return start + 4
    if mark == "," and (part := _LATER_PART.match(text, start)):
        return part.end()
    if mark == ":":
        stage = _STAGE.match(text, start)
        return stage.end() if stage and text[max(0, start - 16) : start].lower().rfind("giai đoạn") >= 0 else None
    if mark in '“"':
        close = text.find("”" if mark == "“" else '"', start + 1, min(limit, start + 300))
        return close + 1 if close > 0 and "\n" not in text[start:close] else None
    if mark == "(":
        close = text.find(")", start, min(limit, start + 60))
        if close > 0 and not _short_name().match(text, start + 1) and (text[start + 1] == "%" or _goes_on().match(text, close + 1)):
            return close + 1
        return None
    if mark == "." and text[start + 1 : start + 2] == " ":
        word = text[max(text.rfind(" ", 0, start), start - 5) + 1 : start]
        return start + 1 if word in vocabulary("references")["title"]["abbreviated"] else None
    if mark == "." and text[start - 1].isalnum() and text[start + 1 : start + 2].isalnum():
        return start + 1
    return None


def _is_sent_to(text: str, at: int) -> bool:
    """ "Báo cáo kết quả thực hiện Kế hoạch số 118 về Bộ Công an trước ngày …" says to whom, not about what."""
    stop = patterns.name_at(text, at)
    return stop is not None and patterns.after_addressee.match(text, stop) is not None


def read_title(flat: Flat, reference: Reference) -> None:
    """A title after number, date and issuer: in quotation marks, or after "về"."""
    text, end = flat.text, reference.end
    ahead = patterns.ahead(text, end)
    # "Nghị quyết 12 là “chìa khóa”" says of the document what it is, not how it is called.
    if ahead != "l" and ahead in patterns.BEFORE_QUOTED and (match := patterns.quoted.match(text, end)):
        reference.title = match.group(2).strip()
        reference.nested_from, reference.end = match.start(2), match.end()
        return
    match = patterns.about.match(text, end) if ahead in ("v", "V") else None
    if not match:
        return
    at = match.end()
    if not match.group(1) and text[at + 1 : at + 2].isupper() and _is_sent_to(text, at + 1):
        return
    # "về việc phê duyệt giá thóc để thu thuế" is how an office calls its own document; after "về" alone the sentence goes on.
    stop = title_end(text, at + 1, min(at + _FURTHEST, len(text)), purpose=bool(match.group(1)))
    title = text[at:stop].strip(" ,")
    if len(title) >= _SHORTEST:
        reference.title, reference.open = title, True
        reference.nested_from, reference.end = at + 1, at + len(text[at:stop].rstrip(" ,"))


def approved_title(flat: Flat, reference: Reference) -> None:
    """ "Quyết định số 150/QĐ-UBND … phê duyệt Danh mục …": a decision without "về" is called by what it approves. A scheme stays a
    document of its own (the corpus's guidelines), and rules that are laid down with it are told, not named."""
    text, end = flat.text, reference.end
    if patterns.ahead(text, end) not in _APPROVE:
        return
    match = patterns.approves.match(text, end)
    if not match:
        return
    stop = title_end(text, match.end(), min(end + _FURTHEST, len(text)))
    reference.title, reference.open = text[match.start("title") : stop].strip(" ,"), True
    reference.nested_from, reference.end = match.start("what"), end + len(text[end:stop].rstrip(" ,"))


def grow(flat: Flat, reference: Reference, end: int) -> None:
    """The title goes on where a reference named in it ends later than it seemed to."""
    text, limit = flat.text, min(len(flat.text), reference.start + 2 * _FURTHEST)
    if end >= limit:
        return
    stop = max(end, title_end(text, end, limit))
    grown = text[reference.end : stop].rstrip(" ,")
    reference.title = (reference.title or "") + grown
    reference.end += len(grown)


def capital_title(flat: Flat, reference: Reference) -> bool:
    """ "Đề án Xây dựng nông thôn mới": the title right after the kind."""
    text, begin = flat.text, reference.end + 1
    limit = min(begin + _LONGEST, len(text))
    stop = title_end(text, begin + 1, limit, brackets=False)
    leaves = _leaves().search(text, begin + 1, stop)
    stop = leaves.start() if leaves else stop
    capitals = _after_capitals().search(text, min(stop, text.find(" ", begin) + 1 or stop), stop)
    stop = capitals.start() if capitals else stop
    if capitals is None and leaves is None and (years := _SHORT_THEN_YEARS.match(text, stop)):
        stop = years.end()
    title = text[begin:stop].strip(" ,-–")
    if len(title) < (_SHORTEST - 1 if title.isupper() else _SHORTEST + 3):
        return False
    reference.title, reference.open = title, capitals is None and leaves is None
    reference.nested_from, reference.end = begin, begin + len(title)
    return True


def is_shortened(flat: Flat, reference: Reference) -> bool:
    """Whether the words behind a kind that opens a sentence are its title: the brackets behind them give it a short name."""
    text, begin = flat.text, reference.end + 1
    at = text.find(" (", begin, begin + _LONGEST)
    if at < 0 or not _short_of(reference.type).match(flat.low, at + 2):
        return False
    return title_end(text, begin + 1, at, brackets=False) == at


@cache
def _short_of(kind: str) -> re.Pattern[str]:
    """In brackets a short name of a kind: "(Chương trình OCOP)", "(gọi tắt là …)"."""
    words = [word for word, of in vocabulary("references")["types"].items() if of == kind]
    return re.compile(rf"[“\"]?(?:{alternatives(words)} |(?:sau đây |dưới đây )?(?:gọi|viết) tắt|sau đây gọi|dưới đây gọi)")
