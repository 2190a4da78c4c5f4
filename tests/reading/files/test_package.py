"""What is checked before a package is unpacked."""

import io
import struct
import zipfile
import zlib
from typing import Any

import pytest

from dutdiem.reading.files.limits import LIMITS
from dutdiem.reading.files.package import Package
from dutdiem.reading.files.refusing import Unfit


def code(data: bytes) -> str:
    with pytest.raises(Unfit) as unfit:
        package = Package(data)
        for name in package.names():
            package.read(name)
    return unfit.value.code


def test_it_reads_an_ordinary_package(make: Any) -> None:
    assert Package(make.zipped({"a.xml": b"<a/>"})).read("a.xml") == b"<a/>"


def test_too_many_entries(make: Any) -> None:
    assert code(make.zipped({f"{at}.xml": b"" for at in range(LIMITS.zip_entries + 1)})) == "unpacks_too_large"


def test_a_bomb_of_zeros(make: Any) -> None:
    assert code(make.zipped({"a.xml": bytes(LIMITS.part_bytes + 1)})) == "unpacks_too_large"


def test_many_middling_entries_that_are_too_much_together(make: Any) -> None:
    piece = zlib.compress(b"")  # any bytes that do not compress
    block = (piece * 9_000)[:30_000]
    files = {f"{at}.bin": block * 1_000 for at in range(5)}
    assert code(make.zipped(files)) == "unpacks_too_large"


@pytest.mark.parametrize("name", ["../a.xml", "a/../../b.xml", "/../x", "C:/x.xml", "..\\..\\x"])
def test_names_that_lead_out(make: Any, name: str) -> None:
    assert code(make.zipped({name: b"x"})) == "hostile"


def test_two_entries_of_one_name() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("a.xml", "eins")
        archive.writestr("a.xml", "zwei")
    assert code(made.getvalue()) == "hostile"


def test_names_that_differ_only_in_case(make: Any) -> None:
    assert code(make.zipped({"a.xml": b"1", "A.xml": b"2"})) == "hostile"


def test_entries_that_share_their_bytes() -> None:
    data = b"x" * 100
    local = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 0, 0, 0, zlib.crc32(data), 100, 100, 5, 0) + b"a.xml" + data
    entries = b""
    for name in (b"a.xml", b"b.xml"):
        sizes = (zlib.crc32(data), len(data), len(data))
        entries += struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, *sizes, 5, 0, 0, 0, 0, 0, 0) + name
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 2, 2, len(entries), len(local), 0)
    assert code(local + entries + end) == "hostile"


def test_a_link() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert code(made.getvalue()) == "hostile"


def test_bytes_before_and_after(make: Any) -> None:
    data = make.zipped({"a.xml": b"1"})
    assert code(b"%PDF-1.4\n" + data) == "damaged"
    assert code(data + b"more") == "hostile"


def test_a_cut_archive(make: Any) -> None:
    assert code(make.zipped({"a.xml": b"1" * 1000})[:-30]) == "damaged"


def test_a_wrong_checksum(make: Any) -> None:
    data = bytearray(make.zipped({"a.xml": b"some text that is stored here"}))
    data[40] ^= 0xFF
    assert code(bytes(data)) == "damaged"


def test_entities_are_refused_not_expanded(make: Any) -> None:
    laughs = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>'
    with pytest.raises(Unfit) as unfit:
        Package(make.zipped({"a.xml": laughs})).xml("a.xml")
    assert unfit.value.code == "hostile"


def test_outside_entities_are_not_fetched(make: Any) -> None:
    evil = b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l>&a;</l>'
    with pytest.raises(Unfit):
        Package(make.zipped({"a.xml": evil})).xml("a.xml")
