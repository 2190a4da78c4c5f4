"""Why a document is not read: one code for programs, one Vietnamese sentence for people."""


class Refusal(Exception):
    """A document that must not or cannot be read.

    `code` is stable and in snake case; `says` is one Vietnamese sentence: what, where, what to do.
    """

    def __init__(self, code: str, says: str) -> None:
        super().__init__(says)
        self.code = code
        self.says = says

    def __reduce__(self) -> tuple[type["Refusal"], tuple[str, str]]:
        """A refusal crosses from the reading process to its parent whole."""
        return type(self), (self.code, self.says)


def gettext_noop(says: str) -> str:
    """The sentence as it is; marks it for the catalogue of translations, which the pages keep."""
    return says
