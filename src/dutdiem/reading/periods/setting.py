"""What relative times rest on."""

import re
from dataclasses import dataclass
from datetime import date

from dutdiem.reading.periods.ranges import Range


@dataclass(slots=True)
class Setting:
    """What relative times rest on: the document's date, the range last reported on, the one in the same sentence, the
    term of office last named, whether a deadline is meant."""

    anchor: date | None
    last: Range | None = None
    near: Range | None = None
    term: Range | None = None
    deadline: bool = False
    ahead: bool = False
    """Whether the document or the sentence orders what is to come: a month or day without its year is then not last year's."""
    due: bool = False
    """Whether something is to be completed in the time: without its year it is not behind."""
    lent: int | None = None
    """The year that a month or quarter without one has from the next ("quý I và quý II/2026")."""

    def year(self, said: str) -> int | None:
        """The year that `said` names ("/2022", " năm nay", " sang năm", ""); None where it rests on an unknown anchor."""
        digits = re.search(r"\d{4}", said)
        if digits:
            return int(digits.group())
        if self.lent and not said:
            return self.lent
        if self.anchor is None:
            return None
        step = {"sau": 1, "tới": 1, "trước": -1, "ngoái": -1, "qua": -1, "năm": 1}.get(said.rsplit(" ", 1)[-1], 0)
        return self.anchor.year + step
