"""Passwords: one's own is changed by oneself; a lost one is issued anew by an administrator, without any mail."""

from datetime import date

from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password

from dutdiem.access.models import User
from dutdiem.access.reach import demand_over
from dutdiem.access.rules import handed_out, temporary_until
from dutdiem.authority import Actor
from dutdiem.trail.actions import entry

ROUNDS = 20_000
"""For passwords that are handed out. Many rounds make guessing slow where people choose; 79 random bits are not guessed, and a
thousand accounts of one file would wait for minutes."""


def change_password(user: User, password: str) -> None:
    """An account's own new password. Whoever is signed in knows the old one: no role is asked for."""
    with entry(Actor(user.username), "access.change_password", username=user.username) as writing:
        user.password, user.temporary_until = make_password(password), None
        writing.change(user)


def issue_password(actor: Actor, user: User) -> str:
    """A temporary password for an account, told once and kept nowhere: it is changed at the next sign-in.

    Whoever is signed in with the old one is out.
    """
    demand_over(actor, user)
    password = handed_out()
    with entry(actor, "access.issue_password", username=user.username) as writing:
        user.password, user.temporary_until = hashed(password), temporary_until(date.today())
        writing.change(user)
    return password


def hashed(password: str) -> str:
    """What is kept of a password that `handed_out` made."""
    hasher = PBKDF2PasswordHasher()
    return hasher.encode(password, hasher.salt(), ROUNDS)
