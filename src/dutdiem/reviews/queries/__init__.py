"""Every read of this stage: the reviews there are, and the facts that a new one is written from."""

from dutdiem.reviews.queries.checked import Checked, Finding, check
from dutdiem.reviews.queries.gathered import gather
from dutdiem.reviews.queries.records import listed, of_unit, one, relied_on

__all__ = ["Checked", "Finding", "check", "gather", "listed", "of_unit", "one", "relied_on"]
