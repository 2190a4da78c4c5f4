"""Holding definitions against each other: names, cycles, units, what stands in a form."""

from collections import Counter
from collections.abc import Iterator

from dutdiem.measures.definitions.plain import Definitions, Element, Form, Rule
from dutdiem.measures.dimensions import unit_faults
from dutdiem.measures.errors import FormulaError
from dutdiem.measures.evaluation import constant
from dutdiem.measures.formula import Call, Name, Node, Operation, names, parse_formula, place, walk

COMPARISONS = ("<", "<=", ">", ">=", "=", "!=")


def checked(found: Definitions, earlier: Definitions, file: str) -> list[str]:
    """Faults between definitions: unknown names, cycles, formulas that cannot be read or mix units, a code used twice."""
    everything = found.over(earlier).whole()
    says = [f"{file}, [elements.{code}]: {fault}" for code, one in found.elements.items() for fault in _element(one, everything)]
    says += [f"{file}, [indicators.{code}]: mã đã dùng cho một mục số liệu, đổi mã." for code in found.indicators
             if code in everything.elements]  # fmt: skip
    for code in found.indicators:
        says += [f"{file}, [indicators.{code}]: {fault}" for fault in _formula_faults(code, everything)]
    says += [f"{file}, [[targets]] thứ {number}: không có chỉ tiêu thống kê “{row.indicator}”, định nghĩa trước."
             for number, row in enumerate(found.targets, 1)
             if row.indicator and row.indicator not in everything.indicators]  # fmt: skip
    touched = [form for form in everything.forms.values() if form.code in found.forms or set(form.elements) & set(found.elements)]
    return says + [f"{file}, [forms.{form.code}]: {fault}" for form in touched for fault in _form(form, everything)]


def _element(one: Element, everything: Definitions) -> Iterator[str]:
    if one.minimum is not None and one.maximum is not None and one.minimum > one.maximum:
        yield f"minimum {one.minimum} lớn hơn maximum {one.maximum}, sửa một trong hai."
    missing = [code for code in one.disaggregations if code not in everything.breakdowns]
    yield from (f"không có phân tổ “{code}”, thêm bảng [disaggregations.{code}]." for code in missing)
    options = [option for code in one.disaggregations if code not in missing for option, _ in everything.breakdowns[code].options]
    yield from (
        f"mã “{option}” có ở hai phân tổ của mục này, đổi mã ở một phân tổ."
        for option, times in Counter(options).items()
        if times > 1
    )


def _formula_faults(code: str, everything: Definitions) -> list[str]:
    one = everything.indicators[code]
    try:
        node = parse_formula(one.formula)
    except FormulaError as error:
        return [str(error)]
    known = everything.elements.keys() | everything.indicators.keys()
    unknown = {part.code: part for part in reversed(list(walk(node))) if isinstance(part, Name) and part.code not in known}
    if unknown:
        return [
            f"công thức dùng “{part.code}” ({_at(part)}), mục này chưa có: sửa tên hoặc định nghĩa thêm."
            for part in sorted(unknown.values(), key=lambda part: part.span)
        ]
    if cycle := _cycle(code, everything):
        return [f"các công thức gọi vòng nhau: {' → '.join(cycle)}, bỏ một lần gọi."]
    zeros = [
        f"công thức chia cho 0 ({place(one.formula, under)}), sửa mẫu số." for under in denominators(node) if constant(under) == 0
    ]
    return zeros or list(unit_faults(one.formula, node, one.unit, lambda name: _unit(name, everything)))


def _at(part: Node) -> str:
    return f"ký tự thứ {part.span[0] + 1}"


def _unit(code: str, everything: Definitions) -> str:
    return (everything.elements.get(code) or everything.indicators[code]).unit


def denominators(node: Node) -> Iterator[Node]:
    """Every denominator in a formula."""
    return (one.right for one in walk(node) if isinstance(one, Operation) and one.sign == "/")


def may_be_zero(formula: str) -> Iterator[str]:
    """Each denominator that can be 0 although all figures were reported, with its place; not one that an `if` looks at."""
    node = parse_formula(formula)
    looked_at = {name for one in walk(node) if isinstance(one, Call) and one.function == "if" for name in names(one.arguments[0])}
    for under in denominators(node):
        if (why := _zero(under)) and not set(names(under)) <= looked_at:
            yield f"{place(formula, under)}: mẫu số là {why}, có thể bằng 0; khi đó chỉ tiêu không tính được."


def _zero(node: Node) -> str:
    match node:
        case Operation("-"):
            return "một hiệu"
        case Operation("*", left, right):
            return _zero(left) or _zero(right)
        case Operation(sign) if sign in COMPARISONS:
            return "một phép so sánh"
        case Call("if" | "coalesce" | "min" as function, arguments) if any(constant(one) == 0 for one in arguments):
            return f"hàm {function} có giá trị 0"
    return ""


def _cycle(code: str, everything: Definitions) -> list[str]:
    """The first way from an indicator back to itself, or []."""
    waiting: list[list[str]] = [[code]]
    seen: set[str] = set()
    while waiting:
        way = waiting.pop()
        for name in _called_by(way[-1], everything):
            if name == code:
                return [*way, code]
            if name not in seen:
                seen.add(name)
                waiting.append([*way, name])
    return []


def _called_by(code: str, everything: Definitions) -> list[str]:
    if code not in everything.indicators:
        return []
    try:
        return list(names(parse_formula(everything.indicators[code].formula)))
    except FormulaError:
        return []


def _form(form: Form, everything: Definitions) -> Iterator[str]:
    for code in form.elements:
        element = everything.elements.get(code)
        if element is None or ":" in code:
            yield f"không có mục số liệu “{code}”, định nghĩa trước."
        elif element.frequency != form.frequency:
            yield f"mục “{code}” báo cáo theo {element.frequency}, biểu mẫu theo {form.frequency}, sửa cho khớp."
        others = [other.code for other in everything.forms.values() if code in other.elements and other.code != form.code]
        yield from (f"mục “{code}” đã có trong biểu mẫu “{other}”, giữ ở một biểu mẫu." for other in others)
    for number, rule in enumerate(form.rules, 1):
        yield from (f"rules thứ {number}: {fault}" for fault in _rule_faults(rule, form, everything))


def _rule_faults(rule: Rule, form: Form, everything: Definitions) -> Iterator[str]:
    whole = f"({rule.left}) {rule.op} ({rule.right})"
    for side, formula in (("left", rule.left), ("right", rule.right)):
        try:
            node = parse_formula(formula)
        except FormulaError as error:
            yield f"{side}: {error}"
            return
        for part in walk(node):
            if isinstance(part, Name) and part.code.partition(":")[0] not in form.elements:
                yield f"{side}: “{part.code}” ({_at(part)}) không thuộc biểu mẫu này, chỉ dùng các mục của biểu mẫu."
                return
            if isinstance(part, Name) and part.code not in everything.elements:
                yield f"{side}: không có “{part.code}” ({_at(part)}), xem lại mã của phân tổ."
                return
            if isinstance(part, Call) and part.function not in ("if", "min", "max", "coalesce"):
                yield f"{side}: hàm {part.function} ({_at(part)}) không dùng được ở đây, chỉ so các số trong cùng một báo cáo."
                return
    yield from unit_faults(whole, parse_formula(whole), "", lambda name: everything.elements[name].unit)
