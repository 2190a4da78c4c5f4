"""Apache Spark, for the work of many machines: one session in the process, started when it is first asked for.

`DUTDIEM_SPARK` names the master; without it the cores of this machine work (`local[*]`). All else about a cluster stands where
Spark itself looks for it (SPARK_CONF_DIR). Needs the extra `spark` and Java 17; what is missing is said in one sentence.
"""

import atexit
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from dutdiem.kit.errors import Mistake

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

ENGINES = ("local", "spark")
"""Where work can be done: in this process, or on Spark."""

JAVA = 17
_HERE = re.compile(r"local(\[.*\])?|spark://(127\.[0-9.]+|localhost|\[::1\]):\d+")
_VERSION = re.compile(r'version "(\d+)')
_FAULT = re.compile(r"[\w.$]*(Error|Exception): .")
_LONGEST = 300

_lock = threading.Lock()
_kept: list["SparkSession"] = []


def master() -> str:
    """Where Spark runs: `DUTDIEM_SPARK`, else all cores of this machine."""
    return os.environ.get("DUTDIEM_SPARK") or "local[*]"


@contextmanager
def on_spark() -> Iterator["SparkSession"]:
    """The process's session, for a piece of work. Raises `Mistake` where Spark is not there or fails at the work."""
    session = _session()
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield session
    except (Py4JError, PySparkException) as error:
        raise Mistake(f"Spark ({master()}) không làm được việc này: {reason(error)}; xem nhật ký của Spark.") from error


def reason(error: Exception) -> str:
    """The line of an error of Spark's that tells a person most: the fault itself, not where it passed through."""
    lines = [line.strip().removeprefix("Caused by: ") for line in str(error).splitlines() if line.strip()]
    faults = [line for line in lines if _FAULT.match(line)]
    told = faults[-1] if faults else next(iter(lines), type(error).__name__)
    return told[:_LONGEST].rstrip(".")


def stop() -> None:
    """Ends the session and its Java process; the next piece of work starts another."""
    with _lock:
        while _kept:
            session = _kept.pop()
            gateway = session.sparkContext._gateway
            session.stop()
            _end(gateway)


def java_version() -> int | None:
    """The main version of the Java that Spark would start; None where there is none."""
    home = os.environ.get("JAVA_HOME")
    program = str(Path(home) / "bin/java") if home else shutil.which("java")
    if program is None:
        return None
    try:
        done = subprocess.run([program, "-version"], capture_output=True, text=True, timeout=30, check=False)
    except OSError:
        return None
    found = _VERSION.search(done.stderr)
    return int(found[1]) if found else None


def missing() -> str | None:
    """What Spark lacks on this machine, as a sentence; None where it can start."""
    try:
        import pyspark  # noqa: F401
    except ImportError:
        return "Chưa có PySpark: cài phần mềm kèm phần mở rộng spark (dutdiem[spark]) để dùng --engine spark."
    version = java_version()
    if version is None or version < JAVA:
        found = "máy này chưa có Java" if version is None else f"máy này có Java {version}"
        return f"Spark cần Java {JAVA} trở lên, {found}: cài openjdk-{JAVA}-jre-headless hoặc đặt JAVA_HOME."
    return None


def _session() -> "SparkSession":
    with _lock:
        if not _kept or _kept[0].sparkContext._jsc is None:
            _kept[:] = [_start()]
        return _kept[0]


def _start() -> "SparkSession":
    """Java speaks into a file that is gone with it: what it says on the way is no word for the person at the terminal."""
    if lacking := missing():
        raise Mistake(lacking)
    import logging

    from pyspark import SparkConf, SparkContext
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    if _HERE.fullmatch(master()):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    conf = SparkConf(loadDefaults=False).setAll(list(_settings().items()))
    gateway = None
    with tempfile.TemporaryFile() as said:
        try:
            gateway = launch_gateway(conf, {"stdout": said, "stderr": said})
            context = SparkContext(conf=conf, gateway=gateway)
        except Exception as error:
            _end(gateway)
            why = _last_line(said) if gateway is None else reason(error)
            raise Mistake(f"Không mở được Spark ở {master()}: {why}; kiểm tra DUTDIEM_SPARK và cụm máy.") from error
    context.setLogLevel("ERROR")
    logging.getLogger("SQLQueryContextLogger").disabled = True
    atexit.register(stop)
    return SparkSession(context)


def _settings() -> dict[str, str]:
    """No pages of Spark's own are served; a decimal that overflows is an error; dates know one zone."""
    found = {
        "spark.master": master(),
        "spark.app.name": "dutdiem",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.ansi.enabled": "true",
        "spark.sql.session.timeZone": "UTC",
        # So many files are looked at from here; beyond that Spark makes a task of each.
        "spark.sql.sources.parallelPartitionDiscovery.threshold": "1000",
    }
    if _HERE.fullmatch(master()):
        found |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    return found


def _last_line(said: IO[bytes]) -> str:
    """What Java said before it ended."""
    said.seek(0)
    lines = said.read().decode("utf-8", errors="replace").split("\n")
    return next((line.strip()[:_LONGEST] for line in reversed(lines) if line.strip()), "Java không chạy được")


def _end(gateway: Any) -> None:
    """Ends the Java process, and lets PySpark forget it, since it would go on with the one that is no more."""
    if gateway is None:
        return
    from pyspark import SparkContext

    process = getattr(gateway, "proc", None)
    gateway.shutdown()
    if process is not None:
        process.stdin.close()
        process.wait(30)
    SparkContext._gateway = SparkContext._jvm = None
