"""Each file in a process of its own: what it may cost, and what is said when it costs more."""

import json
import os
import resource
import signal
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from dutdiem.reading.files import LIMITS, child, open_document, outcome, processes, read_file, read_file_json, read_files
from dutdiem.reading.files.limits import Limits
from dutdiem.reading.refusals import Refusal

TEXT = "KẾ HOẠCH\n1. Các đơn vị báo cáo trước ngày 30/6/2025.\n"


def refused(path: Path) -> Refusal:
    with pytest.raises(Refusal) as found:
        open_document(path)
    return found.value


def ended(work: Callable[[], object], limits: Limits, monkeypatch: pytest.MonkeyPatch) -> int:
    """How a process ends that does `work` under `limits`."""
    monkeypatch.setattr(child, "LIMITS", limits)
    pid = os.fork()
    if pid == 0:
        try:
            child._limit(1_000)
            work()
        except MemoryError:
            os._exit(7)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def test_a_reader_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = time.monotonic()
    assert ended(lambda: time.sleep(60), Limits(seconds=0.1), monkeypatch) == -signal.SIGALRM
    assert time.monotonic() - begun < 10


def test_a_reader_that_never_stops_computing_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    def compute() -> None:
        while True:
            pass

    assert ended(compute, Limits(seconds=1, patience=30), monkeypatch) == -signal.SIGXCPU


def test_a_reader_that_wants_too_much_memory_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    assert ended(lambda: bytearray(600_000_000), Limits(memory_bytes=used + 100_000_000), monkeypatch) == 7


def test_a_reader_cannot_write_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def work() -> None:
        try:
            (tmp_path / "x").write_text("x")
        except OSError:
            raise MemoryError from None

    assert ended(work, LIMITS, monkeypatch) == 7


@pytest.mark.parametrize(
    ("ending", "code"),
    [
        ("-14", "too_slow"),
        ("-24", "too_slow"),
        ("-9", "too_much_memory"),
        ("-11", "crashed"),
        ("-6", "crashed"),
        ("", "too_much_memory"),
    ],
)
def test_the_way_it_ended_becomes_a_sentence(ending: str, code: str) -> None:
    answer = outcome.unpack(b"+{half" + (outcome.ENDED + ending.encode() if ending else b""), "a.pdf", 10)
    assert answer.refused is not None
    assert answer.refused.code == code
    assert "a.pdf" in answer.refused.says


def test_time_and_memory_grow_with_the_file_only_beyond_five_megabytes() -> None:
    assert LIMITS.seconds_for(4_999_999) == 5
    assert LIMITS.memory_for(4_999_999) == 256_000_000
    assert LIMITS.seconds_for(10_000_000) == 10
    assert LIMITS.memory_for(50_000_000) <= LIMITS.memory_cap_bytes


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"   \n", "no_text"),
        ("a.exe", b"MZ", "unknown_kind"),
        ("a.docm", b"PK\x03\x04", "macro"),
        ("a.docx", b"%PDF-1.4", "wrong_kind"),
        ("a.docx", b"PK\x03\x04garbage", "damaged"),
        ("a.pdf", b"no pdf", "wrong_kind"),
        ("a.doc", b"{\\rtf1 x}", "wrong_kind"),
        ("a.txt", b"PK\x03\x04", "wrong_kind"),
        ("a.txt", b"\x89PNG\r\n", "wrong_kind"),
        ("a.html", b"<script>x()</script>", "no_text"),
    ],
)
def test_bad_files_get_one_sentence_with_their_name(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    found = refused(path)
    assert found.code == code
    assert name in found.says
    assert found.says.endswith(".")
    assert "\n" not in found.says


def test_missing_files_and_folders_are_said_to_be_so(tmp_path: Path) -> None:
    assert refused(tmp_path / "khong-co.txt").code == "missing"
    assert refused(tmp_path).code == "not_a_file"
    os.mkfifo(tmp_path / "pipe.txt")
    assert refused(tmp_path / "pipe.txt").code == "not_a_file"


def test_a_file_over_the_limit_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "lon.pdf"
    with path.open("wb") as stream:
        stream.truncate(LIMITS.file_bytes + 1)
    assert refused(path).code == "too_large"


def test_a_file_is_read_under_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "stored-8f3a"
    path.write_text(TEXT, "utf-8")
    assert open_document(path, name="ke-hoach.txt").file_name == "ke-hoach.txt"


def test_the_forms_of_a_reading_agree(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(TEXT, "utf-8")
    found = read_file_json(path)
    assert found["text"] == TEXT
    again = read_file(path).as_json()
    assert json.loads(json.dumps(again)) == found


def test_many_files_come_in_order_and_one_bad_file_stops_none(tmp_path: Path) -> None:
    paths = []
    for at in range(12):
        paths.append(tmp_path / f"{at}.txt")
        paths[-1].write_bytes(b"" if at == 5 else f"Văn bản {at}\n".encode())
    found = list(read_files(paths, jobs=3))
    assert [path for path, _ in found] == paths
    assert [at for at, (_, reading) in enumerate(found) if isinstance(reading, Refusal)] == [5]


def test_several_threads_may_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    seen: list[str] = []
    threads = [threading.Thread(target=lambda: seen.append(open_document(path).text)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [TEXT] * 6


def test_a_server_that_died_is_started_again(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    assert open_document(path).text == TEXT
    server = processes._READER._process
    assert server is not None
    server.kill()
    server.wait()
    assert open_document(path).text == TEXT


def test_nothing_is_fetched(tmp_path: Path, make: Any) -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="t" Type="x/attachedTemplate" Target="{url}/t.dotm" TargetMode="External"/>'
        f'<Relationship Id="s" Type="x/styles" Target="{url}/s.xml"/></Relationships>'
    )
    link = f'<!DOCTYPE html SYSTEM "{url}/d.dtd"><img src="{url}/i.png"><link rel="stylesheet" href="{url}/c.css"><p>chữ</p>'
    action = f"/OpenAction << /S /URI /URI ({url}/p) >>"
    files = {
        "a.docx": make.docx(make.paragraph("chữ"), more={"word/_rels/document.xml.rels": relations.encode()}),
        "a.html": (link + f'<iframe src="{url}/f"></iframe>').encode(),
        "a.pdf": make.pdf(make.words(70, 700, "chu")).replace(b"/Type /Catalog", b"/Type /Catalog " + action.encode()),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        open_document(tmp_path / name)
    server.shutdown()
    server.server_close()
    assert asked == []
