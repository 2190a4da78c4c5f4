"""Where mail goes: a mail server named by one address, else files in the home, so that nothing is lost before one is named."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def mail(url: str | None, sender: str | None, folder: Path) -> dict[str, Any]:
    """Django's EMAIL settings for smtp://user:pass@host:port (STARTTLS unless ?tls=no), smtps://… (TLS from the first byte),
    console:, or none: files in `folder`."""
    settings: dict[str, Any] = {"DEFAULT_FROM_EMAIL": sender or "dutdiem@localhost", "EMAIL_TIMEOUT": 20}
    if not url:
        return settings | {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": str(folder)}
    parts = urlsplit(url)
    if parts.scheme == "console":
        return settings | {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("DUTDIEM_SMTP: viết smtp://tên:mật khẩu@máy chủ:cổng, smtps://… hoặc bỏ trống để ghi thư ra tệp.")
    inner = parts.scheme == "smtps"
    plain = dict(parse_qsl(parts.query)).get("tls") == "no"
    return settings | {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if inner else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": inner,
        "EMAIL_USE_TLS": not inner and not plain,
    }
