"""What a person did that cannot be done: one sentence that says what, where, and what to do."""


class Mistake(Exception):
    """Shown to the person as it is; nothing was changed. `field` names the field of a form that the sentence belongs beside."""

    def __init__(self, says: str = "", *, field: str = "") -> None:
        super().__init__(says)
        self.field = field


class NotFound(Mistake):
    """What was asked for is not there."""
