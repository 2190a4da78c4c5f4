"""An actor's likeness: the same roles, with tokens for units. What is put together for it fits all who reach as deep."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dutdiem.authority.actors import Actor, Grant


@dataclass(frozen=True, slots=True)
class Likeness:
    """`actor` stands for many; `codes` gives for each token in its paths the code of this actor's unit."""

    actor: Actor
    codes: Mapping[str, str]


def likeness(actor: Actor, on: date) -> Likeness:
    """The likeness of an actor on a day: of its grants those in force, each code of their paths a token such as “‹0.2›” (the third
    step of the first path); the whole tree stays the empty path."""
    holding = [grant for grant in actor.grants if grant.holds(on)]
    numbers = {path: number for number, path in enumerate(dict.fromkeys(grant.path for grant in holding))}
    codes = {f"‹{number}.{depth}›": code for path, number in numbers.items() for depth, code in enumerate(_steps(path))}
    grants = tuple(Grant(grant.role, _tokens(grant.path, numbers)) for grant in holding)
    return Likeness(Actor("", grants, operator=actor.operator), codes)


def _tokens(path: str, numbers: Mapping[str, int]) -> str:
    return "/".join(f"‹{numbers[path]}.{depth}›" for depth in range(len(_steps(path))))


def _steps(path: str) -> list[str]:
    return path.split("/") if path else []
