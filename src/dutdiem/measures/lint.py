"""What is allowed but unwise in definitions, each with the reason."""

from collections.abc import Iterator

from dutdiem.measures.definitions import Definitions, Target
from dutdiem.measures.definitions.checks import denominators, may_be_zero
from dutdiem.measures.dimensions import quantity
from dutdiem.measures.formula import Name, Operation, names, parse_formula, place, walk

# How much is done against people says nothing of what became better; such words in a measure's name give it away.
ENFORCEMENT = ("xử phạt", "phạt tiền", "bắt giữ", "số vụ bắt", "số đối tượng bị", "lập biên bản", "khởi tố")
STOCKS = ("hiện có", "quân số", "biên chế", "dân số", "cuối kỳ", "tại thời điểm", "số dư")


def lint(found: Definitions) -> list[str]:
    """One sentence for each thing that an officer should look at again."""
    return [*_stocks(found), *_denominators(found), *_unlike(found), *_targets(found)]


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
        for node in denominators(parse_formula(indicator.formula)):
            for code in dict.fromkeys(names(node)):
                if code in found.elements and code not in reported:
                    yield f"chỉ tiêu {indicator.code}: mẫu số “{code}” không có trong biểu mẫu nào nên sẽ không có số liệu."
    for indicator in found.indicators.values():
        yield from (f"chỉ tiêu {indicator.code}, công thức, {says}" for says in may_be_zero(indicator.formula))


def _unlike(found: Definitions) -> Iterator[str]:
    """A percentage whose two counts are of different things: allowed, since an office may mean it, and seldom meant."""
    for indicator in found.indicators.values():
        for node in walk(parse_formula(indicator.formula)) if indicator.unit == "%" else ():
            match node:
                case Operation("/", Name(over), Name(under)) if over in found.elements and under in found.elements:
                    units = found.elements[over].unit, found.elements[under].unit
                    if quantity(units[0]).kind != quantity(units[1]).kind:
                        yield (
                            f"chỉ tiêu {indicator.code}, công thức, {place(indicator.formula, node)}: tỷ lệ % của “{units[0]}” "
                            f"trên “{units[1]}”; xem lại tử số, mẫu số."
                        )


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
    return not list(denominators(formula)) and any(word in e.name.lower() for e in read for word in ENFORCEMENT)


def _outcome_beside(target: Target, found: Definitions) -> bool:
    others = (t for t in found.targets if (t.unit, t.period) == (target.unit, target.period) and t != target)
    return any(not _mere_volume(other, found) for other in others)
