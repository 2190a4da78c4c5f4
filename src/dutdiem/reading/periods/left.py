"""What stands before a time: the words that make it a deadline, an hour, "từ"."""

import re
from dataclasses import dataclass
from functools import cache

from dutdiem.reading.before import last_word
from dutdiem.reading.periods import forms
from dutdiem.reading.vocabulary import alternatives, vocabulary

_HOUR_END = frozenset("0123456789hgờt'’,")
_HOUR_ENDS = frozenset(("giờ", "h", "g", "phút", "sáng", "chiều", "tối", "trưa", "đêm", "của"))
"""The last character of an hour, and its last word where that is one without figures and marks."""


_OCCASION_ENDS = frozenset(("cử", "giảng", "mạc", "quân", "động", "kết", "thi", "khánh", "lập", "lễ"))


@dataclass(slots=True)
class Left:
    """Where a time begins with the hour before its day, the word before that, and the words that make it a deadline."""

    begin: int
    last: str
    by: re.Match[str] | None
    counted: bool = False
    """ "tính đến hết tháng 5": until when something was counted, no deadline."""

    @property
    def is_deadline(self) -> bool:
        return self.by is not None and not self.counted


@cache
def _deadline_left() -> re.Pattern[str]:
    words = vocabulary("periods")["words"]
    latest = rf"(?:{alternatives(words['latest'])})(?: (?:{alternatives(words['by'])}))?"
    return re.compile(
        rf"(?<!so với )\b(?:{latest}|{alternatives(words['deadline'])})(?: thời điểm)?(?: ngày)? (đầu |giữa |cuối )?$"
    )


@cache
def _last_words() -> frozenset[str]:
    words = vocabulary("periods")["words"]
    said = words["deadline"] + words["latest"] + words["by"] + ["điểm", "đầu", "giữa", "cuối", "ngày"]
    return frozenset(word.rsplit(" ", 1)[-1] for word in said)


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(vocabulary('periods')['words']['labels'])}) ?: ?$")


def look_left(low: str, start: int) -> Left:
    """Of the time at `start`."""
    last = last_word(low, start)
    begin = _before_hour(low, start, last)
    if begin < start:
        last = last_word(low, begin)
        if hour := forms.HOUR_TO_LEFT.search(low, max(0, begin - 32), begin):
            begin, last = hour.start("from"), ""
    elif last in _OCCASION_ENDS and (occasion := _of_occasion(low, start)):
        return occasion
    by = _by(low, begin, last)
    return Left(begin, last, by, counted=by is not None and _is_counted(low, by.start()))


def _of_occasion(low: str, start: int) -> Left | None:
    """ "trước ngày khai giảng 5/9": what happens on the day belongs to the time where a deadline's words stand before it."""
    match = forms.OCCASION_LEFT.search(low, max(0, start - 32), start)
    last = last_word(low, match.start()) if match else ""
    by = _by(low, match.start(), last) if match else None
    return Left(match.start(), last, by) if match and by else None


def _before_hour(low: str, start: int, last: str) -> int:
    """Where a time begins with the hour before its day ("17 giờ 30 ngày 20/11"), `last` being the last word before it; `start`
    itself where there is none."""
    if last not in _HOUR_ENDS and (last.isalpha() or last[-1:] not in _HOUR_END):
        return start
    hour = forms.HOUR_LEFT.search(low, max(0, start - 32), start)
    return hour.start() if hour else start


def _by(low: str, start: int, last: str) -> re.Match[str] | None:
    """The words right before a time that make it a deadline ("chậm nhất trong", "đến hết"); `last` is the last of them."""
    return _deadline_left().search(low, max(0, start - 40), start) if last in _last_words() else None


def _is_counted(low: str, by: int) -> bool:
    """Whether the words that end a time at `by` only say until when something was counted ("tính đến hết …", "lũy kế đến …")."""
    return forms.COUNTED_LEFT.search(low, max(0, by - 28), by) is not None


def is_labelled(low: str, start: int) -> bool:
    """ "Thời hạn hoàn thành: 30/6/2025": the label makes it a deadline, and is no part of it."""
    colon = start - 1 if start and low[start - 1] == ":" else start - 2
    return colon > 0 and low[colon] == ":" and _labels().search(low, max(0, start - 36), start) is not None
