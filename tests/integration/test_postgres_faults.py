"""A PostgreSQL that cannot be read: one line with the remedy, status 1, and what was served is still served."""

import asyncio
import gc
import io
import os
import re
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import psycopg
import pytest
import pytest_asyncio
import structlog
from elasticsearch import AsyncElasticsearch
from psycopg.conninfo import make_conninfo

from catalogue.engine import connect
from catalogue.settings import Settings
from etl import films
from etl.__main__ import main
from etl.engine_requests import count_documents, served_indices
from etl.errors import SourceError, SourceLostError, SourceUnreachableError
from etl.fill import fill_postgres
from etl.films import load_source
from etl.sources.generator import generate_films
from etl.sources.postgres import open_postgres
from etl.sources.registry import SOURCES
from etl.sources.source import OpenSource, Source, SourceRequest
from harness.api_server import ROOT
from harness.postgres_server import new_database
from tests.fixtures.catalogues import load_sample
from tests.requirements_missing import leave_out

_FILMS = 6_000
_WRONG = "hush-hush"
_RELOAD_LIMIT_S = 60


@pytest.fixture(scope="module")
def url(postgres: str) -> Iterator[str]:
    """A database with generated films, and users who may not do all."""
    with new_database(postgres) as server:
        asyncio.run(fill_postgres(server, lambda: generate_films(_FILMS, persons=500)))
        with psycopg.connect(server, autocommit=True) as connection:
            for user in ("nothing", "no_people", "hurried", "secretive"):
                connection.execute(f"CREATE ROLE {user} LOGIN PASSWORD 'right'".encode())
            connection.execute("GRANT USAGE ON SCHEMA content TO no_people, hurried")
            connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA content TO no_people, hurried")
            connection.execute("REVOKE SELECT ON content.person FROM no_people")
            connection.execute("ALTER ROLE hurried SET statement_timeout = '1ms'")
        yield server
        with psycopg.connect(server, autocommit=True) as connection:
            for user in ("nothing", "no_people", "hurried", "secretive"):
                connection.execute(f"DROP OWNED BY {user}; DROP ROLE {user}".encode())


@pytest_asyncio.fixture
async def client(tmp_path: Path) -> AsyncIterator[AsyncElasticsearch]:
    """An engine that serves the sample."""
    async with connect(f"embedded:{tmp_path / 'catalogue'}", timeout_s=60) as engine:
        await load_sample(engine, stream=io.StringIO())
        yield engine


async def fails(client: AsyncElasticsearch, url: str, folder: Path, *command: str) -> str:
    """The one line that a load says which fails and leaves what was served."""
    served = await served_indices(client, "movies")
    ended = await asyncio.to_thread(run_etl, url, folder, *command)

    assert ended.returncode == 1, ended.stderr
    assert await served_indices(client, "movies") == served
    assert await count_documents(client, "movies") > 500
    assert "Traceback" not in ended.stderr
    lines = ended.stderr.splitlines()
    assert sum(line.startswith("etl: ") for line in lines) == 1
    return lines[-1]


def run_etl(url: str, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {"POSTGRES_URL": url, "ELASTICSEARCH_URL": f"embedded:{folder / 'catalogue'}"}
    return subprocess.run(
        [sys.executable, "-m", "etl", *(command or ("load",))],
        cwd=ROOT,
        env=os.environ | environment | {"ETL_REJECTS": str(folder / "rejects")},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )


def ask_for_password(url: str, user: str) -> None:
    """Let the server ask this user for a password, which it does not do of others."""
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute("SHOW hba_file").fetchone()
        assert row is not None
        rules = Path(row[0])
        asked = f"local all {user} scram-sha-256\nhost all {user} all scram-sha-256\n"
        rules.write_text(asked + rules.read_text(encoding="utf-8"), encoding="utf-8")
        connection.execute("SELECT pg_reload_conf()")
    deadline_s = time.monotonic() + _RELOAD_LIMIT_S
    while admits(make_conninfo(url, user=user, password=_WRONG)):
        assert time.monotonic() < deadline_s
        time.sleep(0.05)


def admits(url: str) -> bool:
    """Whether the server lets in the user of this URL."""
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"dbname": "nowhere"}, 'database "nowhere" does not exist'),
        ({"user": "nobody_here"}, 'role "nobody_here" does not exist'),
        ({"host": "nowhere.invalid"}, "nowhere.invalid"),
        ({"host": "127.0.0.1", "port": "1"}, "Connection refused"),
    ],
)
async def test_what_cannot_be_connected_to_is_told_with_what_to_check(
    url: str, client: AsyncElasticsearch, tmp_path: Path, parts: dict[str, str], said: str
) -> None:
    line = await fails(client, make_conninfo(url, **parts), tmp_path)

    assert line.startswith("etl: cannot connect to PostgreSQL: ")
    assert said in line
    assert "check host, port, user, password and database in POSTGRES_URL; movies answers from movies-" in line


@pytest.mark.parametrize(
    "wrong",
    [
        "hush-hush",
        "mysql://user:hush-hush@127.0.0.1/films",
        "postgresql://user:hush%zz-hush@127.0.0.1/films",
        "postgresql://user:hush/hush@127.0.0.1/films",
        "postgresql://user:hu@sh-hush@127.0.0.1/films",
    ],
)
@pytest.mark.parametrize("command", ["load", "inspect", "fill-postgres"])
def test_a_url_of_another_form_is_told_without_its_password(
    command: str, wrong: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("POSTGRES_URL", wrong)
    monkeypatch.setenv("ELASTICSEARCH_URL", f"embedded:{tmp_path}")

    assert main([command]) == 2
    said = capsys.readouterr().err
    assert said.startswith("etl: POSTGRES_URL is not a PostgreSQL URL; it must be postgresql://user:password@host:port")
    assert "hush" not in said
    assert said.count("\n") == 1


async def test_a_wrong_password_is_told_and_never_shown(url: str, client: AsyncElasticsearch, tmp_path: Path) -> None:
    if "POSTGRES_TEST_URL" in os.environ:
        leave_out("a wrong password: the server of POSTGRES_TEST_URL decides itself who needs one")
    ask_for_password(url, "secretive")
    line = await fails(client, make_conninfo(url, user="secretive", password=_WRONG), tmp_path)

    assert 'password authentication failed for user "secretive"' in line
    assert "check host, port, user, password and database in POSTGRES_URL" in line
    assert _WRONG not in line


async def test_tables_that_may_not_be_read_are_named_with_the_right_to_give(
    url: str, client: AsyncElasticsearch, tmp_path: Path
) -> None:
    line = await fails(client, make_conninfo(url, user="no_people"), tmp_path)

    assert "no right to read content.person; its owner can give it: " in line
    assert "GRANT SELECT ON content.person TO " in line
    assert "content.film_work" not in line
    assert "mapping file" not in line


async def test_a_user_without_any_right_is_told_of_every_table(
    url: str, client: AsyncElasticsearch, tmp_path: Path
) -> None:
    line = await fails(client, make_conninfo(url, user="nothing"), tmp_path, "load", "--source", "postgres")

    for table in ("film_work", "genre", "person", "genre_film_work", "person_film_work"):
        assert f"no right to read content.{table};" in line


async def test_a_statement_that_is_cancelled_is_told_with_the_remedy(
    url: str, client: AsyncElasticsearch, tmp_path: Path
) -> None:
    line = await fails(client, make_conninfo(url, user="hurried"), tmp_path)

    # a time limit that is reached as a statement ends hits the next one, where PostgreSQL no more knows that it was one
    assert re.match(
        "etl: PostgreSQL: canceling statement due to (statement timeout|user request); raise statement_timeout", line
    )


@pytest.fixture
def _small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches so small that a load is still reading when it is disturbed, and no waiting."""
    monkeypatch.setattr("etl.sources.postgres.FETCHED_ROWS", 50)
    monkeypatch.setattr(films, "RESTART_DELAYS_S", (0.0, 0.1, 0.1))
    monkeypatch.setattr("etl.load.REMOVAL_DELAY_S", 0.0)


async def load_disturbed(client: AsyncElasticsearch, url: str, folder: Path, times: int) -> None:
    """Load while the connection is cut `times` times, each time after the films have begun to come."""
    request = SourceRequest(Settings(postgres_url=url, etl_rejects=str(folder / "rejects")))
    loading = asyncio.create_task(load_source(client, SOURCES["postgres"], request, stream=io.StringIO()))
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        cut: set[int] = set()
        while len(cut) < times and not loading.done():
            cursor = await connection.execute(
                "SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE query LIKE 'FETCH%%' AND pid <> pg_backend_pid() AND NOT pid = ANY(%s)",
                [list(cut)],
            )
            cut |= {pid for pid, _ in await cursor.fetchall()}
            await asyncio.sleep(0.01)
    await loading


@pytest.mark.usefixtures("_small_steps")
async def test_a_load_whose_connection_is_lost_begins_anew_and_says_so(
    url: str, client: AsyncElasticsearch, tmp_path: Path
) -> None:
    with structlog.testing.capture_logs() as log:
        await load_disturbed(client, url, tmp_path, times=2)

    assert await count_documents(client, "movies") == _FILMS
    assert [line["event"] for line in log] == ["the load begins anew"] * 2
    assert "the connection to PostgreSQL was lost: " in log[0]["reason"]


@pytest.mark.usefixtures("_small_steps")
async def test_a_cursor_whose_connection_is_lost_before_it_is_closed_does_not_stay_open(url: str) -> None:
    async with open_postgres(url) as database:
        rows = database.batches("SELECT pg_backend_pid() FROM generate_series(1, 200)")
        ((backend,), *_) = await anext(rows)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("SELECT pg_terminate_backend(%s, 10000)", [backend])

        with pytest.raises(SourceLostError, match="the connection to PostgreSQL was lost"):
            await rows.aclose()
        del rows
        gc.collect()


@pytest.mark.usefixtures("_small_steps")
async def test_a_server_that_is_not_back_at_once_is_waited_for_only_after_it_was_lost(
    client: AsyncElasticsearch,
) -> None:
    failures: list[SourceError] = []

    @asynccontextmanager
    async def open_source(_: SourceRequest) -> AsyncIterator[OpenSource]:
        if failures:
            raise failures.pop(0)
        yield OpenSource(list(generate_films(3, persons=10)), 3)

    async def load() -> None:
        source = Source("flaky", "one that fails", open_source)
        await load_source(client, source, SourceRequest(), stream=io.StringIO())

    failures[:] = [SourceUnreachableError("never there")]
    with pytest.raises(SourceUnreachableError, match="never there"):
        await load()
    failures[:] = [SourceLostError("gone"), SourceUnreachableError("not back"), SourceUnreachableError("not back")]
    with structlog.testing.capture_logs() as log:
        await load()
    assert [line["reason"] for line in log] == ["gone", "not back", "not back"]
    assert await count_documents(client, "movies") == 3


@pytest.mark.usefixtures("_small_steps")
async def test_a_load_begins_anew_three_times_at_most(url: str, client: AsyncElasticsearch, tmp_path: Path) -> None:
    served = await served_indices(client, "movies")
    with (
        structlog.testing.capture_logs() as log,
        pytest.raises(SourceLostError, match="the connection to PostgreSQL was lost"),
    ):
        await load_disturbed(client, url, tmp_path, times=4)

    assert len(log) == 3
    assert await served_indices(client, "movies") == served
