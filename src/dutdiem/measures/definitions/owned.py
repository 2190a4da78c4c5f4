"""What a unit defines for itself: its codes, and what it may build on.

The code of a unit's own is written in its file as any other and kept with the unit behind it, `fires@T01`. No code of the whole
tree has that sign and no two units have the same, so that neither can be taken for the other or be in its way, whatever is
defined later, and no refusal has to say what another unit keeps to itself.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from dutdiem.measures.definitions.plain import Breakdown, Definitions, Element, Form, Indicator, Rule
from dutdiem.measures.errors import FormulaError
from dutdiem.measures.formula import Name, names, parse_formula, walk

AT = "@"
_PLAIN = re.compile(r"[A-Za-z0-9_.]")
T = TypeVar("T", Element, Breakdown, Indicator, Form)


def suffix(owner: str) -> str:
    """What stands behind the codes of a unit. What could not stand in a formula is written by its number: `CA-HN` as `CA$2d$HN`.

    >>> suffix("T01"), suffix("CA-HN")
    ('@T01', '@CA$2d$HN')
    """
    return AT + "".join(letter if _PLAIN.fullmatch(letter) else f"${ord(letter):x}$" for letter in owner)


def own_code(code: str, owner: str) -> str:
    """The code under which a unit's own is kept; one that is written in full stays."""
    return code if AT in code else code + suffix(owner)


def bare(code: str) -> str:
    """The code without its unit, as the unit itself wrote it: `fires` of `fires@T01`, `fires:urban` of `fires@T01:urban`."""
    head, _, option = code.partition(":")
    return head.partition(AT)[0] + (f":{option}" if option else "")


@dataclass(frozen=True, slots=True)
class _Words:
    """What the words of a unit's file mean. A code that is there for the whole tree means that one: nothing stands over it."""

    owner: str
    measures: frozenset[str]
    breakdowns: frozenset[str]

    def measure(self, written: str) -> str:
        """The full code of an element, an option of its breakdown, or an indicator."""
        head, colon, option = written.partition(":")
        return written if head in self.measures else own_code(head, self.owner) + colon + option

    def breakdown(self, written: str) -> str:
        """The full code of a breakdown."""
        return written if written in self.breakdowns else own_code(written, self.owner)

    def formula(self, text: str) -> str:
        """The formula with full codes; one that cannot be read stays as it is, for the check to say why."""
        try:
            found = [node for node in walk(parse_formula(text)) if isinstance(node, Name)]
        except FormulaError:
            return text
        for node in sorted(found, key=lambda node: node.span, reverse=True):
            start, end = node.span
            text = text[:start] + self.measure(node.code) + text[end:]
        return text


def owned(found: Definitions, owner: str, earlier: Definitions) -> Definitions:
    """The definitions of a unit's file under its own codes, what they build on under theirs."""
    words = _Words(owner, _of_all(earlier.elements) | _of_all(earlier.indicators), _of_all(earlier.breakdowns))
    elements = (replace(one, disaggregations=tuple(map(words.breakdown, one.disaggregations))) for one in found.elements.values())
    indicators = (replace(one, formula=words.formula(one.formula)) for one in found.indicators.values())
    forms = (
        replace(one, elements=tuple(map(words.measure, one.elements)), rules=tuple(_rule(rule, words) for rule in one.rules))
        for one in found.forms.values()
    )
    return Definitions(
        _kept(elements, owner),
        _kept(indicators, owner),
        tuple(replace(one, indicator=words.measure(one.indicator), owner=owner) for one in found.targets),
        _kept(forms, owner),
        _kept(found.breakdowns.values(), owner),
    )


def _rule(rule: Rule, words: _Words) -> Rule:
    return replace(rule, left=words.formula(rule.left), right=words.formula(rule.right))


def _kept(found: Iterable[T], owner: str) -> dict[str, T]:
    named = (replace(one, code=own_code(one.code, owner), owner=owner) for one in found)
    return {one.code: one for one in named}


def _of_all(found: Mapping[str, Element | Indicator | Breakdown | Form]) -> frozenset[str]:
    """The codes of what holds in the whole tree."""
    return frozenset(code for code, one in found.items() if not one.owner)


def own_faults(found: Definitions, earlier: Definitions, owner: str, file: str) -> list[str]:
    """Why a unit may not have these for its own: they would change what came from above, take its elements, or show what is
    internal."""
    says = [f"{file}, [{kind}.{bare(code)}]: mã này của danh mục chung, đơn vị không đổi được định nghĩa từ cấp trên; đặt mã khác."
            for kind, code in _shadows(found, earlier)]  # fmt: skip
    says += [f"{file}, [{kind}.{code}]: mã này không phải của đơn vị {owner}; viết mã không có phần sau dấu {AT}."
             for kind, code in _foreign(found, earlier, owner)]  # fmt: skip
    everything = found.over(earlier).whole()
    for form in found.forms.values():
        says += [f"{file}, [forms.{form.code}]: mục “{code}” không phải của đơn vị; biểu mẫu riêng chỉ gồm mục riêng."
                 for code in form.elements if code in everything.elements and everything.elements[code].owner != owner]  # fmt: skip
    return says + [f"{file}, {label}: dùng “{code}” là mục nội bộ; thêm internal = true hoặc bỏ mục ấy."
                   for label, code in _shown(found, everything)]  # fmt: skip


def _shadows(found: Definitions, earlier: Definitions) -> Iterator[tuple[str, str]]:
    """New codes of the unit that are, as it wrote them, codes of the whole tree."""
    measures = _of_all(earlier.elements) | _of_all(earlier.indicators)
    kinds: tuple[tuple[str, Iterable[str], Iterable[str], frozenset[str]], ...] = (
        ("elements", found.elements, earlier.elements, measures),
        ("indicators", found.indicators, earlier.indicators, measures),
        ("forms", found.forms, earlier.forms, _of_all(earlier.forms)),
        ("disaggregations", found.breakdowns, earlier.breakdowns, _of_all(earlier.breakdowns)),
    )
    for kind, codes, there, taken in kinds:
        yield from ((kind, code) for code in codes if bare(code) in taken and code not in there)


def _foreign(found: Definitions, earlier: Definitions, owner: str) -> Iterator[tuple[str, str]]:
    """Codes that end with another unit and did not come to this one with that unit's past."""
    for kind, codes, there in (
        ("elements", found.elements, earlier.elements),
        ("indicators", found.indicators, earlier.indicators),
        ("forms", found.forms, earlier.forms),
        ("disaggregations", found.breakdowns, earlier.breakdowns),
    ):
        known = {code for code, one in there.items() if one.owner == owner}
        yield from ((kind, code) for code in codes if not code.endswith(suffix(owner)) and code not in known)


def _shown(found: Definitions, everything: Definitions) -> Iterator[tuple[str, str]]:
    """What is not internal and builds on what is: with its label, and the code that it builds on."""
    every: list[Element | Indicator] = [*everything.elements.values(), *everything.indicators.values()]
    hidden = {one.code for one in every if one.internal}
    uses = [(f"[indicators.{one.code}]", one.internal, _named(one.formula)) for one in found.indicators.values()]
    uses += [(f"[forms.{one.code}]", one.internal, list(one.elements)) for one in found.forms.values()]
    uses += [(f"[[targets]] thứ {place}", one.internal, [one.indicator]) for place, one in enumerate(found.targets, 1)]
    for label, internal, codes in uses:
        yield from ((label, code) for code in codes if not internal and code in hidden)


def _named(formula: str) -> list[str]:
    try:
        return list(dict.fromkeys(names(parse_formula(formula))))
    except FormulaError:
        return []


def closed(found: Definitions) -> Definitions:
    """The definitions without what builds on something that is not among them: what a person may see of all there is."""
    while lacking := {code for code, one in found.indicators.items() if one.owner and not _stands(one, found)}:
        kept = {code: one for code, one in found.indicators.items() if code not in lacking}
        found = replace(found, indicators=kept, earlier=tuple(one for one in found.earlier if one.code not in lacking))
    forms = {code: one for code, one in found.forms.items() if not one.owner or set(one.elements) <= set(found.elements)}
    targets = tuple(one for one in found.targets if one.indicator in found.indicators)
    return replace(found, forms=forms, targets=targets)


def _stands(one: Indicator, found: Definitions) -> bool:
    entries = [one, *(past for past in found.earlier if isinstance(past, Indicator) and past.code == one.code)]
    known = found.elements.keys() | found.indicators.keys()
    return all(code in known for entry in entries for code in _named(entry.formula))
