"""The embedded engine on a disk that takes no more: a limit on the size of files makes writes fail alike."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from harness.api_server import ROOT

_LARGEST_FILE_BYTES = 6_000_000


def run_etl(folder: Path, *arguments: str, largest_file_bytes: int = resource.RLIM_INFINITY) -> tuple[int, str]:
    """The exit status and all that the command printed."""

    def limit_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file_bytes, largest_file_bytes))

    command = subprocess.run(
        [sys.executable, "-m", "etl", *arguments],
        cwd=ROOT,
        env=os.environ | {"ELASTICSEARCH_URL": f"embedded:{folder}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
        preexec_fn=limit_files,
    )
    return command.returncode, command.stdout


@pytest.mark.parametrize("largest_file_bytes", [0, 1_000, 3_000])
def test_a_disk_that_takes_no_new_index_ends_a_load_with_one_line(largest_file_bytes: int, tmp_path: Path) -> None:
    status, output = run_etl(tmp_path, "load", largest_file_bytes=largest_file_bytes)

    assert status == 1
    (line,) = output.splitlines()
    assert line.startswith("etl: The engine refused a request: index [")
    assert "] cannot be written: " in line
    assert line.endswith("; movies has no index yet")
    assert [*tmp_path.rglob(".tmp-*")] == []


def test_a_load_that_the_disk_cannot_hold_ends_with_one_line_and_leaves_what_was_served(tmp_path: Path) -> None:
    assert run_etl(tmp_path, "load", "--source", "generator", "--films", "50")[0] == 0
    _, before = run_etl(tmp_path, "indices")

    status, output = run_etl(
        tmp_path, "load", "--source", "generator", "--films", "50000", largest_file_bytes=_LARGEST_FILE_BYTES
    )

    assert status == 1
    assert "Traceback" not in output
    *progress, last = output.splitlines()
    assert last.startswith("etl: The engine refused a request: index [movies-")
    assert "cannot be written" in last
    assert "movies answers from movies-" in last
    assert all(line.startswith("loaded ") for line in progress), output
    assert run_etl(tmp_path, "indices") == (0, before), "what was served has changed, or a half-built index is left"
