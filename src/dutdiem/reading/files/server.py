"""The process that forks a reader for each file: warm, so that a file costs a fork and not a start of Python.

Started as `python -m dutdiem.reading.files.server FD` by `reading.files.processes`, without the environment's secrets. It
never opens a file itself: each request brings the open file and the pipe for the answer (SCM_RIGHTS).
"""

import gc
import importlib
import json
import os
import selectors
import signal
import socket
import sys
from contextlib import suppress
from functools import cache
from typing import Any

from dutdiem.reading.files import child, outcome

REQUEST_BYTES = 65_536
_WORDS = (
    "BỘ CÔNG AN\nSố: 12/KH-BCA\nHà Nội, ngày 05 tháng 3 năm 2022\nKẾ HOẠCH\nThực hiện Nghị quyết số 12-NQ/TW ngày 16/3/2022\n"
    "1. Công an các đơn vị phấn đấu đến năm 2025 đạt trên 40%, chậm nhất trong Quý IV/2025; tạm ứng 1,5 tỷ đồng.\n"
    "2. Đề nghị Công an tỉnh báo cáo trước ngày 15 hằng tháng. Khó khăn: thiếu kinh phí, mật độ dân cư cao, thu hồi 0912.\n"
)
_NEEDED = {
    "pdf": ("dutdiem.reading.files.pdf", "pypdfium2", "PIL.Image"),
    "docx": ("dutdiem.reading.files.docx", "dutdiem.reading.files.office"),
    "xlsx": ("dutdiem.reading.files.xlsx", "dutdiem.reading.files.office", "python_calamine"),
    "doc": ("dutdiem.reading.files.word97",),
    "html": ("dutdiem.reading.files.html",),
    "htm": ("dutdiem.reading.files.html",),
}


def main() -> None:
    control = socket.socket(fileno=int(sys.argv[1]))
    _Server(control).serve()


class _Server:
    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._selector = selectors.DefaultSelector()
        self._selector.register(control, selectors.EVENT_READ)
        self._answers: set[int] = set()
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def serve(self) -> None:
        """Until the other side closes; then readers still at work end with their answers unread."""
        while True:
            for key, _ in self._selector.select():
                if key.fileobj is self._control:
                    if not self._request():
                        return
                else:
                    self._ended(key.fd, *key.data)

    def _request(self) -> bool:
        message, files, _, _ = socket.recv_fds(self._control, REQUEST_BYTES, 2)
        if not message or len(files) != 2:
            return False
        request = json.loads(message)
        _prepare(request)
        gc.freeze()
        pid = os.fork()
        if pid == 0:
            self._become_reader(request, *files)
        os.close(files[0])
        self._answers.add(files[1])
        self._selector.register(os.pidfd_open(pid), selectors.EVENT_READ, (pid, files[1]))
        return True

    def _become_reader(self, request: dict[str, Any], file: int, answer: int) -> None:
        """In the child: a group of its own, no way back to the server, and out without cleaning up."""
        try:
            os.setpgid(0, 0)
            self._selector.close()
            self._control.close()
            for other in self._answers:  # else their readers' ends would wait for this one's
                os.close(other)
            gc.disable()  # it ends with its file, and makes no cycles that are worth looking for
            child.run(request, file, answer)
        finally:
            os._exit(0)

    def _ended(self, pidfd: int, pid: int, answer: int) -> None:
        self._selector.unregister(pidfd)
        os.close(pidfd)
        _, status = os.waitpid(pid, 0)
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)  # programs that the reader had started
        with suppress(OSError):
            os.write(answer, outcome.ENDED + str(os.waitstatus_to_exitcode(status)).encode("ascii"))
        self._answers.discard(answer)
        os.close(answer)


def _prepare(request: dict[str, Any]) -> None:
    """Loads what this kind of file needs before the fork, so that the next one finds it loaded."""
    _warm_up()
    ending = str(request["name"]).rpartition(".")[2].casefold()
    for module in _NEEDED.get(ending, ()):
        importlib.import_module(module)


@cache
def _warm_up() -> None:
    """Reads a few words, so that word lists and patterns are made once here and not in every child."""
    from dutdiem.reading.reader import read_text

    with suppress(Exception):  # a fault of the reader shows with a document, not with these words
        source = child.source_of_words(_WORDS)
        read_text(source, None)


if __name__ == "__main__":
    main()
