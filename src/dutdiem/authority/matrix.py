"""The matrix of roles and verbs as Markdown, for `docs/roles.md`."""

from dutdiem.authority.roles import VERBS, Role
from dutdiem.authority.words import ROLES, STAGES, verb_name


def matrix() -> str:
    """A table for each stage: one line for a verb, one column for a role."""
    verbs = sorted(set().union(*VERBS.values()))
    stages = [stage for stage in STAGES if any(verb.startswith(stage + ".") for verb in verbs)]
    return "\n".join(_table(stage, [verb for verb in verbs if verb.startswith(stage + ".")]) for stage in stages)


def _table(stage: str, verbs: list[str]) -> str:
    head = f"### {STAGES[stage]}\n\n| việc | {' | '.join(ROLES[role] for role in Role)} | trong mã |\n"
    rule = f"| --- |{' :-: |' * len(Role)} --- |\n"
    lines = [f"| {verb_name(v)} | {' | '.join('✓' if v in VERBS[role] else ' ' for role in Role)} | `{v}` |\n" for v in verbs]
    return head + rule + "".join(lines)
