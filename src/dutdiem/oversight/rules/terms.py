"""The terms of the follow-up: when to remind and whom, how soon to answer, how long silence may last. Shipped as data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


class TermsError(ValueError):
    """The file of terms cannot be used; the message is one sentence for whoever wrote it."""


@dataclass(frozen=True, slots=True)
class Terms:
    """`before` in working days, the most first; `every`, `head_after`, `above_after` in days late; `answer` in working days by
    level; `silence` in days."""

    before: tuple[int, ...]
    every: int
    head_after: int
    above_after: int
    answer: Mapping[str, int]
    silence: int

    def days_to_answer(self, level: str) -> int:
        """Working days for a unit of this level; for a level that is not named, the longest."""
        return self.answer.get(level, max(self.answer.values()))


def read_terms(shipped: str, own: str = "") -> Terms:
    """The shipped terms with an office's own over them. Raises `TermsError`."""
    try:
        base, over = tomllib.loads(shipped), tomllib.loads(own)
        remind = {**base["remind"], **over.get("remind", {})}
        return Terms(
            before=tuple(sorted({_days(n) for n in remind["before"]}, reverse=True)),
            every=_days(remind["every"]),
            head_after=_days(remind["head_after"]),
            above_after=_days(remind["above_after"]),
            answer={level: _days(n) for level, n in {**base["answer"], **over.get("answer", {})}.items()},
            silence=_days({**base["silence"], **over.get("silence", {})}["days"]),
        )
    except (tomllib.TOMLDecodeError, TypeError, AttributeError, ValueError) as error:
        raise TermsError(f"Tệp thời hạn đôn đốc oversight.toml không dùng được ({error}); sửa theo mẫu terms.toml.") from None


def _days(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError(f"“{value}” phải là số ngày từ 1 trở lên")
    return value
