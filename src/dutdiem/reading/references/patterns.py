"""The written forms of a reference after its kind word.

Number and symbol: Decree 30/2020/NĐ-CP, annex I, and Party documents ("12-NQ/TW"). "Nghị quyết số 12-NQ/TW ngày
16/3/2022 của Bộ Chính trị về ..." may come with any of its parts missing.
"""

import re
from functools import cache

from dutdiem.reading.letters import LOWER, UPPER
from dutdiem.reading.organisations import name_pattern
from dutdiem.reading.vocabulary import alternatives, vocabulary

_LETTERS = rf"[A-ZĐƯ][{LOWER}{UPPER}]*\d*"
SYMBOL = rf"\d{{1,5}}[A-Za-z]?(?:/\d{{4}})?(?: ?- ?|/){_LETTERS}(?: ?[-/.&] ?{_LETTERS}(?=[-/\s,.;:)”\"*]|$))*"
NUMBER = r"\d{1,5}"

DAY = r"ngày ?(\d{1,2}) ?(?:/|-|\.| tháng ) ?(\d{1,2}) ?(?:/|-|\.| năm ) ?(\d{4})"
numbered = re.compile(rf"(?: (?!số\b)[{LOWER}]+){{0,4}}?:? ?(?:số:? ?)({SYMBOL}|{NUMBER}(?![\d.,/]\d|%))")
bare_symbol = re.compile(rf" ({SYMBOL})")
bare_number = re.compile(r" (\d{1,4})(?![\d.,/-]+\d|[%\w])")
law_number = re.compile(rf"[^.;:()\n\d]{{0,120}}? số ({SYMBOL})")
dated = re.compile(rf",? ?\(?{DAY}\)?")
of_year = re.compile(r",? năm (\d{4})\b")
of_session = re.compile(r",? kh[óo][áa] [IVXLC]+\b|,? lần thứ \w+(?: kh[óo][áa] [IVXLC]+)?")
quoted = re.compile(r"(?:,? (?:về|về việc|là|mang tên|với chủ đề|có tên))?:? ?([“\"‘])([^“”\"\n]{4,600})[”\"’]")
quoted_after_words = re.compile(rf"(?: [{LOWER}]+){{1,3}} ([“\"])([^“”\"\n]{{4,300}})[”\"]")
about = re.compile(r",? (?:về việc|về|V/v|v/v) ")
listed = re.compile(rf",? ?(?:và |;)?,? ?(?:số )?({SYMBOL}|{NUMBER}(?=,| và |-))")
alias = re.compile(
    r",? ?[”\"]? ?\((?:(?:sau đây|dưới đây|từ đây)? ?(?:được )?(?:viết tắt|gọi tắt|gọi chung|gọi) ?(?:là|:)?:? ?)"
    r"[“\"‘]?([^()“”\"‘’\n]{2,80})[”\"’]?\)",
    re.I,
)
in_brackets = re.compile(r"[”\"]? ?\(([^()\n]{2,60})\)")
congress = re.compile(r" đại hội\b", re.I)
congress_words = re.compile(r"(?: (?:đại biểu|Đại biểu|toàn quốc))*(?: lần thứ \w+)?")
congress_count = re.compile(r"(?:,? kh[óo][áa] [IVXLC]+)?(?: lần thứ \w+)?")
congress_term = re.compile(r"(?:,? nhiệm kỳ \d{4} ?[-–] ?\d{4})?")
by = re.compile(r",? của ")
issued = re.compile(rf"(?:[Nn]{DAY[1:]},? )?([^,.;:\n]{{3,90}}?),? (?:đã |vừa )?(?:ký )?(?:ban hành|thông qua|phê duyệt) $")


def name_at(text: str, at: int) -> int | None:
    """Where the name of a body that begins at `at` ends."""
    match = name_pattern().match(text, at)
    return match.end() if match else None


@cache
def title_end() -> re.Pattern[str]:
    """Where a title without quotation marks ends."""
    words = vocabulary("references")["title"]
    kinds = alternatives(
        [kind for kind in vocabulary("references")["types"] if kind not in ("luật", "lệnh", "quy hoạch", "dự án", "chiến lược")]
    )
    stops, barred = alternatives(words["stops"]), alternatives(words["not_after_comma"])
    after = alternatives(words["after_capitals"])
    return re.compile(
        rf"[.;:\n“”\"…]|(?<!%)\)|\((?!%\))|,? (?:{stops})\b|, (?:{barred})\b|,(?! )"
        rf"|(?:,| và) (?=[{UPPER}])|, (?=\d)| và (?:các |{kinds}\b)"
        rf"|(?<=[A-ZĐ][A-ZĐ])(?= (?!(?:{after})\b)[{LOWER}])| (?=\d{{1,2}}/\d{{1,2}}/\d{{4}})|$"
    )
