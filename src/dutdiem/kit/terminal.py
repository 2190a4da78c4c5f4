"""Listings at the terminal: a table for a person, --csv or --json for a program."""

import csv
import io
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

import click

from dutdiem.authority import Actor

F = TypeVar("F", bound=Callable[..., Any])


class Session(Protocol):
    """What every command gets (`click.pass_obj`): where the data is, and who acts."""

    home: Path

    @property
    def actor(self) -> Actor:
        """The account named by --user, else the operating system's user."""


def listing(command: F) -> F:
    """Give a command the options --csv and --json, passed on as `form` ("table", "csv" or "json")."""
    command = click.option("--csv", "form", flag_value="csv", help="In dạng CSV.")(command)
    return click.option("--json", "form", flag_value="json", default=None, help="In dạng JSON.")(command)


def show(
    rows: Sequence[Mapping[str, Any]],
    form: str | None,
    columns: Sequence[str],
    titles: Sequence[str] = (),
    words: Mapping[str, Mapping[Any, str]] = MappingProxyType({}),
) -> None:
    """Print `rows` with these columns in the form that was asked for.

    `words` are, by column, what its codes are called: for a person's table. A program gets the codes.
    """
    if form == "json":
        print_json([{column: row.get(column) for column in columns} for row in rows])
    elif form == "csv":
        _print_csv(rows, columns)
    else:
        spoken = [
            {**row, **{column: called.get(row.get(column), row.get(column)) for column, called in words.items()}} for row in rows
        ]
        _print_table(spoken, columns, titles or columns)


def print_json(value: Any) -> None:
    """Print one JSON document; decimals and dates as strings."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def long_work(label: str, total: int) -> Any:
    """A progress bar on a terminal, silence in a pipe: `with long_work("Đọc", 5) as bar: bar.update(1)`."""
    return click.progressbar(length=total, label=label, file=sys.stderr, hidden=not sys.stderr.isatty())


def _print_csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_plain(row.get(column)) for column in columns] for row in rows)
    click.echo(text.getvalue(), nl=False)


def _print_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], titles: Sequence[str]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in titles:
        table.add_column(title, overflow="fold")
    for row in rows:
        table.add_row(*(_plain(row.get(column)) for column in columns))
    wide = None if sys.stdout.isatty() else 200
    Console(width=wide, soft_wrap=False, highlight=False, markup=False).print(table)


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
