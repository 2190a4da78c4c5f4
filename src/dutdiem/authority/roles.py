"""Which role may do what. One table; `docs/roles.md` is made from it and a test holds the two together.

A verb is `<stage>.<what>`; `words.py` says what each is called. A role's grant stands for a unit and everything below it, except
the auditor's, who reads all.
"""

from enum import StrEnum


class Role(StrEnum):
    """The roles that a staff account can hold."""

    STAFF = "staff"
    LEADER = "leader"
    REPORTER = "reporter"
    INSPECTOR = "inspector"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


READING = frozenset(
    {"units.read", "documents.read", "plans.read", "figures.read", "oversight.read", "reviews.read", "collection.read"}
)
WRITING_PLANS = frozenset({"documents.add", "documents.decide", "plans.draft", "plans.assign", "plans.accept", "plans.move"})
REPORTING = frozenset({"plans.report", "collection.submit", "oversight.raise"})

VERBS: dict[Role, frozenset[str]] = {
    Role.STAFF: READING
    | WRITING_PLANS
    | REPORTING
    | {
        "collection.decide",
        "catalogue.define",
        "oversight.answer",
        "oversight.urge",
        "reviews.write",
        "figures.refresh",
        "figures.choose",
    },
    Role.LEADER: READING
    | {"plans.accept", "plans.move", "collection.decide", "oversight.answer", "oversight.urge", "reviews.write", "figures.choose"},
    Role.REPORTER: READING | REPORTING,
    Role.INSPECTOR: READING | {"oversight.raise", "oversight.answer", "oversight.inspect"},
    Role.ADMINISTRATOR: READING
    | {"units.import", "access.read", "access.grant", "catalogue.define", "figures.refresh", "oversight.remind"},
    Role.AUDITOR: READING | {"access.read", "trail.read"},
}
