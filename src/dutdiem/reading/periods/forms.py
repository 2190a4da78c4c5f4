"""The written forms of times, as patterns over the lower-case flat text.

After Decree 30/2020/NĐ-CP, annex I (dates) and the reports of offices ("6 tháng cuối năm 2023", "hơn 7 tháng qua").
Each is matched at a place where a trigger or a number has been found; none is searched for.
"""

import re

YEAR = r"(?:19|20)\d{2}"
_END = r"(?![\d%]|[.,/-]\d)"
_SMALL = "một|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười|mười một|mười hai|giêng|chạp"
_YEAR_SAID = r"(?:nay|sau|tới|sắp tới|trước|ngoái|qua)\b(?! (?:kỳ|liền|khi|hạn|ngày|hết|tháng|qu[ýí]|năm|cuối|đầu|giữa|\d))"
_OF_YEAR = (
    rf"(?:,? ?[/.-] ?{YEAR}(?!\d|\.\d|/\d)|,?(?: của)? năm {YEAR}(?!\d|\.\d|/\d)"
    rf"| (?:năm )?{_YEAR_SAID}|(?: của)? năm {_YEAR_SAID}| sang năm\b)?"
)
_DASH = r"[ \n]?[-–][ \n]?"
"""Between two years the page may break the line, which looks like a new item there."""
_SHORT_YEAR = r"(?:1[5-9]|2\d|3\d)"
"""A year in its last two figures ("12/3/25")."""
_DAY = (
    rf"\d{{1,2}}(?: ?[/.-] ?| tháng )\d{{1,2}}(?:(?: ?[/.-] ?|,? năm ){YEAR}{_END}|/{_SHORT_YEAR}{_END}(?!/)"
    rf"| năm (?:nay|sau|tới)\b|{_END})"
)
_SHORT_DAY = r"\d{1,2}(?: ?[/.-] ?| tháng )\d{1,2}"
_QUARTER = r"(?:iii|ii|iv|i|0?[1-4]|một|hai|ba|tư|bốn)\b(?! lần)"
_WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
_PART_OF_DAY = r"(?:rạng sáng|sáng|chiều|tối|trưa|đêm)"
_EVERY = r"(?:hằng|hàng|mỗi)"
_AND = r"(?:(?: và| đến(?: hết)?| tới(?: hết)?| -|-|–|,)+ ?)"

DAY = re.compile(rf"ngày (?:mùng |mồng )?({_DAY})(?: (sắp tới|tới|vừa qua|vừa rồi)\b(?! (?:ngày|hết|nay|khi|\d)))?")
DAY_LIST = re.compile(rf"ngày (\d{{1,2}})(?:, ?\d{{1,2}})*{_AND}(?:ngày )?({_DAY})")
DAY_TO_DAY = re.compile(rf"ngày ({_SHORT_DAY})(?: (?:đến|tới)(?: hết)? |{_DASH})(?:ngày )?({_DAY})")
DAY_OF_MONTH_WORD = re.compile(r"ngày (\d{1,2}) tháng (này|tới|trước|sau)\b(?! (?:đó|khi|ngày|đây|kỳ))")
DAY_ALONE = re.compile(r"ngày (\d{1,2})(?=[,;.)\n]|\Z)(?![.,]\d)")
DAY_TO_LEFT = re.compile(r"(?:^|[\s(])(?P<from>từ) (?:ngày )?(\d{1,2}) (?:đến|tới|-|–) ?(?:hết )?$")
"""Before the last day of a range whose first day has no month of its own ("từ 5 đến 20/6")."""
DAY_PAIR = re.compile(rf"(\d{{1,2}}/\d{{1,2}}) ?[-–] ?(\d{{1,2}}/\d{{1,2}}(?:/{YEAR})?){_END}")
DAYS_OF = re.compile(rf"(\d{{1,2}}) ?[-–] ?(\d{{1,2}}/\d{{1,2}}(?:/{YEAR})?){_END}")
HOUR_TO_LEFT = re.compile(
    r"(?:^|[\s(])(?P<from>từ) \d{1,2} ?(?:(?:giờ|h|g) ?(?:\d{1,2} ?(?:phút|'|’)?)?|:\d{2})"
    rf"(?: {_PART_OF_DAY})? (?:đến|tới) $"
)
"""Before the hour until which something lasts on one day ("từ 8 giờ đến 17 giờ ngày 05/3")."""
DATE_RECURRING = re.compile(
    r"(?:ngày )?(\d{1,2})(?:[/-]| tháng )(\d{1,2})(?:(?: và |, ?)(?:ngày )?(\d{1,2})(?:[/-]| tháng )(\d{1,2}))?"
    rf" (?:của )?{_EVERY} năm\b"
)
DAY_RECURRING = re.compile(
    rf"ngày (\d{{1,2}}|cuối cùng)(?: của)? (?:{_EVERY} (tháng|quý|năm)\b"
    rf"|tháng (đầu|cuối)(?: của)? (?:{_EVERY} )?quý\b|tháng (?:sau|kế tiếp|liền kề)\b)"
)
DAYS_RECURRING = re.compile(rf"ngày (\d{{1,2}})(?: và |, )(?:ngày )?(\d{{1,2}})(?: của)? {_EVERY} tháng\b")
EVERY_LEFT = re.compile(rf"(?:^|[\s(]){_EVERY} (tháng|quý|năm)[,:]? ?\(?$")
DAY_OF_EVERY = re.compile(r"ngày (\d{1,2})(?:(?:[/-]| tháng )(\d{1,2}))?(?![\d/.-]|\d? ?(?:tháng|năm)\b)")
UNSAID_YEAR = re.compile(r" của (?:kỳ|năm) (?:báo cáo|đánh giá|học|trước|kế hoạch)| (?:năm trước )?(?:liền kề|kỳ báo cáo)")
PART_OF_DAY = re.compile(rf"{_PART_OF_DAY}(?: (?:nay|qua|hôm nay|hôm qua))?,?(?: {_WEEKDAY},?)?(?: ngày| \()? ?({_DAY})")
WEEKDAY = re.compile(
    rf"{_WEEKDAY},? ?\(?(?:ngày )?(\d{{1,2}}[/.-]\d{{1,2}}[/.-]{YEAR})(?:,? ?(?:-|lúc)? ?\d{{1,2}}[:h]\d{{2}})?(?: ?\(gmt ?\+?7\))?"
)
WEEKDAY_OF_WEEK = re.compile(
    rf"(?:{_PART_OF_DAY} )?({_WEEKDAY}),? (?:của )?(?:tuần (này|tới|sau|trước|qua|vừa qua|vừa rồi)|(tới|này|vừa qua|vừa rồi))\b"
    r"(?! (?:đó|khi|ngày|đây|kỳ))"
)
"""A day of a week that is said from the document's day: "thứ sáu tuần này", "sáng thứ hai tới"."""
HOUR_LEFT = re.compile(
    rf"\b(?:vào lúc |lúc )?\d{{1,2}} ?(?:(?:giờ|h|g) ?(?:\d{{1,2}} ?(?:phút|'|’)?)?|:\d{{2}})(?: {_PART_OF_DAY})?,? (?:của )?$"
)
HOURS = re.compile(rf"(?:(?:lúc )?\d{{1,2}} ?(?:giờ|h|g|:)(?: ?\d{{2}}(?: phút)?)?,? )?(?:{_PART_OF_DAY} )?(?:{_WEEKDAY},? ?)?")
NUMERIC = re.compile(
    rf"(\d{{1,2}}[/.-]\d{{1,2}}[/.-]{YEAR}|\d{{1,2}}/\d{{1,2}}/{_SHORT_YEAR})(?![\d%]|[.,/]\d|-(?!\d{{1,2}}[/.-])\d)"
)
BARE_DAY = re.compile(rf"(\d{{1,2}}[/.-]\d{{1,2}}){_END}(?! (?:số|tổng|diện|thành|đại|lần|mức|quân|thời|lương|kinh|tỉnh|xã|đơn)\b)")
NAMED_DAY = re.compile(r"\b(?:ngày|lễ|tết|kỷ niệm|quốc khánh|giải phóng) (?!\d)[^.;:\d\n(]{0,60}\($")
"""A day that has a name ("Ngày Môi trường thế giới (05/6)") is not a time of what the text tells."""
BARE_MONTH = re.compile(rf"(\d{{1,2}})(/{YEAR}){_END}")
OCCASION_LEFT = re.compile(
    r"(?:ngày|dịp|lễ|tết) (?:lễ |nghỉ lễ |ngày )?"
    r"(?:bầu cử|khai giảng|khai mạc|bế mạc|ra quân|giao quân|giao nhận quân|phát động|tổng kết|thi|quốc khánh|tết độc lập|lễ) $"
)
"""Before a day: what happens on it, with the word that heads both ("ngày khai giảng 5/9", "dịp Quốc khánh 2-9")."""
DAY_PARTS = re.compile(
    rf"(\d{{1,2}})(?: ?[/.-] ?| tháng )(\d{{1,2}})"
    rf"(?:(?: ?[/.-] ?|,? năm |(?=/{_SHORT_YEAR}{_END})/)({YEAR}|(?<=\d/){_SHORT_YEAR}{_END})| năm (nay|sau|tới|trước))?"
)
DAY_LEFT = re.compile(r"(?:^|[^\d/.,-])(\d{1,2}) $")
MONTH = re.compile(rf"tháng (\d{{1,2}}|{_SMALL})\b(?![,.](?!{YEAR}(?!\d))\d|%|\)| lần)({_OF_YEAR})(?: vừa qua| vừa rồi)?")
MONTH_WORD = re.compile(r"tháng (trước|này|tới|sau|qua|vừa qua|vừa rồi)\b(?! (?:đó|khi|ngày|đây|kỳ)|:)")
WEEK_WORD = re.compile(r"tuần (?:lễ )?(trước|này|tới|sau|qua|vừa qua|vừa rồi)\b(?! (?:đó|khi|ngày|đây|kỳ)|:)")
DATED = re.compile(rf"(\d{{1,2}} tháng \d{{1,2}}(?: năm {YEAR})?){_END}")
DAY_WORD = re.compile(
    rf"(?:(hôm nay|ngày mai|hôm qua)|{_PART_OF_DAY} (nay|mai|qua|hôm nay|hôm qua))"
    rf"(?:,? (?:ngày |\(ngày |\()({_DAY})\)?|(?=[,;.)\n]|\Z))"
)
MONTH_LIST = re.compile(
    rf"tháng (\d{{1,2}})(?:, ?\d{{1,2}})*(?: và |, ?| (?:đến|tới) (?:hết )?(?:tháng )?|{_DASH}(?:tháng )?)(\d{{1,2}})"
    rf"((?:/| năm |-){YEAR})(?!\d)"
)
MONTHS_OF = re.compile(
    r"tháng (đầu|cuối|còn lại)(?: của)?(?: năm(?: học)?\b)?"
    rf"( ?{YEAR}| nay| này| sau| tới| trước| ngoái)?\b(?! quý| tiên| cùng)(?:/{YEAR})?"
)
MONTHS_YEAR = re.compile(rf"tháng(?: của)?(?: năm |/ ?| ?- ?)({YEAR}|nay|ngoái|trước)\b")
AGO = re.compile(r"(ngày|tháng|năm|quý|tuần) (?:vừa qua|qua|gần đây|vừa rồi|trở lại đây)\b(?! đi\b)")
AHEAD = re.compile(r"(ngày|tuần|tháng|quý|năm) (?:tới|sắp tới|tiếp theo)\b")
MONTHS_LEFT = re.compile(r"\b(?:những|các|mấy) $")
MONTHS_OF_YEAR = re.compile(rf"tháng (đầu|cuối|còn lại)(?: của)? năm( {YEAR}| nay| này| sau| tới| trước| ngoái)?\b")
QUARTERS_OF = re.compile(rf"qu[ýí] (đầu|cuối|còn lại)(?: của)? năm( {YEAR}| nay| này| sau| tới| trước| ngoái)?\b")
QUARTER = re.compile(rf"qu[ýí] ({_QUARTER})({_OF_YEAR})")
YEAR_BEHIND = re.compile(
    rf"(?:, ?(?:tháng )?\d{{1,2}}(?= ?[,v]))*(?:, ?| và |, và | đến | hoặc | hay )"
    rf"(?:(?:(?:hết|đầu|giữa|cuối) )?tháng (?P<month>\d{{1,2}}|{_SMALL})|qu[ýí] (?P<quarter>{_QUARTER})"
    rf"|(?:ngày )?\d{{1,2}}(?: ?/ ?| tháng )(?P<of_day>\d{{1,2}}))"
    rf"(?:,? ?[/.-] ?|,?(?: của)? năm )(?P<year>{YEAR})(?![\d/])"
)
"""Behind a month, quarter or day without its year, another one with the year of both: "quý I và quý II/2026"."""
QUARTER_WORD = re.compile(r"qu[ýí] (trước|này|tới|sau|vừa qua|vừa rồi)\b(?! (?:đó|khi|ngày|đây|kỳ))")
QUARTER_LIST = re.compile(
    rf"qu[ýí] ({_QUARTER})(?:(?:, ?{_QUARTER})*(?:,| và|, và) ?|(?: đến(?: hết)?|{_DASH}) ?(?:qu[ýí] )?)({_QUARTER})({_OF_YEAR})"
)
YEAR_OF = re.compile(rf"năm (?:dương lịch )?({YEAR}){_END}")
YEAR_LIST = re.compile(rf"(?:các )?năm ({YEAR})(?:, ?{YEAR})*(?:{_DASH}(?:năm )?| và |, ?| đến (?:hết )?(?:năm )?)({YEAR}){_END}")
YEAR_WORD = re.compile(r"năm (nay|ngoái|trước|vừa qua|vừa rồi|qua|tới|sau)\b(?! (?:đó|kỳ|liền|khi))")
SCHOOL = re.compile(rf"năm học (?:({YEAR})(?:{_DASH}|/)({YEAR})|(vừa qua|qua|này|mới|tới))")
STAGE = re.compile(
    rf"(?:(?:đầu |giữa |cuối )?nhiệm kỳ|giai đoạn|thời kỳ)(?: từ)?(?: các)?(?: \d{{1,2}})?(?: năm)? ({YEAR})"
    rf"(?:{_DASH}| đến(?: hết)? )(?:năm )?({YEAR})(?!\d)"
)
_TWO_YEARS = rf"(?:từ )?(?:năm )?({YEAR})(?:{_DASH}| đến(?: hết)? )(?:năm )?({YEAR})(?!\d)"
_NAMED = r"(?:giai đoạn|thời kỳ|nhiệm kỳ)(?: (?:\d{1,2}|[ivx]{1,5}|một|hai|ba|bốn|đầu|sau|trước|này|tới|mới|qua|vừa qua))?"
STAGE_IN_BRACKETS = re.compile(rf"{_NAMED} \({_TWO_YEARS}\)")
STAGE_NAMED = re.compile(rf"{_NAMED}(?:: ?| (?=từ )){_TWO_YEARS}")
"""A stage with its years behind its name: "giai đoạn 1 (2024 - 2025)", "giai đoạn II: từ năm 2026 đến năm 2030"."""
TERM_WORD = re.compile(r"nhiệm kỳ (vừa qua|qua|còn lại|này)\b")
HALF_YEAR = re.compile(rf"nửa (đầu|cuối)(?: của)? năm( {YEAR}| nay| ngoái| trước)?\b")
SAME = re.compile(rf"cùng kỳ(?: của)?(?: năm)?(?: ({YEAR})(?!\d)| (trước|ngoái|liền kề))?(?! các năm| những năm| nhiều năm)")
SAME_TIME = re.compile(rf"cùng thời gian(?: của)?(?: năm)? (?:({YEAR})(?!\d)|(trước|ngoái))\b")
NEW_YEAR = re.compile(rf"tết dương lịch(?: (?:năm )?({YEAR})(?!\d))?")
LUNAR = re.compile(
    r" \((?:(?:tức|nhằm)(?: là)? (?:ngày |m[ùồ]ng |rằm |\d{1,2}[/ ])"
    r"|(?=[^()\n]{0,40}(?:giêng|chạp|âm lịch|rằm|m[ùồ]ng)))[^()\n]{2,50}\)"
)
"""The day of the moon's calendar behind a day ("ngày 26/02 (mùng 10 tháng Giêng)"): a part of it."""
SINCE = re.compile(
    rf"đầu (năm|nhiệm kỳ)(?: ({YEAR}))? (?:cho )?(?:đến|tới) (?:nay|thời điểm (?:này|hiện tại)|(?:hết )?tháng (\d{{1,2}}))\b"
)
SINCE_OPEN = re.compile(rf"đầu năm(?: ({YEAR}))?(?=,)")
COUNTED_LEFT = re.compile(r"\b(?:tính|l[ũu][ỹy] kế|cộng dồn)(?: từ đầu năm)? (?:đến |tới )?$")
"""Before "đến hết …": until when something was counted, no deadline."""
PART_OF_YEAR = re.compile(rf"(đầu|giữa|cuối) năm( {YEAR}| nay| sau| tới| ngoái| trước)\b(?!-)")
YEARS = re.compile(rf"({YEAR}){_DASH}({YEAR}){_END}")
BARE_YEAR = re.compile(rf"{YEAR}{_END}")
TO_YEAR_LEFT = re.compile(r"\b(?:(?:tầm nhìn|định hướng|từ nay|cho) )?(?:đến|tới) (?:hết )?$|\b(?:tầm nhìn|định hướng) $")
YEAR_TO_YEAR = re.compile(rf"({YEAR}) (?:đến|tới) (?:hết )?(?:năm )?({YEAR}){_END}")
TILL_NOW = re.compile(r",? (?:cho )?(?:đến|tới) nay\b| ?[-–] ?nay\b")
TO = re.compile(r",? ?(?:đến|tới)(?: trước)?(?: hết)? (?:(đầu|giữa|cuối) )?")
DASH_TO = re.compile(r" ?[-–] ?")
HALF_LEFT = re.compile(r"\bnửa(?: đầu| cuối)? $")
_DIGIT_WORD = r"(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín)"
_COUNT_WORD = rf"(?:{_DIGIT_WORD} mươi(?: (?:mốt|lăm|{_DIGIT_WORD}))?|mười(?: (?:lăm|{_DIGIT_WORD}))?|{_DIGIT_WORD})"
COUNT_LEFT = re.compile(rf"(?:(?:hơn|gần|khoảng|trên) )?\b(?<!thứ )(\d{{1,2}}|{_COUNT_WORD}) $")
FROM_LEFT = re.compile(r"(?<!kể )(?<!lực )\btừ (?:(đầu|cuối) )?$")
WITHIN = re.compile(
    r"(?:(?:trong )?(?:không quá|tối đa)|(?:chậm nhất )?trong vòng|(?:chậm nhất )?trong thời hạn|thời hạn"
    rf"|chậm nhất(?: là)?(?: sau)?|sau|trong) (\d{{1,3}}|{_COUNT_WORD})(?: \([^()]{{1,16}}\))? $"
)
FROM_THEN = re.compile(
    r"(ngày|giờ|tuần|tháng|quý|năm)( làm việc)?,? (?:kể từ|tính từ|từ|sau)(?: khi| thời điểm)? (?:ngày )?"
    r"(?!nay\b|năm\b|tháng\b|đầu\b)"
)
WEEKDAY_RECURRING = re.compile(rf"({_WEEKDAY}),? (?:của )?{_EVERY} tuần\b")
DAILY = re.compile(rf"{_EVERY} ngày\b")
PERIODIC = re.compile(r"định kỳ,? (\d{1,2}) (ngày|tuần|tháng|quý|năm)(?: (?:một|1|01|/) ?lần)?\b")
PERIODIC_LEFT = re.compile(r"\b(?:0?6 tháng|sáu tháng|(?:hằng |hàng )?năm)(?: đầu năm| cuối năm)?,? \($")
"""Before a day in brackets that comes back each year ("định kỳ 6 tháng (trước ngày 15/6), năm (trước ngày 15/12)")."""
