"""Taking typed values out of TOML tables with every fault named, and holding definitions against each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from dutdiem.measures.errors import FormulaError
from dutdiem.measures.formula import ARGUMENTS, Number, Operation, names, parse_formula

if TYPE_CHECKING:
    from dutdiem.measures.definitions import Definitions
    from dutdiem.measures.formula import Node

_CODE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,59}")
_PERIOD = re.compile(r"\d{4}(-(\d\d(-\d\d)?|W\d\d|Q[1-4]|H[12]|9M)|/\d{4})?")


class Reader:
    """Collects the faults of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[str] = []

    def fault(self, table: str, says: str) -> None:
        self.faults.append(f"{self.file}, {table}: {says}")

    def known_tables(self, tables: Mapping[str, Any], known: Sequence[str]) -> None:
        for name in tables:
            if name not in known:
                self.fault(f"[{name}]", f"không có loại bảng này, dùng {', '.join(known)}.")

    def tables(self, tables: Mapping[str, Any], name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The tables `[name.CODE]` whose code can stand in a formula."""
        found = tables.get(name, {})
        for code, row in found.items() if isinstance(found, dict) else ():
            if not _CODE.fullmatch(code) or code in ARGUMENTS:
                self.fault(f"[{name}.{code}]", "mã chỉ gồm chữ không dấu, chữ số, dấu _ và không trùng tên hàm.")
            elif isinstance(row, dict):
                yield code, row
        if not isinstance(found, dict):
            self.fault(f"[{name}]", f"viết mỗi mục một bảng [{name}.MÃ].")

    def rows(self, tables: Mapping[str, Any], name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
        found = tables.get(name, [])
        if not isinstance(found, list):
            self.fault(f"[{name}]", f"viết mỗi mục một bảng [[{name}]].")
            return
        yield from enumerate(found, 1)

    def table(self, label: str, row: Mapping[str, Any], shape: type, also: Sequence[str] = ()) -> Taker:
        return Taker(self, label, row, {field.name for field in fields(shape)} - {"code"} | set(also))


class Taker:
    """Takes the fields of one table; a wrong one is a fault and gives an empty value, so that all faults are found."""

    def __init__(self, reader: Reader, label: str, row: Mapping[str, Any], known: set[str]) -> None:
        self._reader, self._label, self._row = reader, label, row
        for key in row:
            if key not in known:
                self._fault(f"không có trường “{key}”, dùng {', '.join(sorted(known))}.")

    def __enter__(self) -> Taker:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def _fault(self, says: str) -> None:
        self._reader.fault(self._label, says)

    def text(self, key: str, default: str | None = None) -> str:
        value = self._row.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            self._fault(f'thiếu “{key}” hoặc không phải là chữ, thêm {key} = "…".')
            return ""
        return value.strip()

    def choice(self, key: str, options: Sequence[str], default: str) -> str:
        value = self._row.get(key, default)
        if value not in options:
            self._fault(f"{key} = “{value}” không có, chọn một trong {', '.join(options)}.")
            return default
        return str(value)

    def whole(self, key: str, default: int, least: int, most: int) -> int:
        value = self._row.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self._fault(f"{key} phải là số nguyên từ {least} đến {most}.")
            return default
        return value

    def codes(self, key: str) -> tuple[str, ...]:
        value = self._row.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(code, str) for code in value):
            self._fault(f'thiếu “{key}”, viết {key} = ["mã", …].')
            return ()
        for code, times in Counter(value).items():
            if times > 1:
                self._fault(f"mục “{code}” có {times} lần trong {key}, giữ một lần.")
        return tuple(value)

    def period(self, key: str) -> str:
        value = self._row.get(key)
        text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
        if not _PERIOD.fullmatch(text):
            self._fault(f'thiếu “{key}” hoặc không phải là kỳ, viết {key} = "2025" hoặc "2025-Q1".')
        return text

    def one_of(self, keys: Sequence[str]) -> tuple[str, Decimal]:
        """The one of the keys that the table has, with its number."""
        there = [key for key in keys if key in self._row]
        if len(there) != 1:
            self._fault(f"cần đúng một trong {', '.join(keys)}.")
            return "", Decimal(0)
        value = self._row[there[0]]
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
            self._fault(f"{there[0]} phải là số, viết như {there[0]} = 80.")
            return "", Decimal(0)
        return there[0], Decimal(value)


def checked(found: Definitions, earlier: Definitions, file: str) -> list[str]:
    """Faults between definitions: unknown names, cycles, formulas that cannot be read, a code used twice."""
    everything = found.over(earlier)
    says = [f"{file}, [indicators.{code}]: mã đã dùng cho một mục số liệu, đổi mã." for code in found.indicators
            if code in everything.elements]  # fmt: skip
    for code in found.indicators:
        says += [f"{file}, [indicators.{code}]: {fault}" for fault in _formula_faults(code, everything)]
    says += [f"{file}, [[targets]] thứ {number}: không có chỉ tiêu thống kê “{row.indicator}”, định nghĩa trước."
             for number, row in enumerate(found.targets, 1)
             if row.indicator and row.indicator not in everything.indicators]  # fmt: skip
    return says + _form_faults(found, everything, file)


def _formula_faults(code: str, everything: Definitions) -> list[str]:
    try:
        node = parse_formula(everything.indicators[code].formula)
    except FormulaError as error:
        return [str(error)]
    known = everything.elements.keys() | everything.indicators.keys()
    unknown = [name for name in dict.fromkeys(names(node)) if name not in known]
    if unknown:
        return [f"công thức dùng “{name}”, mục này chưa có: sửa tên hoặc định nghĩa thêm." for name in unknown]
    if cycle := _cycle(code, everything):
        return [f"các công thức gọi vòng nhau: {' → '.join(cycle)}, bỏ một lần gọi."]
    return ["công thức chia cho 0, sửa mẫu số."] if _divides_by_zero(node) else []


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


def _divides_by_zero(node: Node) -> bool:
    match node:
        case Operation("/", _, Number(value)) if value == 0:
            return True
        case Operation(_, left, right):
            return _divides_by_zero(left) or _divides_by_zero(right)
    return any(_divides_by_zero(argument) for argument in getattr(node, "arguments", ()))


def _form_faults(found: Definitions, everything: Definitions, file: str) -> list[str]:
    says = []
    for form in found.forms.values():
        label = f"{file}, [forms.{form.code}]"
        for code in form.elements:
            element = everything.elements.get(code)
            if element is None:
                says.append(f"{label}: không có mục số liệu “{code}”, định nghĩa trước.")
            elif element.frequency != form.frequency:
                says.append(
                    f"{label}: mục “{code}” báo cáo theo {element.frequency}, biểu mẫu theo {form.frequency}, sửa cho khớp."
                )
            others = [other.code for other in everything.forms.values() if code in other.elements and other != form]
            says += [f"{label}: mục “{code}” đã có trong biểu mẫu “{other}”, giữ ở một biểu mẫu." for other in others]
    return says
