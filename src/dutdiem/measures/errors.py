"""What the measures refuse, in one sentence."""


class MeasureError(ValueError):
    """A definition, formula, structure or question that cannot be answered. The message says where and what to do.

    It is Vietnamese; where it keeps its `pattern` and the `parts` in it, a page can say it in its own language.
    """

    def __init__(self, pattern: str, **parts: object) -> None:
        self.pattern, self.parts = pattern, parts
        super().__init__(pattern % parts if parts else pattern)


class FormulaError(MeasureError):
    """A formula that cannot be read."""


class DefinitionError(MeasureError):
    """A definition file with faults: each of `faults` is one sentence that names the file and the table."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        more = f"\n… và {len(faults) - 20} lỗi khác." if len(faults) > 20 else ""
        super().__init__("\n".join(faults[:20]) + more)


class StructureError(MeasureError):
    """Unit versions and successions that do not make a tree."""


UNREADABLE = "Không đọc được kho số liệu: {error}. Làm mới kho rồi thử lại."
OVERFLOW = "Tổng vượt quá 23 chữ số: tìm và sửa giá trị nhập sai đơn vị tính."
