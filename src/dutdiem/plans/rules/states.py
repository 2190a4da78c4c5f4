"""Which state may follow which."""

NEXT_STATES: dict[str, tuple[str, ...]] = {
    "not_started": ("in_progress", "waiting", "suspended", "cancelled"),
    "in_progress": ("waiting", "suspended", "cancelled"),
    "waiting": ("done", "returned", "suspended", "cancelled"),
    "returned": ("in_progress", "waiting", "suspended", "cancelled"),
    "suspended": ("in_progress", "cancelled"),
    "done": (),
    "cancelled": (),
}


def may_become(state: str, wanted: str) -> bool:
    """Whether a task may go from one state to another; done needs the deliverable handed in first (waiting)."""
    return wanted in NEXT_STATES[state]


def to_redo(state: str, reason: str) -> str:
    """Why the deliverable came back, until one is accepted; "" where the reason is one of a task that was stopped."""
    return reason if state not in ("suspended", "cancelled") else ""
