"""What a person notes for themselves."""

from django.utils import timezone

from dutdiem.access.models import User
from dutdiem.desk.models import Mark


def mark_read(user: User, entry: int) -> Mark:
    """What is new has been seen up to this entry; it never goes back. One's own note, so no role is asked for, and no entry is
    written: nobody keeps who reads when."""
    mark, made = Mark.objects.get_or_create(user=user, defaults={"entry": entry, "at": timezone.now()})
    if not made and entry > mark.entry:
        mark.entry, mark.at = entry, timezone.now()
        mark.save()
    return mark
