"""What a person did that cannot be done: one sentence that says what, where, and what to do."""


class Mistake(Exception):
    """Shown to the person as it is; nothing was changed."""


class NotFound(Mistake):
    """What was asked for is not there."""
