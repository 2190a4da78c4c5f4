"""Staff accounts and their roles over subtrees of the organisation."""

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from dutdiem.authority.words import ROLES
from dutdiem.kit.folding import FoldedField
from dutdiem.trail.models import Recorded
from dutdiem.units.models import Unit


class Users(BaseUserManager):  # type: ignore[type-arg]
    """Finds accounts; they are made by `access.actions.open_account`."""


class User(AbstractBaseUser, Recorded):
    """A staff account: an office's own name for it, no personal data beyond what a signature block shows."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    post = models.CharField(max_length=200, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="accounts", null=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=2, default="vi")
    temporary_until = models.DateField(null=True)
    folded = FoldedField("username", "name", "post")

    added_later = frozenset({"unit_id", "temporary_until"})

    # When somebody last signed in is not kept: it would be written past the actions, and nobody here watches people.
    last_login = None

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = Users()

    def __str__(self) -> str:
        return self.name

    @property
    def must_change_password(self) -> bool:
        """Whether the password was handed out by somebody else and is to be changed before anything else."""
        return self.temporary_until is not None

    def check_password(self, raw_password: str | None) -> bool:
        """Whether it is this account's password. Unlike Django's own, it never writes a new hash past the actions."""
        return check_password(raw_password, self.password)


class RoleGrant(Recorded):
    """A role that an account holds over a unit and all below it, for a time."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=16, choices=list(ROLES.items()))
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "unit", "role"], name="one_grant_a_role"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="grant_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.unit_id}"


class Deputy(Recorded):
    """That one account acts for another, with all roles of that other, on the days from `valid_from` to `valid_to` (inclusive)."""

    principal = models.ForeignKey(User, models.CASCADE, related_name="deputies")
    deputy = models.ForeignKey(User, models.CASCADE, related_name="stands_in_for")
    valid_from = models.DateField()
    valid_to = models.DateField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-valid_from", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="deputy_ends_after_start"),
            models.CheckConstraint(condition=~Q(principal=F("deputy")), name="deputy_is_somebody_else"),
        ]

    def __str__(self) -> str:
        return f"{self.deputy_id} thay mặt {self.principal_id}"
