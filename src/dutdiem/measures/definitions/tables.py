"""Taking typed values out of TOML tables, every fault named by file and table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from dutdiem.measures.formula import ARGUMENTS

_CODE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,59}")
_OWN = re.compile(_CODE.pattern + r"(@[A-Za-z0-9_.$]+)?")
"""In a unit's own file a code may be written in full, with the unit behind it."""
_PERIOD = re.compile(r"\d{4}(-(\d\d(-\d\d)?|W\d\d|Q[1-4]|H[12]|9M)|/\d{4})?")


class Reader:
    """Collects the faults of one file."""

    def __init__(self, file: str, *, owned: bool = False) -> None:
        self.file, self.owned = file, owned
        self.faults: list[str] = []

    def fault(self, table: str, says: str) -> None:
        self.faults.append(f"{self.file}, {table}: {says}")

    def known_tables(self, tables: Mapping[str, Any], known: Sequence[str]) -> None:
        for name in tables:
            if name not in known:
                self.fault(f"[{name}]", f"không có loại bảng này, dùng {', '.join(known)}.")

    def tables(self, tables: Mapping[str, Any], name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The tables `[name.CODE]` whose code can stand in a formula."""
        found = tables.get(name, {})
        for code, row in found.items() if isinstance(found, dict) else ():
            if not (_OWN if self.owned else _CODE).fullmatch(code) or code in ARGUMENTS:
                self.fault(f"[{name}.{code}]", "mã chỉ gồm chữ không dấu, chữ số, dấu _ và không trùng tên hàm.")
            elif isinstance(row, dict):
                yield code, row
        if not isinstance(found, dict):
            self.fault(f"[{name}]", f"viết mỗi mục một bảng [{name}.MÃ].")

    def rows(self, tables: Mapping[str, Any], name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
        found = tables.get(name, [])
        if not isinstance(found, list):
            self.fault(f"[{name}]", f"viết mỗi mục một bảng [[{name}]].")
            return
        yield from enumerate(found, 1)

    def table(
        self, label: str, row: Mapping[str, Any], shape: type, also: Sequence[str] = (), without: Sequence[str] = ()
    ) -> Taker:
        kept = {"code", "owner", "valid_to", *without, *(() if self.owned else ("internal",))}
        return Taker(self, label, row, {field.name for field in fields(shape)} - kept | set(also))


class Taker:
    """Takes the fields of one table; a wrong one is a fault and gives an empty value, so that all faults are found."""

    def __init__(self, reader: Reader, label: str, row: Mapping[str, Any], known: set[str]) -> None:
        self._reader, self._label, self._row = reader, label, row
        for key in row:
            if key not in known:
                self.fault(f"không có trường “{key}”, dùng {', '.join(sorted(known))}.")

    def __enter__(self) -> Taker:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def fault(self, says: str) -> None:
        self._reader.fault(self._label, says)

    def text(self, key: str, default: str | None = None) -> str:
        value = self._row.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            self.fault(f'thiếu “{key}” hoặc không phải là chữ, thêm {key} = "…".')
            return ""
        return value.strip()

    def choice(self, key: str, options: Sequence[str], default: str) -> str:
        value = self._row.get(key, default)
        if value not in options:
            self.fault(f"{key} = “{value}” không có, chọn một trong {', '.join(options)}.")
            return default
        return str(value)

    def whole(self, key: str, default: int, least: int, most: int) -> int:
        value = self._row.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.fault(f"{key} phải là số nguyên từ {least} đến {most}.")
            return default
        return value

    def codes(self, key: str, *, needed: bool = True) -> tuple[str, ...]:
        value = self._row.get(key)
        if value is None and not needed:
            return ()
        if not isinstance(value, list) or not value or not all(isinstance(code, str) for code in value):
            self.fault(f'thiếu “{key}”, viết {key} = ["mã", …].')
            return ()
        for code, times in Counter(value).items():
            if times > 1:
                self.fault(f"mục “{code}” có {times} lần trong {key}, giữ một lần.")
        return tuple(value)

    def period(self, key: str) -> str:
        value = self._row.get(key)
        text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
        if not _PERIOD.fullmatch(text):
            self.fault(f'thiếu “{key}” hoặc không phải là kỳ, viết {key} = "2025" hoặc "2025-Q1".')
        return text

    def one_of(self, keys: Sequence[str]) -> tuple[str, Decimal]:
        """The one of the keys that the table has, with its number."""
        there = [key for key in keys if key in self._row]
        if len(there) != 1:
            self.fault(f"cần đúng một trong {', '.join(keys)}.")
            return "", Decimal(0)
        value = self._row[there[0]]
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
            self.fault(f"{there[0]} phải là số, viết như {there[0]} = 80.")
            return "", Decimal(0)
        return there[0], Decimal(value)

    def yes(self, key: str, *, default: bool = False) -> bool:
        """true or false; the default where it is not said."""
        value = self._row.get(key, default)
        if not isinstance(value, bool):
            self.fault(f"{key} phải là true hoặc false.")
            return False
        return value

    @property
    def internal(self) -> bool:
        """Whether only the unit's own subtree sees it, as it is unless said; never so for what holds in the whole tree."""
        return self._reader.owned and self.yes("internal", default=True)

    def number(self, key: str) -> Decimal | None:
        """A number; None where it is not said."""
        value = self._row.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
            self.fault(f"{key} phải là số, viết như {key} = 0.")
            return None
        return Decimal(value)

    def day(self, key: str) -> date | None:
        """A date, as TOML's own or as text; None where it is not said."""
        value = self._row.get(key)
        try:
            found = date.fromisoformat(value) if isinstance(value, str) else value
        except ValueError:
            found = value
        if found is None or type(found) is date:
            return found
        self.fault(f"{key} phải là ngày, viết như {key} = 2026-01-01.")
        return None

    def pairs(self, key: str, values: type) -> tuple[tuple[str, Any], ...]:
        """A table inside, in its order, whose values are all of one type; empty where it is not said."""
        value = self._row.get(key, {})
        if not isinstance(value, dict) or not all(type(one) is values for one in value.values()):
            self.fault(f"{key} viết như {key} = {{ mã = {'3' if values is int else chr(34) + 'tên' + chr(34)} }}.")
            return ()
        return tuple(value.items())

    def options(self, key: str) -> tuple[tuple[str, str], ...]:
        """The options of a breakdown: at least two, each with a code that can stand in a formula."""
        found = self.pairs(key, str)
        if len(found) < 2 or not all(_CODE.fullmatch(code) and name.strip() for code, name in found):
            self.fault(f'{key} cần ít nhất hai mục, viết như {key} = {{ urban = "Đô thị", rural = "Nông thôn" }}.')
        return found

    def rows(self, key: str) -> list[Mapping[str, Any]]:
        """Tables inside, one after the other; empty where there are none."""
        value = self._row.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.fault(f"{key}: viết mỗi mục một bảng [[{self._label.strip('[]')}.{key}]].")
            return []
        return value
