"""How commands end that are not let finish: quietly, with the status that a shell gives to the signal."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from harness.api_server import ROOT
from tests.fixtures.sqlite_films import make_database

COMMAND_LIMIT_S = 120


# The first writes more than is kept in memory until it is passed on, the others less.
@pytest.mark.parametrize(
    "command",
    [
        "generate --films 100000",
        "inspect --sqlite-file {file}",
        "load --sqlite-file {file} 2>&1",
        "load --sqlite-file {missing_file} 2>&1",
        "indices",
    ],
)
def test_a_reader_that_has_enough_ends_a_command_quietly(command: str, tmp_path: Path) -> None:
    file = make_database(tmp_path / "films.db", [("f1", "Heat", None, "1995-12-15", 8.3, "MOV")])
    asked = command.format(file=file, missing_file=tmp_path / "missing.db")
    # it begins only when its reader has gone
    script = f"{{ sleep 0.5; exec {sys.executable} -m etl {asked}; }} | head -n 0; echo ${{PIPESTATUS[0]}}"
    ended = subprocess.run(
        ["bash", "-c", script],
        cwd=ROOT,
        env=os.environ | {"ELASTICSEARCH_URL": f"embedded:{tmp_path / 'catalogue'}", "PYTHONUNBUFFERED": ""},
        capture_output=True,
        text=True,
        timeout=COMMAND_LIMIT_S,
        check=True,
    )
    assert (ended.stdout, ended.stderr) == (f"{128 + signal.SIGPIPE}\n", "")


@pytest.mark.parametrize(
    "command",
    ["etl generate --films 100000", "etl inspect --sqlite-file {file}", "etl indices"],
)
def test_a_full_disk_under_the_output_ends_a_command_with_one_line(command: str, tmp_path: Path) -> None:
    file = make_database(tmp_path / "films.db", [("f1", "Heat", None, "1995-12-15", 8.3, "MOV")])
    asked = command.format(file=file)
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", *asked.split()],
            cwd=ROOT,
            env=os.environ | {"ELASTICSEARCH_URL": f"embedded:{tmp_path / 'catalogue'}", "PYTHONUNBUFFERED": ""},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=COMMAND_LIMIT_S,
            check=False,
        )
    assert (ended.returncode, ended.stderr) == (
        1,
        "cannot write the output: No space left on device; it is not complete\n",
    )


def test_ctrl_c_ends_a_command_quietly() -> None:
    command = [sys.executable, "-m", "etl", "generate", "--films", "10000000"]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A test run in the background of a shell ignores SIGINT, and what it starts would inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=COMMAND_LIMIT_S)
    assert (process.returncode, said) == (128 + signal.SIGINT, b"")


@pytest.mark.parametrize("name", ["__main__", "__mp_main__"])  # of the main process, and of its workers
def test_ctrl_c_ends_the_server_quietly_while_its_modules_are_imported(name: str, tmp_path: Path) -> None:
    # the first module that app.py imports is one that presses Ctrl-C
    (tmp_path / "elasticsearch.py").write_text(
        "import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(60)\n", encoding="utf-8"
    )
    start = (
        "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        f"runpy.run_path('app.py', run_name={name!r})"
    )
    ended = subprocess.run(
        [sys.executable, "-c", start],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=COMMAND_LIMIT_S,
        check=False,
    )

    assert (ended.returncode, ended.stdout, ended.stderr) == (-signal.SIGINT, "", "")
