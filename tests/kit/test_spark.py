"""Where Spark cannot start, one sentence says what is missing and what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dutdiem.kit import spark
from dutdiem.kit.errors import Mistake


@pytest.fixture
def java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """`java("11.0.2")` puts a Java of that version where Spark would look for one."""

    def put(version: str) -> None:
        program = tmp_path / "bin/java"
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\" 2022-01-18' >&2\n", "utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("JAVA_HOME", str(tmp_path))

    return put


@pytest.fixture
def pyspark(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if PySpark were there."""
    monkeypatch.setitem(sys.modules, "pyspark", sys)


def refused() -> str:
    with pytest.raises(Mistake) as found, spark.on_spark():
        pass
    return str(found.value)


def test_without_pyspark_it_says_which_extra_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "_kept", [])
    monkeypatch.setitem(sys.modules, "pyspark", None)
    assert refused().startswith("Chưa có PySpark: ")


def test_without_java_it_says_which_package_to_install(monkeypatch: pytest.MonkeyPatch, pyspark: None) -> None:
    monkeypatch.setattr(spark, "_kept", [])
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")
    assert refused().startswith("Spark cần Java 17 trở lên, máy này chưa có Java: cài openjdk-17-jre-headless")


def test_a_home_of_java_without_java_is_no_java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert spark.java_version() is None


def test_an_old_java_is_named(java, monkeypatch: pytest.MonkeyPatch, pyspark: None) -> None:
    monkeypatch.setattr(spark, "_kept", [])
    java("11.0.2")
    assert "máy này có Java 11" in refused()


@pytest.mark.parametrize(("written", "version"), [("1.8.0_292", 1), ("17.0.15", 17), ("21", 21)])
def test_the_version_of_java_is_its_first_number(java, written: str, version: int) -> None:
    java(written)
    assert spark.java_version() == version


@pytest.mark.parametrize("master", ["", "local[2]", "spark://127.0.0.1:7077", "spark://localhost:7077"])
def test_on_this_machine_nothing_listens_beyond_it(monkeypatch: pytest.MonkeyPatch, master: str) -> None:
    monkeypatch.setenv("DUTDIEM_SPARK", master)
    settings = spark._settings()
    assert settings["spark.master"] == (master or "local[*]")
    assert settings["spark.driver.bindAddress"] == "127.0.0.1"
    assert settings["spark.ui.enabled"] == "false"


def test_a_cluster_reaches_this_machine_as_its_own_configuration_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUTDIEM_SPARK", "spark://master.example:7077")
    assert "spark.driver.bindAddress" not in spark._settings()


def test_of_a_fault_in_the_cluster_the_line_that_tells_most_is_kept() -> None:
    trace = (
        "An error occurred while calling o1.collect.\n"
        ": org.apache.spark.SparkException: Job aborted:\n"
        "Traceback (most recent call last):\n"
        '  File "worker.py", line 1, in main\n'
        "ModuleNotFoundError: No module named 'dutdiem'.\n"
        "\tat org.apache.spark.api.python.BasePythonRunner.run(PythonRunner.scala:1)\n"
    )
    assert spark.reason(RuntimeError(trace)) == "ModuleNotFoundError: No module named 'dutdiem'"
    assert spark.reason(RuntimeError("\nMột lỗi.\n")) == "Một lỗi"
    assert spark.reason(RuntimeError()) == "RuntimeError"


@pytest.mark.spark
def test_a_master_that_is_none_is_refused_in_one_sentence(tmp_path: Path) -> None:
    if lacking := spark.missing():
        pytest.skip(f"Bỏ qua: {lacking}")
    words = [sys.executable, "-m", "dutdiem.cli.main", "read", str(tmp_path / "a.txt"), "--engine", "spark"]
    said = subprocess.run(
        words, capture_output=True, text=True, env={**os.environ, "DUTDIEM_SPARK": "cluster:7077"}, timeout=180, check=False
    )
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.startswith("Không mở được Spark ở cluster:7077: ")
    assert len(said.stderr.splitlines()) == 1
