"""Text folded for search: no marks, no case, đ as d, so that “dut diem” finds “Dứt Điểm”."""

import re
import unicodedata
from typing import Any

from django.db import models

_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """`text` without diacritics and case, đ as d, runs of blanks as one; for comparing, never for showing."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return _SPACES.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


class FoldedField(models.TextField):  # type: ignore[type-arg]
    """A column that always holds the folded text of other columns of the same record: `FoldedField("symbol", "title")`."""

    def __init__(self, *sources: str, **options: Any) -> None:
        self.sources = sources
        super().__init__(**{"editable": False, "default": "", **options})

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _, options = super().deconstruct()
        return name, path, list(self.sources), options

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = fold(" ".join(str(getattr(model_instance, source) or "") for source in self.sources))
        setattr(model_instance, self.attname, value)
        return value
