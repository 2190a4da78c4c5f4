"""`--help` in Vietnamese: the few words that click itself puts around ours.

click translates by the locale of the terminal, which is C on most servers; here the language does not hang on that.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

_SECTIONS = {"Options": "Tùy chọn", "Commands": "Các lệnh"}
_PIECES = {"[OPTIONS]": "[TÙY CHỌN]", "COMMAND [ARGS]...": "LỆNH [THAM SỐ]..."}
_HELP = {"Show this message and exit.": "Hiện trợ giúp này.", "Show the version and exit.": "Hiện phiên bản."}
_EXTRAS = re.compile(r"\[(?:[^\[\]]*; )?(?:default: |required)[^\[\]]*\]$")
_EXTRA_WORDS = {"default: ": "mặc định: ", "required": "bắt buộc"}


def _replaced(text: str, words: dict[str, str]) -> str:
    for word, says in words.items():
        text = text.replace(word, says)
    return text


def in_words(pieces: str) -> str:
    """How a command is called, with what click puts into it said in Vietnamese."""
    return _replaced(pieces, _PIECES)


class VietnameseHelp(click.HelpFormatter):
    """Usage, headings, the options that click adds and its notes on values, said in Vietnamese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, in_words(args), prefix or "Cách dùng: ")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        with super().section(_SECTIONS.get(name, name)):
            yield

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(name, _says(text)) for name, text in rows], col_max, col_spacing)


def _says(text: str) -> str:
    return _EXTRAS.sub(lambda match: _replaced(match[0], _EXTRA_WORDS), _HELP.get(text, text))


def help_in_vietnamese() -> None:
    """Every command's help from now on; the class is where click has it looked up."""
    click.Context.formatter_class = VietnameseHelp
