"""Which commands begin a home; all others need one that is there, so that a mistyped --home is told and makes nothing."""

from copy import copy
from pathlib import Path
from typing import Any, NoReturn

import click

from dutdiem.kit.errors import Mistake

BEGIN = frozenset({("serve", ""), ("units", "import"), ("figures", "define"), ("documents", "add")})
"""Command and subcommand: what a new installation starts with. `demo` opens its home itself."""


def begins(name: str, args: list[str]) -> bool:
    """Whether this call may make a home; `args` are what follows the command's name."""
    return (name, "") in BEGIN or (name, next(iter(args), "")) in BEGIN


def without_home(command: click.Command, home: Path) -> click.Command:
    """The same command, which takes its words as ever and then says that there is no home."""
    made = copy(command)
    if isinstance(made, click.Group):
        made.commands = {name: without_home(one, home) for name, one in made.commands.items()}
    else:
        made.callback = _refuse(home)
    return made


def _refuse(home: Path) -> Any:
    def refuse(**_words: Any) -> NoReturn:
        raise Mistake(
            f"Không có nơi lưu ở {home}; kiểm tra --home (hoặc DUTDIEM_HOME), hay tạo nơi lưu mới bằng"
            " “dutdiem units import”, “dutdiem serve” hoặc “dutdiem demo”."
        )

    return refuse
