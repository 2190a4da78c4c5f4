"""The patterns of statements, from the word lists; all over the lower-case flat text."""

import re
from functools import cache

from dutdiem.reading.vocabulary import alternatives, vocabulary


def _words(name: str) -> str:
    return alternatives(vocabulary("statements")[name])


@cache
def connector() -> re.Pattern[str]:
    """Connectors and small words at the start of a segment."""
    return re.compile(
        rf"(?:[-–+•]? ?(?:\(?(?:\d+(?:\.\d+)*|[ivx]+|[a-zđ])[.)])? ?)?"
        rf"(?:(?:{_words('connectors')})\b[,:]? ?)*(?:(?:{_words('particles')})\b ?)*"
    )


@cache
def modal() -> re.Pattern[str]:
    return re.compile(rf"\b(?<!hậu )(?:{_words('modals')}) (?:phải )?(?!thiết)")


@cache
def leading_modal() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words('modals')}) ")


@cache
def verb() -> re.Pattern[str]:
    """A verb right here."""
    return re.compile(rf"(?:{_words('verbs')})\b")


@cache
def any_verb() -> re.Pattern[str]:
    """The next verb that may begin an action after the names of those who are asked."""
    weak = set(vocabulary("statements")["weak_verbs"])
    strong = [word for word in vocabulary("statements")["verbs"] if word not in weak]
    return re.compile(rf"(?:^|(?<= ))(?:{alternatives(strong)})\b")


@cache
def weak_verb() -> re.Pattern[str]:
    """A verb that is also a part of names; it begins an action right after a whole name."""
    return re.compile(rf" ({_words('verbs')})\b")


@cache
def after_many() -> re.Pattern[str]:
    many = r"(?:tỉnh|thành phố|đơn vị|địa phương|các cấp|xã|phường|huyện|quận|ngành|liên quan|trực thuộc|nghiệp vụ)"
    return re.compile(rf"\b(?:các|từng|mỗi|mọi) [^.;:]{{0,60}}?{many} ({_words('verbs')})\b")


@cache
def request() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_words('request')})\b")


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
    return re.compile(rf"(?:{alternatives(vocabulary('statements')['subjects'], unless)}|[a-z]{{1,3}}\d{{2}})\b")


@cache
def person() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words('persons')})\b")


@cache
def adverbial() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words('adverbial')})\b")


@cache
def purpose() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words('purposes')})\b")


@cache
def attached() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words('attached')})\b")


@cache
def breaking() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words('breaking')})\b")


@cache
def praising() -> re.Pattern[str]:
    """What begins so appraises; it asks nothing."""
    return re.compile(rf"(?:{_words('praising')})\b")


@cache
def future() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_words('future')})\b")


@cache
def past() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_words('past')})\b")


@cache
def foretelling() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(rf" ?(?:[^,;:]*\b(?:{_words('hoping')})\b| ?(?:{_words('foretelling_before')})\b)"),
        re.compile(rf" (?:{_words('foretelling_after')})\b"),
    )
