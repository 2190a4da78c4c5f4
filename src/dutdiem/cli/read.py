"""`dutdiem read`: documents in, what they order and report out. Needs no home and no database.

`--out DIR` writes NAME.json, NAME being the file's full name; the same reading also stands under the name without the ending
(one file with two names), unless two files of the run would share it.
"""

import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from dutdiem.kit.errors import Mistake
from dutdiem.kit.spark import ENGINES

if TYPE_CHECKING:
    from dutdiem.reading.refusals import Refusal

    Readings = Iterator[tuple[Path, bytes | Refusal]]

_SECRECY = "secret"
_READ_HERE = {
    "unseen": "Lưu ý: {number} tệp đọc tại máy này vì các máy trong cụm không thấy: đặt tệp trong thư mục dùng chung của cụm.",
    "other_edition": "Lưu ý: {number} tệp đọc tại máy này vì máy trong cụm cài bản đọc khác: cài cùng một phiên bản trên mọi máy.",
}
_DATE = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="In JSON; nhiều tệp thì mỗi tệp một dòng (JSON Lines).")
@click.option("--anchor", type=_DATE, metavar="DATE", help="Ngày làm mốc cho thời hạn tương đối (YYYY-MM-DD).")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Ghi mỗi tệp một NAME.json vào DIR.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, metavar="N", help="Số tệp đọc cùng lúc.")
@click.option("--engine", type=click.Choice(ENGINES), default="local", show_default=True,
              help="Đọc trên máy này hay trên cụm Spark (DUTDIEM_SPARK; khi đó cụm quyết định số tệp đọc cùng lúc).")  # fmt: skip
@click.option("--allow-office-numbers", is_flag=True, help="Xác nhận các số điện thoại, tài khoản trong tệp là của cơ quan.")
def read(
    files: tuple[Path, ...],
    as_json: bool,
    anchor: datetime | None,
    out: Path | None,
    jobs: int,
    engine: str,
    allow_office_numbers: bool,
) -> None:
    """Đọc văn bản: nhiệm vụ, thời hạn, số liệu, viện dẫn, kèm đúng vị trí trong câu."""
    with _writing(out):
        writer = _Writer(out, files) if out else None
    refused = 0
    asked = _Asked(files, jobs, anchor.date() if anchor else None, allow_office_numbers)
    readings = (_on_spark if engine == "spark" else _here)(asked)
    for at, path, found in _numbered(readings, len(files)):
        if isinstance(found, bytes):
            with _writing(out):
                _hand_over(path, found, as_json, writer)
        else:
            refused += 1
            click.echo(_sentence(at, found), err=True)
    sys.exit(1 if refused else 0)


class _Asked(NamedTuple):
    """Which files, and how they are read."""

    files: tuple[Path, ...]
    jobs: int
    anchor: date | None
    allow_office_numbers: bool


def _here(asked: _Asked) -> "Readings":
    from dutdiem.reading.files import read_files_bytes

    return read_files_bytes(asked.files, asked.jobs, asked.anchor, allow_office_numbers=asked.allow_office_numbers)


def _on_spark(asked: _Asked) -> "Readings":
    """The same on Spark; at the end a sentence where this machine had to read what the cluster could not."""
    from dutdiem.kit.spark import on_spark
    from dutdiem.reading.files.cluster import read_files_on_spark

    here: Counter[str] = Counter()
    with on_spark() as session:
        yield from read_files_on_spark(
            session, asked.files, asked.anchor, allow_office_numbers=asked.allow_office_numbers, here=here
        )
    for why, number in sorted(here.items()):
        click.echo(_READ_HERE[why].format(number=number), err=True)


def _numbered(readings: "Readings", length: int) -> Iterator[tuple[int, Path, "bytes | Refusal"]]:
    """Each file's place in the command from one, its path, and its reading as JSON or why there is none."""
    with _progress(readings, length) as steps:
        for at, (path, found) in enumerate(steps, 1):
            yield at, path, found


def _progress(steps: Iterable[Any], length: int) -> Any:
    """A bar on the terminal where many files are read and nothing else is printed there."""
    if length > 1 and sys.stderr.isatty() and not sys.stdout.isatty():
        return click.progressbar(steps, length=length, label="Đang đọc", file=sys.stderr)
    return nullcontext(steps)


def _sentence(at: int, refused: "Refusal") -> str:
    """A secret document's name often is its title, so only its place in the command is told."""
    return f"Tệp thứ {at} trong lệnh: {refused.says}" if refused.code == _SECRECY else refused.says


def _hand_over(path: Path, found: bytes, as_json: bool, writer: "_Writer | None") -> None:
    if writer:
        writer.write(path, found)
    if as_json:
        sys.stdout.buffer.write(found + b"\n")
        sys.stdout.flush()
    elif writer is None or sys.stdout.isatty():
        _show(json.loads(found))


@contextmanager
def _writing(out: Path | None) -> Iterator[None]:
    """What cannot be written is said in one sentence; a reader that closed the pipe early is no fault."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        where = str(out) if out else "đầu ra"
        raise Mistake(
            f"Không ghi được kết quả vào {where} ({error.strerror}); kiểm tra quyền và dung lượng hoặc chọn nơi khác."
        ) from None


class _Writer:
    """Writes readings under the names of their files."""

    def __init__(self, folder: Path, files: tuple[Path, ...]) -> None:
        names = Counter(path.name for path in files)
        if twice := next((name for name, number in names.items() if number > 1), None):
            raise click.UsageError(f"hai tệp cùng tên “{twice}” sẽ ghi đè nhau trong {folder}; đọc mỗi thư mục một lệnh.")
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._full = set(names)
        self._short = Counter(path.stem for path in files)

    def write(self, path: Path, found: bytes) -> None:
        target = self._folder / f"{path.name}.json"
        _replace(target, found)
        if path.stem != path.name and self._short[path.stem] == 1 and path.stem not in self._full:
            _second_name(target, self._folder / f"{path.stem}.json")


def _replace(target: Path, found: bytes) -> None:
    """The old reading stands until the new one is whole."""
    part = target.with_name(f".{target.name}.part")
    part.write_bytes(found + b"\n")
    part.replace(target)


def _second_name(target: Path, second: Path) -> None:
    with suppress(FileNotFoundError):
        second.unlink()
    try:
        os.link(target, second)
    except OSError:
        shutil.copyfile(target, second)


def _show(reading: dict[str, Any]) -> None:
    from dutdiem.cli.read_table import show

    for piece in show(reading, on_terminal=sys.stdout.isatty()):
        click.echo(piece)
