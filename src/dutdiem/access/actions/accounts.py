"""Opening accounts, saying whose they are, closing and reopening them."""

from datetime import date

from django.contrib.auth.hashers import make_password

from dutdiem.access.actions.passwords import hashed
from dutdiem.access.actions.roles import put_role
from dutdiem.access.models import User
from dutdiem.access.reach import demand_at, demand_over, demand_role
from dutdiem.access.rules import temporary_until
from dutdiem.authority import Actor, Role
from dutdiem.kit.errors import Mistake
from dutdiem.trail.actions import entry
from dutdiem.units.models import Unit


def open_account(
    actor: Actor,
    username: str,
    name: str,
    password: str,
    *,
    post: str = "",
    unit: Unit | None = None,
    email: str = "",
    temporary: bool = False,
    role: Role | None = None,
) -> User:
    """Make an account, without any role unless one at its unit is named; a `temporary` password is to be changed first of all.

    Mistake where the name is taken. An account without a unit is made by whoever manages the whole tree.
    """
    demand_at(actor, unit)
    if role and unit is None:
        raise Mistake("Vai trò gắn với đơn vị; ghi đơn vị hoặc để vai trò trống.")
    if role and unit:
        demand_role(actor, unit, role)
    if User.objects.filter(username=username).exists():
        raise Mistake(f"Tài khoản “{username}” đã có; chọn tên khác.")
    until = temporary_until(date.today()) if temporary else None
    with entry(actor, "access.open_account", username=username, unit=unit.code if unit else "") as writing:
        user = writing.make(
            User(
                username=username,
                name=name,
                post=post,
                unit=unit,
                email=email,
                password=hashed(password) if temporary else make_password(password),
                temporary_until=until,
            )
        )
        if role and unit:
            put_role(writing, user, unit, role, None, None)
    return user


def describe_account(actor: Actor, user: User, *, name: str, post: str, email: str, unit: Unit | None) -> None:
    """Say anew whose account it is: name, post, address, unit."""
    demand_over(actor, user)
    demand_at(actor, unit)
    if not name.strip():
        raise Mistake("Họ và tên còn trống; điền họ và tên.")
    with entry(actor, "access.describe_account", username=user.username, unit=unit.code if unit else "") as writing:
        user.name, user.post, user.email, user.unit = name.strip(), post.strip(), email.strip(), unit
        writing.change(user)


def close_account(actor: Actor, user: User) -> None:
    """Nobody signs in with it from now on, and whoever is signed in is out; what it did stays its own."""
    demand_over(actor, user)
    if user.username == actor.account:
        raise Mistake("Không thể tự khóa tài khoản của mình; đề nghị quản trị viên khác thực hiện.")
    if not user.is_active:
        raise Mistake(f"Tài khoản “{user.username}” đã khóa từ trước; không cần làm gì thêm.")
    with entry(actor, "access.close_account", username=user.username) as writing:
        user.is_active = False
        writing.change(user)


def reopen_account(actor: Actor, user: User) -> None:
    """Let a closed account in again, with the roles that still hold."""
    demand_over(actor, user)
    if user.is_active:
        raise Mistake(f"Tài khoản “{user.username}” đang hoạt động; không cần mở lại.")
    with entry(actor, "access.reopen_account", username=user.username) as writing:
        user.is_active = True
        writing.change(user)
