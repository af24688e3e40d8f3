"""Cycles are looked for rarely, and modules are loaded where they are needed."""

import gc
import os
import subprocess
import sys

import pytest

from etl.memory import collecting_rarely


def load_that_fails() -> None:
    before = gc.get_threshold()
    with collecting_rarely():
        assert gc.get_threshold()[0] > before[0]
        raise ValueError("a load that fails")


def test_cycles_are_looked_for_as_before_after_a_load_even_one_that_fails() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="a load that fails"):
        load_that_fails()
    assert gc.get_threshold() == before


def test_the_client_of_redis_is_not_loaded_where_no_redis_is_named() -> None:
    script = (
        "import sys, etl.__main__; from catalogue.settings import read_settings; read_settings(); print(*sys.modules)"
    )
    environment = {name: value for name, value in os.environ.items() if name != "REDIS_URL"}
    ran = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    assert "redis" not in ran.stdout.split()
