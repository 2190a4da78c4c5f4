"""The patterns of statements, from the word lists; all over the lower-case flat text."""

import re
from functools import cache

from dutdiem.reading.vocabulary import alternatives, beginning, vocabulary


def _words(name: str) -> str:
    return alternatives(vocabulary("statements")[name])


@cache
def word_set(name: str) -> frozenset[str]:
    return frozenset(vocabulary("statements")[name])


@cache
def words(name: str) -> re.Pattern[str]:
    """Any word of a list, right here."""
    return re.compile(rf"{_words(name)}\b")


@cache
def any_of(name: str) -> re.Pattern[str]:
    """Any word of a list, to be searched."""
    return re.compile(rf"{beginning(vocabulary('statements')[name])}\b")


_NUMBERS = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám"]
_NUMBERED = rf"{alternatives(_NUMBERS)}[:,] "
"""“Một: …”, “Bốn, …” number what a speaker asks."""


@cache
def connector() -> re.Pattern[str]:
    """A marker, connectors and small words at the start of a segment."""
    return re.compile(
        rf"(?:[-–+•]? ?(?:\(?(?:\d+(?:\.\d+)*|[ivx]+|[a-zđ])[.)])? ?)?"
        rf"(?:(?:{_words('connectors')})\b(?! h[oó]á?a?\b)[,:]? ?|{_NUMBERED})*(?:(?:{_words('particles')})\b ?)*"
    )


@cache
def modal() -> re.Pattern[str]:
    return re.compile(rf" (?<!hậu )(?:(?:{_words('modals')}) (?:phải )?(?!thiết|cù)|(?=không được ))")


def modal_in(low: str, at: int, stop: int) -> re.Match[str] | None:
    """The next modal; most clauses are told to have none by plain words."""
    if not any(low.find(word, at, stop) >= 0 for word in (" cần ", " phải ", " nên ", " không được ")):
        return None
    return modal().search(low, at, stop)


@cache
def leading_modal() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words('modals')}) (?!thiết|cù)")


@cache
def _connects() -> frozenset[str]:
    """The first two characters of all connectors and particles."""
    words = [*vocabulary("statements")["connectors"], *vocabulary("statements")["particles"], *_NUMBERS]
    return frozenset(word[:2] for word in words)


_MARKS = frozenset("-–+•( 0123456789ivx")


def connected(low: str, at: int, stop: int) -> int:
    """Where what stands behind a marker, connectors and small words begins; most places are told by two characters."""
    pair = low[at : at + 2]
    if pair not in _connects() and pair[:1] not in _MARKS and pair[1:] not in (".", ")"):
        return at
    match = connector().match(low, at, stop)
    return match.end() if match and match.end() < stop else at


_NOT = ["không", "đừng", "chớ", "chỉ"]
_NOT_TO = rf"(?:{alternatives(_NOT)} (?:được |nên )?[\"“]?)?"
"""“không "khoán" chỉ tiêu”: what is not to be done begins with the word that forbids it."""
_BY_WHEN = r"(?:đến|tới|trong|trước|từ) (?:hết |nay |ngày |quý |tháng |cuối |năm |\d)"
_NO_GIVING = r"(?! (?:thông|dịch|thương|thừa)\b)"
_NO_VERB = r"\b(?!:| (?:số \d|này|của|nêu trên|trên đây|thẩm tra số))"


@cache
def verb() -> re.Pattern[str]:
    """A verb right here; "Quyết định số …", "Báo cáo này" are none."""
    return re.compile(rf"{_all_verbs()}{_NO_VERB}")


@cache
def _all_verbs() -> str:
    """ "Hạn chế về …", "báo cáo cho thấy …" begin with a noun."""
    after = {
        "hạn chế": r"(?! (?:về|của|này|là|lớn|được|trong)\b)",
        "báo cáo": "(?! (?:cho thấy|nêu rõ))",
        "thay": "(?! (?:vì|mặt|lời))",
        "trình": r"(?! độ\b)",
        "giao": _NO_GIVING,
        "tìm": "(?! kiếm cứu nạn)",
    }
    return alternatives(vocabulary("statements")["verbs"], after)


@cache
def _strong() -> str:
    return alternatives(sorted(word_set("verbs") - word_set("weak_verbs")))


@cache
def strong_verb() -> re.Pattern[str]:
    """A verb right here that stands in no name."""
    return re.compile(rf"{_strong()}\b")


@cache
def strong_verb_in() -> re.Pattern[str]:
    """The next such verb, to be searched."""
    return re.compile(rf" {_strong()}\b")


_PLANNED = " (?:án|thảo|kiến|toán|báo|phòng|trữ|trù)"
_NOT_PLANNED = f"(?!{_PLANNED})"
"""“dự hội nghị” tells, “dự án” does not."""


@cache
def told() -> re.Pattern[str]:
    """A word that reports, to be searched."""
    return re.compile(rf"{beginning(vocabulary('statements')['telling'])}\b(?!(?<=\bdự){_PLANNED})")


@cache
def operator() -> re.Pattern[str]:
    """What ends a subject and says what becomes of it, or what is to be passed over in it (a bracket, an aside)."""
    telling = alternatives(
        vocabulary("statements")["telling"],
        {
            "trao": "(?! đổi| quyền)",
            "hiện": "(?! đại)",
            "là": "(?! (?:cơ quan )?(?:đầu mối|thường trực))",
            "dự": _NOT_PLANNED,
            "nêu": "(?! (?:cao|gương|rõ))",
        },
    )
    asks = alternatives(vocabulary("statements")["asked_now"], {"giao": _NO_GIVING})
    return re.compile(
        rf"[:, ](?:(?<=:)(?P<colon> ?)|(?<= )(?P<bracket>\()|(?<=,)(?P<aside> (?:và )?{_words('fronted')}\b)"
        rf"|(?:(?<= )|(?<=,) )(?:(?P<modal>(?<!hậu ){_words('modals')} (?!thiết|cù))"
        rf"|(?P<will>sẽ )|(?P<duty>có (?:trách nhiệm|nhiệm vụ):? )"
        rf"|(?P<given>được (?:giao nhiệm vụ|giao|yêu cầu|đề nghị|phân công) (?={_words('verbs')}))"
        rf"|(?P<pledge>{_words('pledging')} (?:với nhau )?(?:sẽ )?(?={_NOT_TO}{_words('verbs')}|cần|phải|{_BY_WHEN}))"
        rf"|(?P<says>{asks}\b)|(?P<told>{telling}\b)|(?P<verb>{_all_verbs()}{_NO_VERB})"
        rf"|(?P<forbidden>(?:không|đừng) [\"“](?={_words('verbs')}))))"
    )


@cache
def starter() -> re.Pattern[str]:
    """What may begin a clause without a subject: a modal, a request, a pledge up to its action, a verb."""
    return re.compile(
        rf"(?P<modal>{_words('modals')} (?!thiết|cù))|(?P<ask>{_words('asked_now')}\b)"
        rf"|(?P<pledge>{_words('pledging')} (?:sẽ )?(?={_words('verbs')}))"
        rf"|(?P<verb>{_NOT_TO}{_all_verbs()}{_NO_VERB})"
    )


@cache
def _starts() -> frozenset[str]:
    """The first three characters of all that may begin a clause without a subject (two where a word has no more)."""
    listed = ("modals", "asked_now", "pledging", "verbs")
    return frozenset(word[:3] for words_ in (_NOT, *(vocabulary("statements")[name] for name in listed)) for word in words_)


def starter_at(low: str, at: int, stop: int) -> re.Match[str] | None:
    """What may begin a clause without a subject, right here; most places are told by three characters."""
    starts = _starts()
    return starter().match(low, at, stop) if low[at : at + 3] in starts or low[at : at + 2] in starts else None


@cache
def ambiguous() -> frozenset[str]:
    """Verbs that are spelled as the beginning of a body's name, or set a ground ("lãnh đạo", "thanh tra", "căn cứ")."""
    return frozenset(word for word in word_set("verbs") if subject().match(f"{word} ") or words("fronted").match(f"{word} "))


@cache
def ground() -> re.Pattern[str]:
    """ "Thực hiện Công văn số …": on what a document rests (Decree 30/2020/NĐ-CP, annex III), no order unless it names somebody."""
    kinds = alternatives([*vocabulary("references")["types"]])
    return re.compile(rf"thực hiện (?:các )?{kinds} (?:số |của |ngày |\d)")


@cache
def after_saying() -> re.Pattern[str]:
    return re.compile(r"(?: rằng|:|,)?[ “\"]*")


@cache
def noun_before() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\W)(?:{_words('noun_before')}),? $")


@cache
def noun_after() -> re.Pattern[str]:
    return re.compile(rf"[,.;)”]| (?:{_words('noun_after')})\b")


@cache
def subject() -> re.Pattern[str]:
    """A word with which the name of a body or office begins, and not a verb of the same spelling ("ban hành")."""
    unless = {
        word: rf"(?! ?{alternatives(others)}\b)" for word, others in vocabulary("statements")["unless_followed"].items() if others
    }
    names = alternatives(vocabulary("statements")["subjects"], unless)
    counted = rf"(?:mỗi|từng) (?!{_words('no_bodies')}\b)\w+"
    many = r"\d{1,3} (?:tỉnh|thành phố|huyện|xã|phường|đơn vị|địa phương|sở|ngành|bộ)"
    return re.compile(rf"(?:{names}|[a-z]{{1,3}}\d{{2}}|{counted}|{many})\b")


@cache
def foretelling() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(rf" ?(?:[^,;:]*\b(?:{_words('hoping')})\b| ?(?:{_words('foretelling_before')})\b)"),
        re.compile(rf" (?:{_words('foretelling_after')})\b"),
    )
