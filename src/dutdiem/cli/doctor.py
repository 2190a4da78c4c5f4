"""`dutdiem doctor`: what this installation has, what it lacks, and what each thing is for."""

import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import click

from dutdiem.kit.home import HomeError, check_home
from dutdiem.kit.spark import master, missing
from dutdiem.kit.terminal import Session, listing, show

ENOUGH_SPACE = 2 * 1024**3
WAL_FIXED = (3, 51, 3)
PROGRAMS = {
    "soffice": "tạo PDF từ báo cáo DOCX (LibreOffice)",
    "tesseract": "đọc bản quét (Tesseract, gói tiếng Việt)",
}
COLUMNS = ("state", "what", "found", "says")
TITLES = ("", "mục", "hiện có", "ghi chú")


class Finding(NamedTuple):
    """One line: state is ok, note (works without it) or bad."""

    state: str
    what: str
    found: str
    says: str


@click.command()
@listing
@click.pass_obj
def doctor(session: Session, form: str | None) -> None:
    """Kiểm tra bản cài đặt: phiên bản, quyền, dung lượng, chương trình tùy chọn."""
    found = list(examine(session.home))
    shown = {"ok": "✓", "note": "–", "bad": "✗"}
    rows = [{**f._asdict(), "state": f.state if form else shown[f.state]} for f in found]
    show(rows, form, COLUMNS, TITLES)
    sys.exit(1 if any(f.state == "bad" for f in found) else 0)


def examine(home: Path) -> Iterator[Finding]:
    """Every finding, in the order in which a person would mend them."""
    yield Finding("ok", "Dứt Điểm", version("dutdiem"), "")
    old = sys.version_info < (3, 11)
    yield Finding("bad" if old else "ok", "Python", platform.python_version(), "Cần 3.11 trở lên." if old else "")
    yield _sqlite()
    yield _home(home)
    yield _space(home)
    yield from (_program(name, use) for name, use in PROGRAMS.items())
    yield _spark()


def _sqlite() -> Finding:
    if os.environ.get("DATABASE_URL"):
        return Finding("ok", "Cơ sở dữ liệu", "PostgreSQL", "Theo DATABASE_URL.")
    if sqlite3.sqlite_version_info < WAL_FIXED:
        says = "Bản trước 3.51.3 có lỗi hiếm gặp có thể làm hỏng dữ liệu khi nhiều người ghi; nên nâng cấp hoặc dùng PostgreSQL."
        return Finding("note", "SQLite", sqlite3.sqlite_version, says)
    return Finding("ok", "SQLite", sqlite3.sqlite_version, "")


def _home(home: Path) -> Finding:
    try:
        check_home(home)
    except HomeError as error:
        return Finding("bad", "Thư mục dữ liệu", str(home), str(error))
    nearest = next(folder for folder in (home, *home.parents) if folder.exists())
    if not os.access(nearest, os.W_OK):
        return Finding("bad", "Thư mục dữ liệu", str(home), f"Không có quyền ghi vào {nearest}; cấp quyền hoặc dùng --home.")
    return Finding(
        "ok",
        "Thư mục dữ liệu",
        str(home),
        "" if home.exists() else "Chưa có; được tạo khi nhập đơn vị, định nghĩa, văn bản đầu tiên hoặc khi mở trang.",
    )


def _space(home: Path) -> Finding:
    nearest = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(nearest).free
    low = free < ENOUGH_SPACE
    return Finding("bad" if low else "ok", "Dung lượng trống", f"{free / 1024**3:.1f} GiB", "Cần ít nhất 2 GiB." if low else "")


def _spark() -> Finding:
    lacking = missing()
    return (
        Finding("note", "Spark", "không có", lacking) if lacking else Finding("ok", "Spark", master(), "Dùng với --engine spark.")
    )


def _program(name: str, use: str) -> Finding:
    path = shutil.which(name)
    return Finding("ok" if path else "note", name, path or "không có", f"Dùng để {use}." if path else f"Cài thêm để {use}.")
