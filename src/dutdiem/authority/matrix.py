"""The matrix of roles and verbs as Markdown, for `docs/roles.md`."""

from dutdiem.authority.roles import VERBS, Role


def matrix() -> str:
    """One line per verb, one column per role."""
    verbs = sorted(set().union(*VERBS.values()))
    head = f"| việc | {' | '.join(role.value for role in Role)} |\n| --- |{' --- |' * len(Role)}\n"
    return head + "".join(f"| `{verb}` | {' | '.join('✓' if verb in VERBS[role] else '' for role in Role)} |\n" for verb in verbs)
