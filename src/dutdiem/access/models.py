"""Staff accounts and their roles over subtrees of the organisation."""

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from dutdiem.authority import Role
from dutdiem.trail.models import Recorded
from dutdiem.units.models import Unit


class Users(BaseUserManager):  # type: ignore[type-arg]
    """Finds accounts; they are made by `access.actions.open_account`."""


class User(AbstractBaseUser, Recorded):
    """A staff account: an office's own name for it, no personal data beyond what a signature block shows."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    post = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=2, default="vi")

    # When somebody last signed in is not kept: it would be written past the actions, and nobody here watches people.
    last_login = None

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = Users()

    def __str__(self) -> str:
        return self.name

    def check_password(self, raw_password: str | None) -> bool:
        """Whether it is this account's password. Unlike Django's own, it never writes a new hash past the actions."""
        return check_password(raw_password, self.password)


class RoleGrant(Recorded):
    """A role that an account holds over a unit and all below it, for a time."""

    ROLES = [
        (Role.STAFF, "cán bộ tham mưu"),
        (Role.LEADER, "lãnh đạo"),
        (Role.REPORTER, "cán bộ báo cáo"),
        (Role.INSPECTOR, "cán bộ kiểm tra"),
        (Role.ADMINISTRATOR, "quản trị"),
        (Role.AUDITOR, "kiểm toán"),
    ]

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=16, choices=ROLES)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "unit", "role"], name="one_grant_a_role")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.unit_id}"
