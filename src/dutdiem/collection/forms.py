"""A form as it is filled in: its fields in order, what was typed, what is wrong beside each."""

from collections.abc import Mapping
from dataclasses import dataclass

from dutdiem.catalogue.queries import definitions_of
from dutdiem.catalogue.queries import form as plain_form
from dutdiem.collection.models import Submission
from dutdiem.collection.queries import Opened
from dutdiem.collection.rules import Checks, from_decimal_comma
from dutdiem.kit.said import fault_of

VALUE, COMMENT = "v:", "c:"
"""What a field's name begins with, before the code of its figure."""
LONGEST_COMMENT = 500


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person typed, by code: figures as they were written, comments."""

    values: Mapping[str, str]
    comments: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the form. `part` where it is an option of a breakdown, `made` where its parts make it when it is left empty."""

    code: str
    name: str
    unit: str
    part: bool
    made: bool
    value: str
    comment: str
    previous: str | None
    last_year: str | None
    fault: str


class Filling:
    """One opened form with its checks, as of the definitions of its period."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self._defined = definitions_of(opened.form).at(opened.period.end)
        self.checks = Checks(plain_form(opened.form), self._defined)

    def kept(self) -> Typed:
        """What the newest revision holds."""
        latest = self.opened.latest
        return Typed(dict(latest.values), dict(latest.comments)) if latest else Typed({}, {})

    def typed(self, sent: Mapping[str, str]) -> Typed:
        """What came of the page's own fields."""
        values = {code: sent.get(VALUE + code, "").strip() for code in self.checks.codes}
        comments = {code: sent.get(COMMENT + code, "").strip()[:LONGEST_COMMENT] for code in self.checks.codes}
        return Typed(values, {code: text for code, text in comments.items() if text})

    def values(self, typed: Typed) -> dict[str, str]:
        """The figures as they would be kept: a decimal comma is a point, missing totals are added up, what is empty is left out."""
        plain = {
            code: from_decimal_comma(text.replace(" ", "").replace("\u00a0", "")) for code, text in typed.values.items() if text
        }
        return self.checks.completed(plain)

    def faults(self, typed: Typed, *, draft: bool) -> dict[str, str]:
        """What is wrong, one sentence for each figure; for one that the form does not have under its own code."""
        found: dict[str, str] = {}
        for code, says in self.checks.look(self.values(typed), draft=draft).faults:
            found.setdefault(code, says)
        for code, comment in typed.comments.items():
            if fault := fault_of(comment):
                found.setdefault(code, fault)
        return found

    def fields(self, typed: Typed, faults: Mapping[str, str]) -> list[Field]:
        """The lines of the form in order, an element's parts after it."""
        made = {total for total, codes in self.checks.broken_down.items() if codes}
        return [self._field(code, typed, faults, made=code in made) for code in self.checks.codes]

    def _field(self, code: str, typed: Typed, faults: Mapping[str, str], *, made: bool) -> Field:
        element, part = self._defined.elements[code], ":" in code
        name = self._option(code) if part else element.name
        text, says = typed.values.get(code, ""), faults.get(code, "")
        before, last_year = (_value(one, code) for one in (self.opened.previous, self.opened.last_year))
        return Field(code, name, element.unit, part, made, text, typed.comments.get(code, ""), before, last_year, says)

    def _option(self, code: str) -> str:
        total, _, option = code.partition(":")
        breakdowns = (self._defined.breakdowns[name] for name in self._defined.elements[total].disaggregations)
        return next(name for one in breakdowns for key, name in one.options if key == option)


def _value(one: Submission | None, code: str) -> str | None:
    return one.values.get(code) if one else None
