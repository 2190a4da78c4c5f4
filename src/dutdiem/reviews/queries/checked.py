"""Holds a report that came back against its record: what was changed in it, and whether its figures still come out so."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dutdiem.authority import Actor
from dutdiem.calendar.periods import parse_period
from dutdiem.figures import queries as figures
from dutdiem.kit.errors import Mistake
from dutdiem.reviews.models import Review
from dutdiem.reviews.queries.records import visible
from dutdiem.units import queries as units
from dutdiem.writing.printed import NotADocumentError, read_printed

EDITED, GONE, NOT_REPRODUCED, CHANGED = "edited", "gone", "not_reproduced", "changed_since"
WRONG = (EDITED, GONE, NOT_REPRODUCED)
"""What makes a report wrong; that the figures have moved on since is only said."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A figure that does not hold: its number, what is wrong (a word above), and that in one sentence."""

    number: int
    kind: str
    says: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The review that the file is, how many figures were read and recomputed, and what was found."""

    review: Review
    read: int
    recomputed: int
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing in the file is wrong."""
        return not any(finding.kind in WRONG for finding in self.findings)


def check(actor: Actor, name: str, data: bytes, today: date) -> Checked:
    """Hold the DOCX file `data` against its record. Raises `Mistake` for a file that is no report of this system."""
    try:
        identifier, printed = read_printed(data)
    except NotADocumentError as error:
        raise Mistake(f"{name}: {error}") from None
    review = visible(actor, today).select_related("unit").filter(identifier=identifier).first() if identifier else None
    if review is None:
        raise Mistake(f"{name}: không phải báo cáo do hệ thống này lập; chỉ kiểm tra được báo cáo lập bằng “reviews write”.")
    lines = [line for line in review.figures if line["kind"] == "figure" and line.get("value")]
    then = _recomputed(actor, review, lines, review.mart_version, today)
    now = _recomputed(actor, review, lines, None, today)
    findings = [*_edited(review, printed), *_moved(lines, then, now)]
    return Checked(review, len(printed), len(lines), tuple(sorted(findings, key=lambda one: one.number)))


def _edited(review: Review, printed: Mapping[int, list[str]]) -> Iterator[Finding]:
    for line in review.figures:
        number, wanted, stands = line["number"], line["printings"], printed.get(line["number"], [])
        if len(stands) < len(wanted):
            gone = len(wanted) - len(stands)
            yield Finding(number, GONE, f"Số liệu {number} ({line['says']}) không còn ở {gone} trong {len(wanted)} chỗ in.")
        else:
            yield from _changed_words(line, stands)


def _changed_words(line: Mapping[str, Any], stands: Sequence[str]) -> Iterator[Finding]:
    for was, now in zip(line["printings"], stands, strict=False):
        if was != now:
            says = f"Số liệu {line['number']} ({line['says']}) in “{now}”, khi lập là “{was}”: đã bị sửa."
            yield Finding(line["number"], EDITED, says)


def _moved(lines: Iterable[dict[str, Any]], then: Mapping[int, str], now: Mapping[int, str]) -> Iterator[Finding]:
    for line in lines:
        number, value = line["number"], line["value"]
        if then.get(number) != value:
            yield Finding(number, NOT_REPRODUCED, f"Số liệu {number} ({line['says']}) tính lại không ra {line['printed']}.")
        elif now.get(number) != value:
            new = now.get(number) or "không còn số liệu"
            yield Finding(number, CHANGED, f"Số liệu {number} ({line['says']}) đã được cập nhật sau khi lập báo cáo: nay là {new}.")


def _recomputed(actor: Actor, review: Review, lines: Iterable[dict[str, Any]], version: int | None, today: date) -> dict[int, str]:
    """The value of each line, computed again from a version of the mart (the newest without one)."""
    end = parse_period(review.period).end
    asked: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for line in lines:
        asked.setdefault((_selector(review, line["unit"], end), line["period"]), []).append(line)
    found = {}
    for (selector, period), wanted in asked.items():
        measures = list(dict.fromkeys(line["measure"] for line in wanted))
        rows = figures.roll_up(actor, measures, selector, [period], structure=end, today=today, version=version)
        values = {(row.unit, row.measure): row.value for row in rows}
        for line in wanted:
            value = values.get((line["unit"], line["measure"]))
            found[line["number"]] = "" if value is None else format(value, "f")
    return found


def _selector(review: Review, unit: str, day: date) -> str:
    if unit == review.unit.code:
        return unit
    version = units.version(unit, day)
    return f"level:{version.level}:{review.unit.code}" if version else unit
