"""Who may do what and where: actors, grants, decisions. Pure Python."""

from dutdiem.authority.actors import Actor, Grant, Refused, demand, may, operator, reads_all, within
from dutdiem.authority.likeness import Likeness, likeness
from dutdiem.authority.roles import VERBS, Role

__all__ = ["VERBS", "Actor", "Grant", "Likeness", "Refused", "Role", "demand", "likeness", "may", "operator", "reads_all", "within"]
