"""What is allowed but unwise in definitions, each with the reason."""

from collections.abc import Iterator

from dutdiem.measures.definitions import Definitions, Element, Target
from dutdiem.measures.formula import Call, Name, Node, Operation, names, parse_formula

# How much is done against people says nothing of what became better; such words in a measure's name give it away.
ENFORCEMENT = ("xử phạt", "phạt tiền", "bắt giữ", "số vụ bắt", "số đối tượng bị", "lập biên bản", "khởi tố")
STOCKS = ("hiện có", "quân số", "biên chế", "dân số", "cuối kỳ", "tại thời điểm", "số dư")


def lint(found: Definitions) -> list[str]:
    """One sentence for each thing that an officer should look at again."""
    return [*_stocks(found), *_denominators(found), *_mixed_units(found), *_targets(found)]


def _stocks(found: Definitions) -> Iterator[str]:
    for element in found.elements.values():
        if element.over_time == "sum" and any(word in element.name.lower() for word in STOCKS):
            yield (
                f"mục {element.code} (“{element.name}”) là số tại một thời điểm nhưng đang cộng theo thời gian: "
                'đặt over_time = "last".'
            )


def _denominators(found: Definitions) -> Iterator[str]:
    reported = {code for form in found.forms.values() for code in form.elements}
    for indicator in found.indicators.values() if reported else ():
        for node in _under(parse_formula(indicator.formula)):
            for code in dict.fromkeys(names(node)):
                if code in found.elements and code not in reported:
                    yield f"chỉ tiêu {indicator.code}: mẫu số “{code}” không có trong biểu mẫu nào nên sẽ không có số liệu."
            if isinstance(node, Operation) and node.sign == "-":
                yield f"chỉ tiêu {indicator.code}: mẫu số là một hiệu, có thể bằng 0; khi đó chỉ tiêu không tính được."


def _under(node: Node) -> Iterator[Node]:
    """Every denominator in a formula."""
    match node:
        case Operation(sign, left, right):
            if sign == "/":
                yield right
            yield from _under(left)
            yield from _under(right)
        case Call(_, arguments):
            for argument in arguments:
                yield from _under(argument)


def _mixed_units(found: Definitions) -> Iterator[str]:
    for indicator in found.indicators.values():
        for left, right in _sums(parse_formula(indicator.formula), found):
            if left.unit != right.unit:
                yield (
                    f"chỉ tiêu {indicator.code}: cộng hoặc trừ “{left.code}” ({left.unit}) với “{right.code}” "
                    f"({right.unit}), hai đơn vị tính khác nhau."
                )


def _sums(node: Node, found: Definitions) -> Iterator[tuple[Element, Element]]:
    match node:
        case Operation(sign, left, right):
            if sign in "+-" and isinstance(left, Name) and isinstance(right, Name):
                pair = found.elements.get(left.code), found.elements.get(right.code)
                if pair[0] and pair[1]:
                    yield pair[0], pair[1]
            yield from _sums(left, found)
            yield from _sums(right, found)
        case Call(_, arguments):
            for argument in arguments:
                yield from _sums(argument, found)


def _targets(found: Definitions) -> Iterator[str]:
    for target in found.targets:
        if not target.source:
            yield f"chỉ tiêu được giao {target.indicator} cho {target.unit} ({target.period}) chưa ghi văn bản căn cứ (source)."
        if _mere_volume(target, found) and not _outcome_beside(target, found):
            yield (
                f"chỉ tiêu được giao {target.indicator} cho {target.unit} ({target.period}) chỉ đo khối lượng xử lý vi phạm: "
                "giao kèm một chỉ tiêu về kết quả, nếu không đơn vị sẽ chạy theo số lượng."
            )


def _mere_volume(target: Target, found: Definitions) -> bool:
    indicator = found.indicators.get(target.indicator)
    if indicator is None or target.comparator not in (">=", ">"):
        return False
    formula = parse_formula(indicator.formula)
    read = [found.elements[code] for code in names(formula) if code in found.elements]
    return not list(_under(formula)) and any(word in e.name.lower() for e in read for word in ENFORCEMENT)


def _outcome_beside(target: Target, found: Definitions) -> bool:
    others = (t for t in found.targets if (t.unit, t.period) == (target.unit, target.period) and t != target)
    return any(not _mere_volume(other, found) for other in others)
