"""Which change of a submission's status is allowed."""

REPORTED = ("submitted", "approved", "locked")
"""The statuses whose values count; drafts and returned submissions do not."""

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
