"""Second factors on the trail. allauth keeps them, with secrets that change by use; the trail holds that one came or went."""

from allauth.mfa.models import Authenticator

from dutdiem.access.models import User
from dutdiem.access.reach import demand_over
from dutdiem.authority import Actor
from dutdiem.kit.errors import Mistake
from dutdiem.trail.actions import entry


def factor_noted(user: User, what: str, kind: str) -> None:
    """Write down that an account has `added`, `removed` or `reset` a second factor of its own."""
    with entry(Actor(user.username), f"access.factor_{what}", username=user.username, kind=kind):
        pass


def remove_factors(actor: Actor, user: User) -> int:
    """Take all second factors from an account whose owner has lost them; the number taken, Mistake where there are none."""
    demand_over(actor, user)
    kinds = sorted(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    if not kinds:
        raise Mistake(f"Tài khoản “{user.username}” không dùng xác thực hai lớp; không có gì để gỡ.")
    with entry(actor, "access.remove_factors", username=user.username, kinds=kinds):
        Authenticator.objects.filter(user=user).delete()
    return len(kinds)
