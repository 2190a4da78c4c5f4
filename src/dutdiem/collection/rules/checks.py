"""Whether the figures of one submission can stand: each by itself, the parts of a breakdown, the rules of the form."""

import operator
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from dutdiem.calendar.telling import told
from dutdiem.kit.exact import THREE_AFTER_POINT, plain, value_fault
from dutdiem.measures.definitions import Definitions, Element, Form, Rule
from dutdiem.measures.dimensions import is_count
from dutdiem.measures.evaluation import evaluate
from dutdiem.measures.formula import Name, Node, Operation, names, parse_formula

KEPT = 100_000
"""Answers that are kept; a form of a whole country has fewer different figures."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`faults` by the code of the figure they are about (of a rule: its first figure) refuse; `warnings` are kept."""

    faults: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Limits:
    """What one element's figure may be, worked out once."""

    element: Element
    count: bool
    least: Decimal | None


@dataclass(frozen=True, slots=True)
class _Place:
    """The figures of a submission, for the formulas of rules: there is no other period and no other unit."""

    values: Mapping[str, str]

    def value(self, code: str) -> Fraction | None:
        text = self.values.get(code)
        return Fraction(text) if text else None

    def moved(self, move: str) -> None:
        return None


class Checks:
    """The checks of one form, by the definitions of one day; made once, asked for each submission."""

    def __init__(self, form: Form, defined: Definitions) -> None:
        own = [defined.elements[code] for code in form.elements if code in defined.elements]
        self._breakdowns = {one.code: [_codes(one, code, defined) for code in one.disaggregations] for one in own}
        parts = [defined.elements[code] for of in self._breakdowns.values() for codes in of for code in codes]
        self._limits = {one.code: _limits(one) for one in (*own, *parts)}
        self._split = {total: of_total for total, of_total in self._breakdowns.items() if of_total}
        self._known: dict[tuple[str, str], str | None] = {}
        self._rules = [(rule, _read(rule)) for rule in form.rules]
        self._names = {one.code: one.name for one in (*own, *parts)}

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code that a submission of the form may have a figure of, an element's parts after it."""
        return tuple(code for one in self._breakdowns for code in (one, *(part for of in self._breakdowns[one] for part in of)))

    @property
    def known(self) -> Container[str]:
        """The same codes, to be looked into."""
        return self._limits

    @property
    def broken_down(self) -> Mapping[str, Sequence[Sequence[str]]]:
        """The codes of the parts of each element, breakdown by breakdown."""
        return self._breakdowns

    def value_fault(self, code: str, text: str) -> str | None:
        """Why a figure cannot stand by itself; None where it can. Figures repeat, so the answer is kept."""
        key = code, text
        if key not in self._known:
            if len(self._known) >= KEPT:
                self._known.clear()
            self._known[key] = self._value_fault(code, text)
        return self._known[key]

    def _value_fault(self, code: str, text: str) -> str | None:
        limits = self._limits.get(code)
        if limits is None:
            return told("mục “%(code)s” không có trong biểu mẫu; bỏ mục này.", code=code)
        return value_fault(text) or _limit_fault(limits, text)

    def completed(self, values: Mapping[str, str]) -> dict[str, str]:
        """The values with each missing total that all parts of a breakdown give; only where figures add up over units."""
        found = dict(values)
        for total, of_total in self._split.items():
            if self._limits[total].element.over_units != "sum" or found.get(total):
                continue
            for codes in of_total:
                if all(found.get(code) and value_fault(found[code]) is None for code in codes):
                    found[total] = plain(str(sum(Decimal(found[code]) for code in codes)))
                    break
        return found

    def without_stale_totals(self, values: Mapping[str, str], fresh: Mapping[str, str]) -> dict[str, str]:
        """What was reported before, without the totals whose parts are now given anew and that are not: they are added up again."""
        stale = {
            total
            for total, of_total in self._split.items()
            if self._limits[total].element.over_units == "sum"
            and total not in fresh
            and any(code in fresh for codes in of_total for code in codes)
        }
        return {code: text for code, text in values.items() if code not in stale}

    def look(self, values: Mapping[str, str], *, draft: bool = False) -> Outcome:
        """Everything that is wrong with a submission. A draft may still be incomplete: its figures are looked at one by one."""
        faults = [(code, says) for code, text in values.items() if text and (says := self.value_fault(code, text))]
        if faults or draft:
            return Outcome(tuple(faults), ())
        faults += self._part_faults(values)
        broken = [(rule, node) for rule, node in self._rules if not _holds(node, values)]
        faults += [(next(names(node), ""), self._says(rule)) for rule, node in broken if rule.level == "error"]
        return Outcome(tuple(faults), tuple(self._says(rule) for rule, _ in broken if rule.level == "warning"))

    def _part_faults(self, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        for total, of_total in self._split.items():
            for codes in of_total:
                given = [code for code in codes if values.get(code)]
                missing = [code for code in codes if not values.get(code)]
                if not given:
                    continue
                if missing:
                    named = ", ".join(f"“{self._names[code]}”" for code in missing)
                    yield (
                        missing[0],
                        told(
                            "mục “%(name)s” có số phân tổ nhưng thiếu %(missing)s; nhập đủ, ghi 0 nơi không có.",
                            name=self._names[total],
                            missing=named,
                        ),
                    )
                elif self._limits[total].element.over_units == "sum" and values.get(total):
                    yield from self._sum_fault(total, codes, values)

    def _sum_fault(self, total: str, codes: Sequence[str], values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        made = sum(Decimal(values[code]) for code in codes)
        if made != Decimal(values[total]):
            added = " + ".join(values[code] for code in codes)
            yield (
                total,
                told(
                    "mục “%(name)s” là %(value)s, nhưng các phần phân tổ cộng lại là %(added)s = %(made)s; "
                    "sửa số tổng hoặc số các phần.",
                    name=self._names[total],
                    value=values[total],
                    added=added,
                    made=plain(str(made)),
                ),
            )

    def _says(self, rule: Rule) -> str:
        return rule.says or f"{self._spoken(rule.left)} phải {WORDS[rule.op]} {self._spoken(rule.right)}; kiểm tra lại hai số."

    def _spoken(self, formula: str) -> str:
        node: Node = parse_formula(formula)
        codes = list(names(node))
        return f"“{self._names[codes[0]]}”" if formula.strip() in codes else f"({formula})"


def _read(rule: Rule) -> Operation:
    """The rule as one comparison."""
    node = parse_formula(f"({rule.left}) {rule.op} ({rule.right})")
    assert isinstance(node, Operation)
    return node


def _holds(node: Operation, values: Mapping[str, str]) -> bool:
    """Whether a rule holds, or says nothing since a figure is missing. Two bare figures, the usual case, need no fractions."""
    match node:
        case Operation(sign, Name(left), Name(right)):
            if not values.get(left) or not values.get(right):
                return True
            return COMPARE[sign](Decimal(values[left]), Decimal(values[right]))
    return evaluate(node, _Place(values)) != 0


COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "!=": operator.ne,
}  # fmt: skip
WORDS = {"<": "nhỏ hơn", "<=": "không lớn hơn", ">": "lớn hơn", ">=": "không nhỏ hơn", "=": "bằng", "!=": "khác"}


def _codes(element: Element, breakdown: str, defined: Definitions) -> list[str]:
    return [f"{element.code}:{option}" for option, _ in defined.breakdowns[breakdown].options]


def _limits(element: Element) -> _Limits:
    count = is_count(element.unit)
    least = Decimal(0) if count and not element.negative else None
    return _Limits(element, count, element.minimum if element.minimum is not None else least)


def _limit_fault(limits: _Limits, text: str) -> str | None:
    """Whether an exact value keeps within what its element may be."""
    element = limits.element
    if "." in text and limits.count and THREE_AFTER_POINT.fullmatch(text):
        joined = text.replace(".", "")
        return told(
            "“%(text)s” %(unit)s: dấu chấm trước ba chữ số dễ là dấu phân cách hàng nghìn; viết liền là %(joined)s.",
            text=text,
            unit=element.unit,
            joined=joined,
        )
    if "." in text and element.whole and Decimal(text) % 1:
        return told("“%(text)s” phải là số nguyên (%(unit)s); bỏ phần thập phân.", text=text, unit=element.unit)
    if limits.least is not None and (text[0] == "-" if not limits.least else Decimal(text) < limits.least) and Decimal(text) != 0:
        return _below(limits, text)
    if element.maximum is not None and Decimal(text) > element.maximum:
        return told(
            "“%(text)s” lớn hơn mức cao nhất %(most)s %(unit)s; kiểm tra lại số và đơn vị tính.",
            text=text,
            most=plain(str(element.maximum)),
            unit=element.unit,
        )
    return None


def _below(limits: _Limits, text: str) -> str:
    element = limits.element
    if not limits.least:
        return told("“%(text)s” %(unit)s: số này không được âm; nhập lại số đã đếm.", text=text, unit=element.unit)
    return told(
        "“%(text)s” nhỏ hơn mức thấp nhất %(least)s %(unit)s; kiểm tra lại số và đơn vị tính.",
        text=text,
        least=plain(str(limits.least)),
        unit=element.unit,
    )
