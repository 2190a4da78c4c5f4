"""What a record's digest and an entry's hash are. Plain values in, hexadecimal SHA-256 out."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

START = "0" * 64
"""What the first link of the chain names as the one before it."""


def canonical(values: Mapping[str, Any]) -> bytes:
    """One spelling for the same values on every database and machine: sorted keys, UTC times, decimals as text."""
    return _ENCODER.encode(values).encode("utf-8")


def digest(values: Mapping[str, Any]) -> str:
    """SHA-256 of the values in their one spelling."""
    return hashlib.sha256(canonical(values)).hexdigest()


def items_digest(items: Iterable[tuple[str, str, str, str]]) -> str:
    """SHA-256 over (model, key, change, digest) of an entry's items, in their order."""
    total = hashlib.sha256()
    for item in items:
        total.update("\x1f".join(item).encode("utf-8") + b"\n")
    return total.hexdigest()


def link(previous: str, position: int, entry: Mapping[str, Any]) -> str:
    """The hash of a link: it covers the link before, the position and everything the entry says."""
    return digest({"previous": previous, "position": position, "entry": dict(entry)})


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value)


_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)
