"""The written forms of times, as patterns over the lower-case flat text.

After Decree 30/2020/NĐ-CP, annex I (dates) and the reports of offices ("6 tháng cuối năm 2023", "hơn 7 tháng qua").
"""

import re

YEAR = r"(?:19|20)\d{2}"
_END = r"(?![\d%]|[.,/-]\d)"
_SMALL = "một|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười|mười một|mười hai|giêng|chạp"
_OF_YEAR = rf"(?:(?: ?[/-] ?| năm ){YEAR}(?!\d|\.\d|/\d)| (?:năm )?(?:nay|sau|tới|trước|ngoái|qua)\b)?"
_DAY = rf"\d{{1,2}}(?: ?[/.-] ?| tháng )\d{{1,2}}(?:(?: ?[/.-] ?|,? năm ){YEAR}{_END}| năm (?:nay|sau|tới|trước)\b|{_END})"
_ROMAN = r"(?:iii|ii|iv|i|[1-4]|một|hai|ba|tư|bốn)\b"

DAY = re.compile(rf"ngày (?:mùng |mồng )?({_DAY})")
DAY_LIST = re.compile(rf"ngày (\d{{1,2}})(?:,| và| đến| -|-|–)+ ?(?:ngày )?({_DAY})")
DAY_RECURRING = re.compile(
    r"ngày (\d{1,2})(?:(?:[/-]| tháng )(\d{1,2}))?(?: của)? "
    r"(?:(?:hằng|hàng|mỗi) (tháng|quý|năm)|(?:của )?tháng (?:cuối|đầu) (?:mỗi |hằng |hàng )?(quý))\b"
)
PART_OF_DAY = re.compile(rf"(?:rạng sáng|sáng|chiều|tối|trưa|đêm)(?: ngày)? ({_DAY})")
WEEKDAY = re.compile(
    rf"(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật),? ?(?:ngày )?(\d{{1,2}}[/.-]\d{{1,2}}[/.-]{YEAR})"
    r"(?:,? ?(?:lúc )?\d{1,2}[:h]\d{2})?(?: ?\(gmt ?\+?7\))?"
)
NUMERIC = re.compile(rf"(\d{{1,2}}[/.-]\d{{1,2}}[/.-]{YEAR}){_END}")
DAY_PARTS = re.compile(rf"(\d{{1,2}})(?: ?[/.-] ?| tháng )(\d{{1,2}})(?:(?: ?[/.-] ?|,? năm )({YEAR})| năm (nay|sau|tới|trước))?")
MONTH = re.compile(rf"tháng (\d{{1,2}}|{_SMALL})\b(?![,.]\d|%|\))({_OF_YEAR})")
MONTH_LIST = re.compile(
    rf"tháng (\d{{1,2}})(?:, ?\d{{1,2}})*(?: và (?:tháng )?|, | đến (?:tháng )?| ?[-–] ?)(\d{{1,2}})((?:/| năm |-){YEAR})(?!\d)"
)
MONTHS_OF = re.compile(rf"tháng (đầu|cuối|giữa)(?: của)?(?: năm)?( {YEAR}| năm {YEAR}| nay| sau| tới| trước| ngoái)?\b(?! quý)")
MONTHS_YEAR = re.compile(rf"tháng (?:của )?năm ({YEAR})\b")
AGO = re.compile(r"(tháng|năm|quý|tuần) (?:vừa qua|qua|gần đây|vừa rồi|trở lại đây)\b")
QUARTER = re.compile(rf"quý ({_ROMAN})({_OF_YEAR})")
QUARTER_LIST = re.compile(rf"quý ({_ROMAN})(?:,| và| -|-|–| đến)+ ?(?:quý )?({_ROMAN})((?:/| năm |-){YEAR})(?!\d)")
YEAR_OF = re.compile(rf"năm ({YEAR}){_END}")
YEAR_LIST = re.compile(
    rf"(?:các )?năm ({YEAR})(?:, ?{YEAR})*(?: ?[-–] ?(?:năm )?| và (?:năm )?|, ?(?:năm )?| đến (?:hết )?(?:năm )?)({YEAR}){_END}"
)
YEAR_WORD = re.compile(r"năm (nay|ngoái|trước|vừa qua|vừa rồi|qua|tới|sau)\b(?! đó)")
SCHOOL = re.compile(rf"năm học (?:({YEAR}) ?[-–] ?({YEAR})|(vừa qua|qua|này))")
STAGE = re.compile(rf"(?:giai đoạn|nhiệm kỳ|thời kỳ)(?: từ)?(?: năm)? ({YEAR}) ?(?:[-–]| đến(?: hết)?) ?(?:năm )?({YEAR})(?!\d)")
TERM_WORD = re.compile(r"nhiệm kỳ (vừa qua|qua|còn lại|này)\b")
HALF_YEAR = re.compile(rf"nửa (đầu|cuối)(?: của)? năm( {YEAR}| nay| ngoái| trước)?\b")
SAME = re.compile(rf"cùng kỳ(?: của)?(?:(?: các)? năm)?(?: ({YEAR})(?!\d)| (trước|ngoái|liền kề))?")
SINCE = re.compile(
    rf"đầu (năm|nhiệm kỳ)(?: ({YEAR}))? (?:cho )?(?:đến|tới) (?:nay|thời điểm (?:này|hiện tại)|(?:hết )?tháng (\d{{1,2}}))\b"
)
PART_OF_YEAR = re.compile(rf"(đầu|giữa|cuối) năm( {YEAR}| nay| sau| tới| ngoái| trước)\b(?!-)")
YEARS = re.compile(rf"({YEAR}) ?[-–] ?({YEAR}){_END}")
BARE_YEAR = re.compile(rf"{YEAR}{_END}")
TO_YEAR_LEFT = re.compile(r"\b(?:(?:tầm nhìn|định hướng|từ nay|cho) )?(?:đến|tới) (?:hết )?$")
TILL_NOW = re.compile(r",? (?:cho )?(?:đến|tới) nay\b")
TO = re.compile(r",? ?(?:đến|tới)(?: hết)?(?: hết)? ")
HALF_LEFT = re.compile(r"\bnửa(?: đầu| cuối)? $")
COUNT_LEFT = re.compile(r"(?:(?:hơn|gần|khoảng|trên) )?\b(\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười hai) $")
FROM_LEFT = re.compile(r"(?<!kể )(?<!tính )\btừ (?:(đầu|cuối) )?$")
IN_LEFT = re.compile(r"\b(trong|cả) $")
PART_LEFT = re.compile(r"\b(đầu|giữa|cuối) $")
WITHIN = re.compile(r"(?:trong vòng|trong thời hạn|chậm nhất(?: là)?(?: sau)?|sau) (\d{1,3}) $")
FROM_THEN = re.compile(r"ngày( làm việc)?,? (?:kể từ|tính từ|từ|sau)(?: khi| thời điểm)? (?:ngày )?")
