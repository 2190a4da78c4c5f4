"""The second factor: what allauth asks of us, and what goes on the trail of it.

allauth keeps authenticators in a table of its own, with secrets that it changes as they are used. They are not records of the
house; that one was added, taken away or made anew is an entry on the trail. The secret of an authenticator app is encrypted with
the home's key, so that a copy of the database alone signs nobody in.
"""

import base64
import hashlib
from typing import Any

from allauth.mfa import signals
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db.models.signals import pre_save
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dutdiem.access.actions import factor_noted
from dutdiem.access.models import User
from dutdiem.kit.errors import Mistake


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are encrypted; keys are named in words of the office."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": lazy("Mã không đúng hoặc đã dùng; chờ mã mới rồi nhập lại, kiểm tra giờ của điện thoại."),
        "cannot_generate_recovery_codes": lazy("Chưa bật xác thực hai lớp nên chưa có mã dự phòng; thêm ứng dụng hoặc khóa trước."),
    }

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _box().decrypt(encrypted_text.encode("ascii")).decode()
        except InvalidToken:
            raise Mistake(
                "Không giải được khóa xác thực hai lớp vì tệp secret.key của thư mục dữ liệu đã đổi;"
                " khôi phục tệp đó hoặc đề nghị quản trị viên gỡ xác thực hai lớp."
            ) from None

    def generate_authenticator_name(self, user: User, type: Any) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Khóa số %(number)s") % {"number": number}


def connect() -> None:
    """Write on the trail what people do to their own second factors."""
    signals.authenticator_added.connect(_added, dispatch_uid="trail")
    signals.authenticator_removed.connect(_removed, dispatch_uid="trail")
    signals.authenticator_reset.connect(_reset, dispatch_uid="trail")
    pre_save.connect(_forget_use, sender=Authenticator, dispatch_uid="use")


def _added(user: User, authenticator: Authenticator, **_given: Any) -> None:
    factor_noted(user, "added", authenticator.type)


def _removed(user: User, authenticator: Authenticator, **_given: Any) -> None:
    factor_noted(user, "removed", authenticator.type)


def _reset(user: User, authenticator: Authenticator, **_given: Any) -> None:
    factor_noted(user, "reset", authenticator.type)


def _forget_use(instance: Authenticator, **_given: Any) -> None:
    """When somebody last signed in is kept nowhere."""
    instance.last_used_at = None


def _box() -> Fernet:
    key = hashlib.sha256(b"dutdiem second factor " + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
