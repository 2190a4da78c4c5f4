"""`dutdiem work`: jobs are done by a process of its own, which ends when it is told to."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from django_tasks_db.models import DBTaskResult

from dutdiem.kit.home import make_home

TABLE = DBTaskResult._meta.db_table


def test_a_worker_does_what_comes_up_and_ends_on_a_signal(tmp_path: Path) -> None:
    env = {k: v for k, v in os.environ.items() if k not in {"DUTDIEM_HOME", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    make_home(tmp_path)
    words = [sys.executable, "-m", "dutdiem.cli.main", "--home", str(tmp_path), "work"]
    with subprocess.Popen(words, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout
            assert "việc nền" in running.stdout.readline()
            until, states = time.monotonic() + 60, []
            while set(states) != {"SUCCESSFUL"} and time.monotonic() < until:
                time.sleep(0.2)
                with sqlite3.connect(tmp_path / "dutdiem.sqlite3") as database:
                    states = [state for (state,) in database.execute(f"SELECT status FROM {TABLE}")]
            assert set(states) == {"SUCCESSFUL"}, "what comes up every day came up"
        finally:
            running.send_signal(signal.SIGTERM)
        assert running.wait(30) == 0
