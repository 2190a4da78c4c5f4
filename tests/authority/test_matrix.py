"""The page of roles says what the code does; each verb has words."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from dutdiem.authority import VERBS, Role
from dutdiem.authority.matrix import matrix
from dutdiem.authority.words import ROLES, STAGES
from dutdiem.authority.words import VERBS as WORDS

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "dutdiem"
EVERY_VERB = sorted(set().union(*VERBS.values()))
READS = {verb for verb in EVERY_VERB if verb.endswith(".read")}

NO_ROLE_ASKED = {
    "trail.entry": "opens the entry of an action that has asked",
    "figures.demand_any": "asks",
    "documents.demand_at": "asks",
    "documents.demand_of_owner": "asks",
    "documents.demand_own": "asks besides, for what is internal",
    "oversight.demand_seen": "asks besides, for what is internal",
    "plans.demand_seen": "asks besides, for what is internal",
    "oversight.drop_visit": "asks in `_waiting`, a name that another file has too",
    "oversight.visited": "asks in `_waiting`, a name that another file has too",
    "plans.undo": "asks for the verb of the step that it takes back",
    "oversight.make_feed": "one's own calendar, of a unit whose plan one may read",
    "oversight.revoke_feed": "one's own calendar",
    "oversight.mark_read": "one's own notices",
    "figures.refresh_mart": "changes no record: the mart follows from the records, and whoever reads figures may call for it",
}
"""Actions that take an actor and ask for no verb that changes something, each with the reason."""


def test_the_page_of_roles_is_made_from_the_code() -> None:
    page = ROOT / "docs" / "roles.md"
    assert page.read_text("utf-8").endswith(matrix()), "make it again: script/roles"


def test_every_verb_and_role_has_words_and_no_word_is_left_over() -> None:
    assert set(WORDS) == set(EVERY_VERB)
    assert set(ROLES) == set(Role) == set(VERBS)
    assert {verb.partition(".")[0] for verb in EVERY_VERB} == set(STAGES)


@pytest.mark.parametrize("verb", EVERY_VERB)
def test_the_auditor_reads_and_does_nothing_else(verb: str) -> None:
    assert (verb in VERBS[Role.AUDITOR]) == (verb in READS)


def test_every_action_asks_for_a_verb_that_the_auditor_lacks() -> None:
    """Followed through the functions of the same stage: an action that writes without asking is found here."""
    found = {}
    for stage in STAGES:
        functions = _functions(stage)
        for name, node in functions.items():
            if not name.startswith("_") and _takes_an_actor(node) and _in_actions(node):
                found[f"{stage}.{name}"] = _verbs(name, functions, set())
    assert len(found) > 20
    silent = {name for name, verbs in found.items() if not verbs - READS}
    assert silent <= set(NO_ROLE_ASKED), silent


def _functions(stage: str) -> dict[str, ast.FunctionDef]:
    """Every function of a stage's modules by name; each knows whether it is an action, and the stage's constants."""
    found: dict[str, ast.FunctionDef] = {}
    constants: dict[str, str] = {}
    for path in sorted((SOURCE / stage).rglob("*.py")):
        is_action = "actions" in path.relative_to(SOURCE / stage).as_posix()
        tree = ast.parse(path.read_text("utf-8"))
        constants |= {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                node.is_action, node.constants = is_action, constants  # type: ignore[attr-defined]
                if is_action or node.name not in found:
                    found[node.name] = node
    return found


def _in_actions(node: ast.FunctionDef) -> bool:
    return bool(node.is_action)  # type: ignore[attr-defined]


def _takes_an_actor(node: ast.FunctionDef) -> bool:
    first = node.args.args[:1]
    return bool(first and isinstance(first[0].annotation, ast.Name) and first[0].annotation.id == "Actor")


def _verbs(name: str, functions: dict[str, ast.FunctionDef], seen: set[str]) -> set[str]:
    """The verbs named in calls of `demand` and the like, in this function and those that it calls."""
    if name in seen or name not in functions:
        return set()
    seen.add(name)
    node = functions[name]
    verbs = {word for word in _words(node) if word in EVERY_VERB}
    for called in ast.walk(node):
        if isinstance(called, ast.Call) and isinstance(called.func, ast.Name):
            verbs |= _verbs(called.func.id, functions, seen)
    return verbs


def _words(node: ast.FunctionDef) -> Iterator[str]:
    """The texts handed to a function that asks for permission, and module constants that name a verb."""
    for call in ast.walk(node):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name | ast.Attribute)):
            continue
        asked = call.func.id if isinstance(call.func, ast.Name) else call.func.attr
        if asked in {"entry"}:
            continue
        for given in call.args:
            if isinstance(given, ast.Constant) and isinstance(given.value, str):
                yield given.value
            elif isinstance(given, ast.Name):
                yield str(node.constants.get(given.id, ""))  # type: ignore[attr-defined]
    yield from (
        d.value for d in [*node.args.defaults, *node.args.kw_defaults] if isinstance(d, ast.Constant) and isinstance(d.value, str)
    )
