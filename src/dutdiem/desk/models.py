"""How far somebody has read what is new."""

from django.db import models

from dutdiem.access.models import User


class Mark(models.Model):
    """Up to which entry of the trail an account has seen what is new. The person sets it; it is not on the trail, which would
    make that a record of who reads when."""

    user = models.OneToOneField(User, models.CASCADE, related_name="mark")
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user_id}: {self.entry}"
