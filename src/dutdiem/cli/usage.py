"""Wrong usage said in Vietnamese: what click refuses, in one sentence, with the way to the command's help. Exit code 2 stays."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click

from dutdiem.cli.helping import in_words

_VALUES = (
    (re.compile(r"(?P<value>'.*') is not one of (?P<some>.+?)\.?$", re.DOTALL), "{value} không thuộc: {some}"),
    (re.compile(r"(?P<value>'.*') is not a valid (?:integer|float|number)"), "{value} không phải là số"),
    (re.compile(r"(?P<value>.+) is not in the range (?P<low>\S+?)<=x<=(?P<high>\S+?)\.?$"), "{value} không từ {low} đến {high}"),
    (re.compile(r"(?P<value>.+) is not in the range (?P<some>.+?)\.?$"), "{value} nằm ngoài khoảng {some}"),
    (re.compile(r"(?P<value>'.*') does not match the formats? (?P<some>.+?)\.?$"), "{value} không đúng dạng {some}"),
    (re.compile(r"\w+ (?P<value>'.*') does not exist"), "{value} không có"),
    (re.compile(r"\w+ (?P<value>'.*') is a file"), "{value} là tệp, cần thư mục"),
    (re.compile(r"\w+ (?P<value>'.*') is a directory"), "{value} là thư mục, cần tệp"),
    (re.compile(r"\w+ (?P<value>'.*') is not (?:readable|writable)"), "{value} không đọc hoặc ghi được"),
)
_EXTRA = re.compile(r"Got unexpected extra arguments? \((?P<value>.*)\)", re.DOTALL)
_WITHOUT = re.compile(r"Option (?P<value>'.*') does not take a value")
_WITH = re.compile(r"Option (?P<value>'.*') requires an? (?:argument|value)|Option (?P<other>'.*') requires \d+ arguments")
_NO_COMMAND = "Missing command."


class WrongUsage(click.UsageError):
    """A refusal of click's own, in our words."""

    def show(self, file: IO[Any] | None = None) -> None:
        """The sentence and, where the command is known, how it is called."""
        click.echo(self.message, file=file, err=file is None)
        if self.ctx is not None:
            pieces = in_words(" ".join(self.ctx.command.collect_usage_pieces(self.ctx)))
            click.echo(
                f"Cách dùng: {self.ctx.command_path} {pieces}; xem {self.ctx.command_path} --help.", file=file, err=file is None
            )


@contextmanager
def in_vietnamese() -> Iterator[None]:
    """What click refuses within is said by `WrongUsage`."""
    try:
        yield
    except WrongUsage:
        raise
    except click.UsageError as error:
        raise WrongUsage(sentence(error), error.ctx) from None


def sentence(error: click.UsageError) -> str:
    """One sentence; what our own commands say of wrong usage stays as it is."""
    if isinstance(error, click.NoSuchOption):
        return f"Không có tùy chọn {error.option_name}{_perhaps(error.possibilities)}."
    if isinstance(error, click.MissingParameter):
        return f"Thiếu {_name(error).rstrip('.')}."
    if isinstance(error, click.BadParameter):
        return f"Giá trị của {_name(error)} không hợp lệ: {_value(error.message)}."
    return _other(error)


def _other(error: click.UsageError) -> str:
    name = getattr(error, "command_name", None)
    if name is not None:
        return f"Không có lệnh {name}{_perhaps(getattr(error, 'possibilities', None))}."
    if error.message == _NO_COMMAND:
        return "Thiếu tên lệnh."
    for pattern, says in (
        (_EXTRA, "Thừa: {}."),
        (_WITHOUT, "Tùy chọn {} không nhận giá trị."),
        (_WITH, "Tùy chọn {} cần giá trị."),
    ):
        if match := pattern.match(error.message):
            return says.format(next(group for group in match.groups() if group is not None))
    return error.message


def _name(error: click.BadParameter) -> str:
    """The parameter as it is typed: --jobs, FILE."""
    parameter = error.param
    if parameter is None:
        return str(error.param_hint or "tham số")
    return max(parameter.opts, key=len) if isinstance(parameter, click.Option) else parameter.make_metavar(error.ctx or _bare())


def _bare() -> click.Context:
    return click.Context(click.Command(None))


def _perhaps(names: list[str] | None) -> str:
    return f"; có thể là {', '.join(sorted(names))}" if names else ""


def _value(message: str) -> str:
    for pattern, says in _VALUES:
        if match := pattern.match(message):
            return says.format(**match.groupdict()).replace("%Y-%m-%d", "YYYY-MM-DD")
    return message.rstrip(".")
