#!/usr/bin/env python3
"""A standalone cluster of Spark on this machine alone: a master and two workers of one core each, until standard input ends.

    .venv/bin/python tools/spark/cluster.py

prints one line of JSON when both workers are there: `master` for DUTDIEM_SPARK, `conf` for SPARK_CONF_DIR. Everything listens on
127.0.0.1 only and asks for a secret that is made for this run (but for the two pages of state that Spark always serves, which
show no figures and no documents). The processes end with this one, however it ends.
"""

import importlib.util
import json
import os
import re
import secrets
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

WORKERS = 2
PATIENCE = 120
LOOPBACK = "127.0.0.1"
DEPLOY = "org.apache.spark.deploy"
MASTER = re.compile(rf"Starting Spark master at (spark://{re.escape(LOOPBACK)}:\d+)")
# Quick to start rather than quick in the long run; a small heap, few parts of what is little.
SETTINGS = {
    "spark.authenticate": "true",
    "spark.master.rest.enabled": "false",
    "spark.driver.memory": "512m",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
    "spark.executor.memory": "512m",
    "spark.executor.extraJavaOptions": "-XX:TieredStopAtLevel=1",
    "spark.sql.shuffle.partitions": "4",
}


class Cluster:
    """The processes, their logs and their configuration in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.conf = folder, folder / "conf"
        self.conf.mkdir()
        settings = SETTINGS | {"spark.authenticate.secret": secrets.token_hex(32), "spark.local.dir": str(folder / "tmp")}
        lines = [f"{name} {value}\n" for name, value in settings.items()]
        (self.conf / "spark-defaults.conf").write_text("".join(lines), "utf-8")
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self) -> str:
        """The master's address, when all workers have registered."""
        self._run("master", f"{DEPLOY}.master.Master")
        master = self._wait(lambda log: (found := MASTER.search(log)) and found[1])
        for number in range(WORKERS):
            place = ["--cores", "1", "--memory", "1g", "--work-dir", str(self.folder / f"work-{number}")]
            self._run(f"worker-{number}", f"{DEPLOY}.worker.Worker", *place, master)
        self._wait(lambda log: log.count("Registering worker") == WORKERS and "all")
        return master

    def stop(self) -> None:
        """Ends every process, the last started first."""
        for process in reversed(self.running):
            process.terminate()
        for process in self.running:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _run(self, name: str, main: str, *arguments: str) -> None:
        home = spark_home()
        words = [str(home / "bin/spark-class"), main, "--host", LOOPBACK, "--port", "0", "--webui-port", "0", *arguments]
        with (self.folder / f"{name}.log").open("wb") as log:
            self.running.append(
                subprocess.Popen(
                    ["setpriv", "--pdeathsig", "TERM", *words],
                    stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self._environment(home),
                )
            )  # fmt: skip

    def _environment(self, home: Path) -> dict[str, str]:
        daemon = {"SPARK_DAEMON_MEMORY": "256m", "SPARK_DAEMON_JAVA_OPTS": "-XX:TieredStopAtLevel=1"}
        return {**os.environ, **daemon, "SPARK_HOME": str(home), "SPARK_CONF_DIR": str(self.conf), "SPARK_LOCAL_IP": LOOPBACK}

    def _wait(self, found_in) -> str:
        """What is found in the master's log, looked at again and again."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and all(process.poll() is None for process in self.running):
            if found := found_in((self.folder / "master.log").read_text("utf-8", errors="replace")):
                return found
            time.sleep(0.2)
        logs = "\n".join(path.read_text("utf-8", errors="replace")[-2_000:] for path in sorted(self.folder.glob("*.log")))
        raise SystemExit(f"the cluster did not start:\n{logs}")


def spark_home() -> Path:
    """Where PySpark keeps Spark itself."""
    found = importlib.util.find_spec("pyspark")
    if found is None or found.origin is None:
        raise SystemExit("PySpark is not installed")
    return Path(found.origin).parent


def main() -> None:
    """Starts, tells where, waits for the end of standard input, stops."""
    with ExitStack() as stack:
        cluster = Cluster(Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="spark-", ignore_cleanup_errors=True))))
        stack.callback(cluster.stop)
        print(json.dumps({"master": cluster.start(), "conf": str(cluster.conf)}), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
