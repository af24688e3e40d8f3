"""The running service does what its OpenAPI document says, on each engine: Schemathesis asks for all that the document
allows, and for much that it forbids. `make soak` asks for twenty times as much, other requests each time.
"""

import os
import secrets
import subprocess
from pathlib import Path

from harness.api_server import BIN, ROOT, free_port, served

# Of each operation, in each phase.
_EXAMPLES = 20
# Far more than a busy machine takes, for one answer and for all.
_ANSWER_LIMIT_S = "60"
_LIMIT_S = 900


def test_no_answer_differs_from_the_document(sample_url: str, tmp_path: Path) -> None:
    soak = os.environ.get("SOAK")
    chance = ["--seed", str(secrets.randbits(32))] if soak else ["--generation-deterministic"]
    port = free_port()
    command = ["sanic", "app:app", "--port", str(port), "--workers", "2"]
    with served(command, tmp_path / "log", port, ELASTICSEARCH_URL=sample_url, ELASTICSEARCH_TIMEOUT_S=_ANSWER_LIMIT_S):
        found = subprocess.run(
            [
                *(BIN / "schemathesis", "run", f"http://127.0.0.1:{port}/docs/openapi.json"),
                *("--checks", "all", "--max-examples", str(_EXAMPLES * int(soak or 1))),
                *("--request-timeout", _ANSWER_LIMIT_S, "--suppress-health-check", "all"),
                *("--continue-on-failure", "--no-color", *chance),
            ],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "SCHEMATHESIS_HOOKS": "tests.fixtures.schemathesis_hooks"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=_LIMIT_S * int(soak or 1),
            check=False,
        )
    assert found.returncode == 0, found.stdout
