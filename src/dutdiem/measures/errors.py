"""What the measures refuse, in one sentence."""


class MeasureError(ValueError):
    """A definition, formula, structure or question that cannot be answered. The message says where and what to do."""


class FormulaError(MeasureError):
    """A formula that cannot be read."""


class DefinitionError(MeasureError):
    """A definition file with a fault: it names the file and the table."""


class StructureError(MeasureError):
    """Unit versions and successions that do not make a tree."""
