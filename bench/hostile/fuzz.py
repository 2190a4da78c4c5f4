"""Fuzzes the file readers: mutated files must be read or refused in one sentence, in time, and never by accident.

    python bench/hostile/fuzz.py [--minutes N] [--seed N] [SEED_FILE_OR_FOLDER...]

Seeds are made here; more files or folders may be given. Each case runs in a process of its own under the product's limits. A
case whose reader ends by a fault (an exception that is no refusal, a signal other than the limits', a socket asked for) is
printed with what is needed to see it again, and kept in the folder that --keep names. Ends with 1 where there was one. Every
kind of file has the same share of the time.
"""

import argparse
import copy
import ctypes
import io
import os
import platform
import random
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from dutdiem.reading.files import child
from dutdiem.reading.files.kinds import ENDINGS
from dutdiem.reading.files.limits import LIMITS
from dutdiem.reading.files.ocr import Recogniser
from dutdiem.reading.files.opening import open_bytes
from dutdiem.reading.files.refusing import Unfit
from dutdiem.reading.guards import check_personal_numbers, check_secrecy
from dutdiem.reading.refusals import Refusal

TOKENS = [
    b"\x00", b"\xff" * 4, b"\x7f\xff\xff\xff", b"\xff\xff\xff\x7f", b"-1", b"99999999999", b"<w:p>", b"</w:tbl>", b"<w:tbl><w:tr>",
    b"<!DOCTYPE a>", b"&lol;", b" R", b"stream\n", b"/Kids [2 0 R]", b"%%EOF", b"\xcc\xa3", b"\xed\xa0\x80", b"|", b"\t",
]  # fmt: skip
VALUES = [
    "",
    "0",
    "-1",
    "1",
    "9",
    "63",
    "65536",
    "99999999999",
    "true",
    "continue",
    "upperRoman",
    "bullet",
    "%1.%9",
    "../../x",
    "A",
    "1a",
]


def made_seeds() -> Iterator[tuple[str, bytes]]:
    import docx
    import xlsxwriter

    text = "KẾ HOẠCH\nSố: 12/KH-UBND\n1. Công an các đơn vị báo cáo trước ngày 30/6/2025; đạt trên 40%.\n" * 5
    yield "a.txt", text.encode()
    yield "b.txt", text.encode("utf-16")
    yield "a.md", ("# A\n\n| a | b |\n|---|---|\n| 1 | 2 |\n" + text).encode()
    yield "a.html", f"<table><tr><td rowspan=3>a<td>b</table><p style='font-family:.VnTime'>{text}</p>".encode()
    document, made = docx.Document(), io.BytesIO()
    for line in text.split("\n"):
        document.add_paragraph(line, style="List Number")
    table = document.add_table(3, 4)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "gộp"
    document.save(made)
    yield "a.docx", made.getvalue()
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.add_worksheet().write_row(0, 0, ["TT", "Nhiệm vụ", "Hạn", 12.5])
    book.close()
    yield "a.xlsx", made.getvalue()
    yield "a.pdf", _pdf()
    yield from _old_doc(document)


def _old_doc(document: Any) -> Iterator[tuple[str, bytes]]:
    """The same document in the old format, where LibreOffice is installed."""
    office = shutil.which("soffice")
    if office is None:
        print("no LibreOffice: no seed in the old DOC format is made; give one", flush=True)
        return
    with tempfile.TemporaryDirectory() as folder:
        document.save(f"{folder}/a.docx")
        command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "doc", "--outdir"]
        subprocess.run([*command, folder, f"{folder}/a.docx"], capture_output=True, check=True, timeout=600)
        yield "a.doc", Path(folder, "a.doc").read_bytes()


def _pdf() -> bytes:
    lines = b"70 600 m 300 600 l S 70 500 m 300 500 l S 70 500 m 70 600 l S 300 500 m 300 600 l S"
    page = b"BT /F1 11 Tf 70 700 Td (Ke hoach) Tj ET " + lines
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, inner) for number, inner in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer << /Size 6 /Root 1 0 R >>\n%%EOF\n"


def given_seeds(paths: list[Path]) -> Iterator[tuple[str, bytes]]:
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix.lstrip(".") in ENDINGS and file.stat().st_size < 600_000:
                yield file.name, file.read_bytes()


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Within the entries of a package half of the time, else in the bytes as they stand."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        return _mutated_package(data, chance)
    return _mutated_bytes(data, chance)


def _mutated_package(data: bytes, chance: random.Random) -> bytes:
    made = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
            names = old.namelist()
            chosen = set(chance.sample(names, min(len(names), chance.randint(1, 3))))
            for name in names:
                inner = old.read(name)
                new.writestr(name, _mutated_entry(inner, chance) if name in chosen else inner)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return _mutated_bytes(data, chance)
    return made.getvalue()


def _mutated_entry(data: bytes, chance: random.Random) -> bytes:
    """XML mostly stays well formed: elements are moved, doubled, dropped, and their attributes take other values."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return _mutated_bytes(data, chance)
    if chance.random() < 0.2:
        return _mutated_bytes(data, chance)
    for _ in range(chance.choice([1, 2, 8, 40])):
        elements = [element for element in root.iter() if isinstance(element.tag, str)][1:]
        if not elements:
            break
        _mutate_element(chance.choice(elements), chance.choice(elements), chance)
    return etree.tostring(root)


def _mutate_element(element: Any, other: Any, chance: random.Random) -> None:
    match chance.randrange(5):
        case 0 if element.attrib:
            element.set(chance.choice(list(element.attrib)), chance.choice(VALUES))
        case 1 if (parent := element.getparent()) is not None:
            parent.remove(element)
        case 2:
            other.append(copy.deepcopy(element))
        case 3 if element not in other.iterancestors():
            element.append(copy.deepcopy(other))
        case _:
            element.tag = other.tag


def _mutated_bytes(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 4, 16, 64])):
        at = chance.randrange(len(made) + 1)
        end = min(len(made), at + chance.choice([1, 2, 8, 64, 512]))
        match chance.randrange(6):
            case 0 if at < len(made):
                made[at] ^= 1 << chance.randrange(8)
            case 1:
                made[at:end] = b""
            case 2:
                made[at:at] = chance.choice(TOKENS) * chance.choice([1, 1, 3, 200])
            case 3:
                made[at:end] = chance.randbytes(end - at)
            case 4:
                made[at:at] = bytes(made[at:end]) * chance.choice([1, 2, 30])
            case _:
                other = chance.randrange(len(made) + 1)
                made[at:end] = made[other : other + end - at]
    return bytes(made)


def forbid_sockets() -> None:
    """From now on the kernel ends this process with SIGSYS where it, or a library in it, asks for a socket (x86-64 Linux).

    A seccomp filter of four instructions: load the number of the system call, compare it with socket(2), kill or allow.
    """
    if platform.machine() != "x86_64" or sys.platform != "linux":
        return
    steps = [(0x20, 0, 0, 0), (0x15, 0, 1, 41), (0x06, 0, 0, 0x80000000), (0x06, 0, 0, 0x7FFF0000)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxQ", len(steps), ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(38, 1, 0, 0, 0) or libc.prctl(22, 2, program, 0, 0):
        raise OSError(ctypes.get_errno(), "no seccomp filter")


def ending(name: str, data: bytes) -> str:
    """How the reader of the case ends: "read", a code, "fault: …" or "signal N"."""
    receive, send = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(receive)
        child._limit(len(data))
        forbid_sockets()
        os.write(send, _result(name, data).encode("utf-8", "replace")[:4000])
        os._exit(0)
    os.close(send)
    with os.fdopen(receive, "rb") as stream:
        result = stream.read().decode("utf-8", "replace")
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return result if status == 0 else f"signal {-status}"


def _result(name: str, data: bytes) -> str:
    try:
        opened = open_bytes(name, data, Recogniser(lambda pages: child._allow(LIMITS.scan_seconds_for(len(data), pages))))
        check_secrecy(opened.parts)
        check_personal_numbers(opened.text, opened.pages, opened.parts, name)
        for table in opened.tables:
            assert 0 <= table.start <= table.end <= len(opened.text)
        for page in opened.pages:
            assert 0 <= page.start <= page.end <= len(opened.text)
    except Unfit as unfit:
        return unfit.named(name).code
    except Refusal as refused:
        return refused.code
    except MemoryError:
        return "too_much_memory"
    except Exception:
        return "fault: " + traceback.format_exc(limit=-3)
    return "read"


def _is_fault(result: str) -> bool:
    limits = {f"signal {sign.value}" for sign in (signal.SIGALRM, signal.SIGXCPU)}
    return result.startswith("fault") or (result.startswith("signal") and result not in limits)


def _keep(folder: Path | None, name: str, data: bytes) -> None:
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("seeds", nargs="*", type=Path)
    given = parser.parse_args()
    for name, data in (seeds := [*made_seeds(), *given_seeds(given.seeds)]):
        _result(name, data)  # loads what is needed once, before the forks
    counts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    faults: set[str] = set()
    slowest = 0.0
    of_kind: dict[str, list[tuple[str, bytes]]] = {}
    for name, data in seeds:
        of_kind.setdefault(name.rpartition(".")[2], []).append((name, data))
    until = time.monotonic() + given.minutes * 60
    number = 0
    while time.monotonic() < until:
        number += 1
        chance = random.Random(f"{given.seed}/{number}")
        name, seed = chance.choice(of_kind[min(of_kind, key=lambda kind: kinds[kind])])
        data = mutated(seed, chance)
        begun = time.monotonic()
        result = ending(name, data)
        slowest = max(slowest, time.monotonic() - begun)
        short = result.split("\n")[0] if not result.startswith("fault") else "fault"
        counts[short] += 1
        kinds[name.rpartition(".")[2]] += time.monotonic() - begun
        slow = result == f"signal {signal.SIGALRM.value}"
        if slow or (_is_fault(result) and result not in faults):
            print(f"case {number} of {name}: {'too slow' if slow else result}", flush=True)
            _keep(given.keep, f"{number}-{name}", data)
        if _is_fault(result):
            faults.add(result)
    print(f"{number} cases, the slowest {slowest:.2f} s: " + ", ".join(f"{code} {n}" for code, n in counts.most_common()))
    print("minutes by kind: " + ", ".join(f"{kind} {seconds / 60:.1f}" for kind, seconds in kinds.most_common()))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
