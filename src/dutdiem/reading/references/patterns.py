"""The written forms of a reference after its kind word.

Number and symbol: Decree 30/2020/NĐ-CP, annex I, and Party documents ("12-NQ/TW"). "Nghị quyết số 12-NQ/TW ngày
16/3/2022 của Bộ Chính trị về ..." may come with any of its parts missing.
"""

import re
from functools import cache

from dutdiem.reading.letters import LOWER, UPPER
from dutdiem.reading.organisations import name_pattern
from dutdiem.reading.vocabulary import alternatives, vocabulary

_PART = rf"(?:[A-ZĐÂƯÔ]{{2,}}(?:[a-z]{{1,2}}(?![{LOWER}])[A-ZĐ]*)?\d{{0,4}}|QyĐ|Đ|[A-Z]\d{{1,3}})(?![{LOWER}])"
"""A kind's or a body's abbreviation within a symbol: NQ, TTg, CTrHĐ, QH15, PC06."""
_KIND = r"(?:NQ|QĐ|CT|KH|TB|BC|CV|HD|KL|TT|NĐ|CĐ|CTr|TTr)"
SYMBOL = (
    rf"\d{{1,6}}(?:\.\d{{1,2}})?[A-Za-zđ]?(?: ?/ ?(?:19|20)\d{{2}}(?!\d))?(?: ?- ?| ?/ ?)(?:{_KIND} - )?{_PART}"
    rf"(?:(?: ?[-/&]|[-/&] |\.){_PART})*(?:/(?:19|20)\d{{2}}(?!\d)|/[a-z]{{1,3}}(?![{LOWER}]))?"
)
NUMBER = r"\d{1,5}(?!\d)[A-Z]?(?![^\W\d_])"

DAY = r"ngày ?(\d{1,2}) ?(?:/|-|\.| tháng ) ?(\d{1,2}) ?(?:/|-|\.| năm ) ?(\d{4})(?!\d)"
numbered = re.compile(rf"(?i::? ?số:? ?)({SYMBOL}|{NUMBER}(?![.,/]\d|%))")
between = re.compile(r"(?: [^\W\d_]+,?){1,12}(?<!,)")
bare_symbol = re.compile(rf" ({SYMBOL})")
of_its_year = re.compile(r"(?: số:?)? (\d{1,4}/(?:19|20)\d{2})(?![\d/.-]|,\d)")
"""A number with its year and no symbol: "Thông tư 11/2013", "Nghị quyết số 02/2021"; no month."""
bare_number = re.compile(r" (\d{1,4}[A-Za]?)(?![\d.,/-]+\d|[%\w])")
_MONEY = r"(?! (?:đồng|usd|đô la|euro|vnđ|vnd|đã|được)\b)"
figure = re.compile(
    r" (?:\d{1,3}(?:\.\d{3})+|(?:\d[\d.,]{0,6}|một|hai|ba|năm|mười) (?:triệu|nghìn|ngàn|vạn|tỷ|tỉ))"
    rf"{_MONEY} [^\W\d]"
)
"""The goal that a scheme is called by: "1 triệu héc-ta", "10.000 tiến sĩ"; over small letters."""
abbreviated = re.compile(rf"(?:[/-]?TW)?(?: ?số)? ?({SYMBOL}|{NUMBER}(?![.,/-]\d|[%\w]))")
law_symbol = re.compile(r" số (\d{1,3}(?:-|/\d{4}/)(?:QH|L|PL|UBTVQH|HĐNN|LCT|SL)[A-ZĐ]*\d*(?:[-/][A-ZĐ]+\d*)*)")
dated = re.compile(rf",? ?(?:{DAY}|\({DAY}\)|ngày ?\d{{1,2}}/\d{{1,2}}/\d{{5,6}}(?!\d))")
"""A day, or one whose year has a digit too many: no day, but the reference goes on behind it."""
of_day = re.compile(
    r",? \(?ngày (\d{1,2})(?:/|-| tháng )(\d{1,2})(?![\d/.-]|,\d| năm | ?[-–] ?\d| (?:đến|tới|của kỳ|hằng|hàng) )\)?"
)
"""A day without its year, which the symbol may have: "Thông tư số 10/2024/TT-BTTTT ngày 13/9"."""
of_year = re.compile(r" năm (\d{4})\b")
of_a_day = re.compile(r" (?:ngày|tháng|năm) \d(?!\d{3} ?[-–] ?\d{4})")
mere_year = re.compile(r" ((?:19|20)\d{2})\b(?!/)")
_TERM = r"[Kk][Hh][ÓóOo][ÁáAa]"
of_term = re.compile(rf",? ?(?:\({_TERM} [IVXLC]+\)|{_TERM} [IVXLC]+\b)")
"""The term of office right behind the number: "Nghị quyết số 29-NQ/TW khóa XI về …"."""
of_session = re.compile(rf"(?:,? ?\({_TERM} [IVXLC]+\)|,? {_TERM} [IVXLC]+\b|,? lần thứ \w+(?: {_TERM} [IVXLC]+)?)")
session = re.compile(
    r"(?:,? của|,)? (?=[HKP])(?:Hội nghị|Kỳ họp|Phiên họp)(?: Trung ương| TW)?(?: lần)?(?: thứ)?"
    r" (?:\d+|[IVXLC]+|mười (?:một|hai|ba|bốn|tư|lăm)|[^\W\d_]+)\b(?:,? của|,)?"
    r"(?P<central> Ban [Cc]hấp hành Trung ương(?: Đảng)?)?"
)
quoted = re.compile(r"(?:,? (?:về|về việc|là|mang tên|với chủ đề|có tên))?:? ?([“\"‘])([^“”\"\n]{4,600})[”\"’]")
BEFORE_QUOTED = frozenset('“"‘:vlmc')
"""The first character after a kind (and a blank) where `quoted` may match."""
quoted_after_words = re.compile(rf"(?: [{LOWER}]+){{1,3}} ([“\"])([^“”\"\n]{{4,300}})[”\"]")
about = re.compile(r",? (?i:(về việc|v/v)|về)(?= )")
approves = re.compile(
    r",? (?P<title>(?:phê duyệt|ban hành)(?: kèm theo)?"
    r" (?P<what>[Dd]anh mục|Chiến lược|Quy hoạch|Kế hoạch|Chương trình|Bộ tiêu chí|Bộ chỉ số)) (?=\w)"
)
listed = re.compile(rf"(?:(?:,| và|;|, và|; và) (số )?({SYMBOL})|(?:,| và|, và) (số )?({NUMBER})(?![.,/-]\d|[%\w/]))")
_CALLED = r"(?:hay |thường )?(?:còn )?(?:được )?(?:viết tắt|gọi tắt|gọi chung|gọi|viết)(?: tắt)? ?(?:là|:):?"
alias = re.compile(
    rf",? ?[”\"]? ?\((?:(?:sau đây|dưới đây|từ đây)(?: thì)? ?)?{_CALLED} ?[“\"‘]?([^()“”\"‘’\n]{{2,80}})[”\"’]?\)"
    rf"|(?:,?| [-–]) (?:sau đây|dưới đây|(?=(?:hay )?còn |thường |gọi tắt |viết tắt ))(?: thì)? ?{_CALLED} ?"
    r"(?:[“\"‘]([^()“”\"‘’\n]{2,80})[”\"’]|([^()“”\"‘’\n,.;]{2,60}?)(?=[,.;\n)]| [-–] ))",
    re.I,
)
before_alias = re.compile(r" (?:giai đoạn \d{4} ?[-–] ?\d{4}|(?:đến )?năm \d{4})(?= \()")
in_brackets = re.compile(r"[”\"]? ?\([“\"‘]?([^()\n]{2,60}?)[”\"’]?\)")
congress_words = re.compile(r"(?: (?:đại biểu|toàn quốc))*(?: lần thứ \w+)?", re.I)
congress_count = re.compile(rf"(?: toàn quốc)?(?:,? {_TERM} [IVXLC]+|(?: lần)?(?: thứ)? [IVXLC]+\b)?(?: lần thứ \w+)?", re.I)
congress_term = re.compile(r"(?:,? nhiệm kỳ \d{4} ?[-–] ?\d{4})?", re.I)
plenum = re.compile(
    r"(?:(?: của)? [Hh]ội nghị)?(?P<at> lần thứ \w+)?(?:(?: của)? (?:BCH|Ban [Cc]hấp hành))? ?(?:Trung ương|TW|TƯ)(?: Đảng)?"
    rf"(?P<number>(?: lần thứ)? ?(?:\d{{1,2}}\b(?![/\d-])|(?<=thứ )\w+))?(?:,? \(?{_TERM} [IVXLC]+(?:(?:,| và) [IVXLC]+)*\)?)?"
)
in_session = re.compile(
    r"(?: của)? (?:[Pp]hiên họp(?: Chính phủ)?(?: thường kỳ)?(?: Chính phủ)? tháng \d{1,2} ?(?:/| năm ) ?(?:19|20)\d{2}"
    r"|Hội nghị (?:[Nn]gười lao động|[Cc]án bộ|[Vv]iên chức|[Cc]ông chức)[^.;:()\d\n]{0,40} năm (?:19|20)\d{2})(?![\d/])"
)
"""A regular session of the Government, or a yearly conference of an office's staff (Decree 59/2023/NĐ-CP), with its time."""
medium_term = re.compile(r" (?:đầu tư công )?trung hạn (?:giai đoạn )?(?:19|20)\d{2} ?[-–] ?(?:19|20)\d{2}(?![\d/])")
"""The medium-term plan of public investment (Law on Public Investment, article 3), which is named in small letters too."""
after_addressee = re.compile(r"[.,;()\n]|$| (?:trước|theo|qua|để|tổng hợp|bằng|đúng|chậm nhất)\b")
of_place = re.compile(r" của (?:tỉnh|thành phố|quận|huyện|thị xã|xã|phường|đặc khu|đơn vị|ngành)\b(?! (?:ủy|uỷ|ta|này|đó|khác)\b)")
"""An issuer that is only told by its level: "Đề án 25 của tỉnh"."""
named_body = re.compile(
    r"(?:Tổ công tác|Ban [Cc]hỉ đạo|Tổ giúp việc|Tổ triển khai|Tổ thư ký|Hội đồng|Ban điều hành)(?: [^\W\d_]+){0,4} $"
)
"""Before a document: a body that is called after it; "của tỉnh" behind it is then of the body ("Tổ công tác Đề án 06 của tỉnh")."""
by = re.compile(r",? (?i:của) ")
issued = re.compile(rf"(?:[Nn]{DAY[1:]},? )?([^,.;:\n]{{3,90}}?),? (?:đã |vừa )?(?:ký )?(?:ban hành|thông qua|phê duyệt|có) $")
issued_after = re.compile(rf"(?: do (?P<who>[^,.;:\n]{{3,90}}?))? (?:đã |được )?(?:ký )?ban hành(?:,? {DAY})?")
_WORD = rf"(?:“[^”\n]+”|\"[^\"\n]+\"|(?![^ \n]*[{LOWER}])[^ .;:(“”\"\n]+)"
shouted = re.compile(
    rf"(?:,? NGÀY (?P<d>\d{{1,2}}) ?(?:/|-| THÁNG ) ?(?P<m>\d{{1,2}}) ?(?:/|-| NĂM ) ?(?P<y>\d{{4}}))?"
    rf"(?:,? CỦA (?P<by>[{UPPER}\d .,-]+?) ?(?= (?:VỀ|PHÊ DUYỆT|BAN HÀNH|QUY ĐỊNH|SỬA ĐỔI|HƯỚNG DẪN|TRÊN ĐỊA BÀN|NĂM|TẠI|VÀ) "
    r"|[;:(“\"\n]|$))?"
    rf"(?: \([^()\n]{{2,60}}\)(?= VỀ ))?(?: VỀ (?:VIỆC )?(?P<title>{_WORD}(?: {_WORD})*))?"
)
"""What follows the symbol of a reference in capitals, as in headings."""


def ahead(text: str, at: int) -> str:
    """The first character behind a comma and a blank, by which most patterns can be told not to match."""
    return text[at : at + 3].lstrip(" ,")[:1]


def name_at(text: str, at: int) -> int | None:
    """Where the name of a body that begins at `at` ends."""
    match = name_pattern().match(text, at)
    if not match:
        return None
    end = match.end()
    if text.endswith(_CAPITAL_VERBS, at, end):
        return end - max(len(verb) for verb in _CAPITAL_VERBS if text.endswith(verb, at, end))
    tail = _name_tail().match(text, end)
    return tail.end() if tail else end


_CAPITAL_VERBS = (" Ban hành", " Sửa đổi", " Sửa", " Phê duyệt", " Phê", " Bãi bỏ", " Hướng dẫn", " Quy định", " Về")
"""With one of these the name of what is issued begins right after who issues it ("của Chính phủ Ban hành ...")."""


@cache
def _name_tail() -> re.Pattern[str]:
    """What a name of several small syllables has left: " án dân sự thành phố Hà Nội", " khu vực XII (nay là Thuế Huế)"."""
    words = vocabulary("organisations")
    verbs = [verb.split()[0] for verb in vocabulary("statements")["verbs"]]
    stops = alternatives([*words["stops"], *verbs, "này", "đó", "các", "những", "một", "tất"])
    small = rf" (?!(?:{stops})\b)[{LOWER}]+"
    return re.compile(
        rf"(?:(?:{small}){{1,4}}(?: và)?(?: [{UPPER}]\w*)+(?=[,.;:)\n]| về | \(|$))?"
        r"(?: \((?:nay là|trước đây là|cũ)[^()\n]{0,60}\))?"
    )
