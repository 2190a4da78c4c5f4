"""Which change of a submission's status is allowed. What is locked goes no further by a decision: it can be reopened."""

REPORTED = ("submitted", "approved", "locked")
"""The statuses whose values count; drafts and returned submissions do not."""

REOPENED = "reopened"
"""What is decided of a locked submission that its unit is to correct; it is then a submitted one."""

NEXT: dict[str, tuple[str, ...]] = {
    "draft": ("submitted",),
    "submitted": ("returned", "approved"),
    "returned": ("submitted",),
    "approved": ("returned", "locked"),
    "locked": (),
}


def may_become(status: str, wanted: str) -> bool:
    """Whether a submission may go from one status to another."""
    return wanted in NEXT[status]
