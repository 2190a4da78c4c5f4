"""Numbers of records as people type and send them; one with more digits than any record's number is a number that nothing has."""

from collections.abc import Iterable

from django.urls import register_converter
from django.urls.converters import IntConverter

DIGITS = 18
"""A database keeps keys in 64 bits, and fails at larger ones in place of finding nothing."""
NOBODYS = 10**DIGITS - 1


def key_of(written: str) -> int | None:
    """The number, `NOBODYS` where it has too many digits; None where it is no number."""
    if not written.isdecimal():
        return None
    return int(written) if len(written) <= DIGITS else NOBODYS


def keys_of(written: Iterable[str]) -> list[int]:
    """The numbers among what was sent."""
    return [key for one in written if (key := key_of(one)) is not None]


class KeyInAddress(IntConverter):
    """`<key:…>` in addresses: an address with a longer number is the address of nothing."""

    regex = f"[0-9]{{1,{DIGITS}}}"


register_converter(KeyInAddress, "key")
