"""The home: the one folder that holds all data of an installation (database, files, mart, reviews)."""

import json
import os
import secrets
from pathlib import Path

from dutdiem.kit.errors import Mistake

FORMAT = 1
"""What this version writes. A home of a higher format was made by a newer version and is not opened."""


class HomeError(Mistake):
    """The home cannot be used; the message is one sentence for the person at the terminal."""


def home_path(given: str | None = None) -> Path:
    """`given`, else DUTDIEM_HOME, else ./var, as an absolute path; nothing is made."""
    return Path(given or os.environ.get("DUTDIEM_HOME") or "var").resolve()


def is_home(path: Path) -> bool:
    """Whether there is a home here already."""
    return (path / "home.json").is_file()


def make_home(path: Path) -> None:
    """Make the folder, its marker and its secret key where they are missing; refuse a newer home."""
    check_home(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HomeError(f"{path}: không tạo được thư mục dữ liệu ({error.strerror}); chọn nơi khác bằng --home.") from None
    marker = path / "home.json"
    if not marker.exists():
        marker.write_text(json.dumps({"product": "dutdiem", "format": FORMAT}) + "\n", "utf-8")
    _make_secret(path / "secret.key")


def check_home(path: Path) -> None:
    """Refuse what is not a folder, a home of a newer version, and a damaged marker."""
    if path.exists() and not path.is_dir():
        raise HomeError(f"{path}: không phải là thư mục; chỉ định thư mục dữ liệu bằng --home.")
    marker = path / "home.json"
    if not marker.exists():
        return
    try:
        made_by = int(json.loads(marker.read_text("utf-8"))["format"])
    except (ValueError, KeyError, TypeError):
        raise HomeError(f"{marker}: tệp đánh dấu thư mục dữ liệu bị hỏng; khôi phục tệp này từ bản sao lưu.") from None
    if made_by > FORMAT:
        raise HomeError(
            f"{path}: dữ liệu do phiên bản mới hơn tạo (định dạng {made_by}, bản này đọc đến {FORMAT});"
            " nâng cấp phần mềm trước khi mở."
        )


def secret_key(path: Path) -> str:
    """The key that signs sessions; where the home has none yet, one that lasts as long as this process."""
    key = path / "secret.key"
    return key.read_text("ascii").strip() if key.exists() else secrets.token_urlsafe(50)


def _make_secret(key: Path) -> None:
    if key.exists():
        return
    descriptor = os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(50) + "\n")
