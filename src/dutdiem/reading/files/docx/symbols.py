"""Signs that Word keeps as the code of a symbol font, as plain ones. List in `data/symbols.toml`."""

import tomllib
from functools import cache
from importlib.resources import files

_PRIVATE = 0xF000  # symbol fonts lie there in Unicode (ECMA-376 part 1, 17.3.3.30)


@cache
def _fonts() -> dict[str, dict[str, str]]:
    lists: dict[str, dict[str, str]] = tomllib.loads(
        files("dutdiem.reading.files").joinpath("data/symbols.toml").read_text("utf-8")
    )
    return lists


def symbol(font: str | None, code: str | None) -> str:
    """The sign `code` (hexadecimal) of the font; nothing where it is only an ornament that no list has."""
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    if 0x20 <= number < _PRIVATE and not 0xD800 <= number < 0xE000:
        return chr(number)
    return _fonts().get((font or "").casefold(), {}).get(f"{number & 0xFF:02x}", "")
