"""Full loads into both engines: what is served before, while and after, and what the command line says."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from elasticsearch import AsyncElasticsearch

from catalogue import engine
from catalogue.documents import DOCUMENTS, FilmDocument, index_alias
from catalogue.model import Film
from etl.engine_requests import served_indices
from etl.errors import EngineRequestError, RefusedItemsError, SourceError
from etl.films import load_films
from etl.index_names import body_hash
from etl.sources.generator import generate_films
from etl.sources.sample import read_sample
from tests.fixtures.catalogues import load_sample
from tests.fixtures.engine_processes import engine_processes

ROOT = Path(__file__).parents[2]
COMMAND_LIMIT_S = 120


@pytest.fixture(autouse=True)
def _no_delay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loads of this process remove at once what they replaced: no search is under way in it."""
    monkeypatch.setattr("etl.load.REMOVAL_DELAY_S", 0.0)


@pytest.fixture(params=["elasticsearch", "embedded"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "embedded":
        return f"embedded:{tmp_path / 'catalogue'}"
    return str(request.getfixturevalue("elasticsearch_url"))


@pytest_asyncio.fixture
async def client(url: str) -> AsyncIterator[AsyncElasticsearch]:
    async with engine.connect(url, timeout_s=30) as connected:
        yield connected
        for alias in ("movies", "genres", "persons"):
            for index in await served_indices(connected, alias):
                await connected.indices.delete(index=index)


def run_etl(url: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "etl", *arguments],
        cwd=ROOT,
        env=os.environ | environment | {"ELASTICSEARCH_URL": url},
        capture_output=True,
        text=True,
        timeout=COMMAND_LIMIT_S,
        check=False,
    )


async def film_ids(client: AsyncElasticsearch) -> set[str]:
    answer = await client.search(index="movies", size=2_000, source=False)
    return {hit["_id"] for hit in answer["hits"]["hits"]}


async def unserved_indices(client: AsyncElasticsearch) -> set[str]:
    return set(await client.indices.get(index="movies-*")) - set(await served_indices(client, "movies"))


async def unending(count: int, came: asyncio.Event) -> AsyncIterator[Film]:
    """`count` films, and then nothing, but no end."""
    for film in generate_films(count, persons=100):
        yield film
    came.set()
    await asyncio.Event().wait()


async def test_the_command_loads_the_sample_and_says_so(url: str, client: AsyncElasticsearch) -> None:
    sample = read_sample()
    command = await asyncio.to_thread(run_etl, url, "load")
    (index,) = await served_indices(client, "movies")
    assert (command.returncode, command.stdout) == (0, "")
    assert command.stderr.startswith(f"loaded {len(sample):,} movies into {index} in ")
    assert [line.split()[2] for line in command.stderr.splitlines()] == ["movies", "genres", "persons"]
    assert index.startswith(f"movies-{body_hash(FilmDocument)}-")
    assert await film_ids(client) == {str(film.id) for film in sample}


async def test_a_second_load_replaces_the_first(client: AsyncElasticsearch, quiet: Any) -> None:
    first = (await load_sample(client, stream=quiet))[0]
    ids = await film_ids(client)
    second = (await load_sample(client, stream=quiet))[0]
    assert (first.replaced, second.replaced) == ((), (first.index,))
    assert await served_indices(client, "movies") == (second.index,)
    assert not await client.indices.exists(index=first.index)
    assert await film_ids(client) == ids


async def test_each_shard_is_merged_into_one_segment_in_the_end(
    elasticsearch_url: str, quiet: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.bulk.BULK_DOCUMENTS", 100)

    async def films(client: AsyncElasticsearch) -> AsyncIterator[Film]:
        """Refreshes make segments of the bulks that have arrived."""
        for number, film in enumerate(generate_films(2_000, persons=100), 1):
            yield film
            if number % 500 == 0:
                await client.indices.refresh(index="movies-*")

    async with engine.connect(elasticsearch_url, timeout_s=30) as client:
        loaded = await load_films(client, films(client), total=2_000, stream=quiet)

        async def is_merged() -> bool:
            shown = (await client.indices.segments(index=loaded[0].index))["indices"][loaded[0].index]
            return all(len(copy["segments"]) == 1 for copies in shown["shards"].values() for copy in copies)

        async with asyncio.timeout(60):
            while not await is_merged():  # noqa: ASYNC110 - the engine merges by itself
                await asyncio.sleep(0.05)
        for new in loaded:
            await client.indices.delete(index=new.index)


async def test_a_document_holds_what_the_row_says(client: AsyncElasticsearch, quiet: Any) -> None:
    film = next(film for film in read_sample() if film.release_date is not None and len(film.actors) > 2)
    await load_sample(client, stream=quiet)
    document = (await client.get(index="movies", id=str(film.id), realtime=False))["_source"]
    assert document["title"] == film.title
    assert document["release_date"] == str(film.release_date)
    assert [person["full_name"] for person in document["actors"]] == [person.full_name for person in film.actors]
    assert document["modified"] == "2026-11-01T00:00:00Z"


async def test_a_search_never_meets_an_empty_catalogue(url: str, client: AsyncElasticsearch, quiet: Any) -> None:
    sample = (await load_sample(client, stream=quiet))[0]
    arguments = ("load", "--source", "generator", "--films", "3000")
    loading = asyncio.create_task(asyncio.to_thread(run_etl, url, *arguments))
    seen = set()
    while not loading.done():
        answer = await client.search(index="movies", size=0, track_total_hits=True)
        seen.add(answer["hits"]["total"]["value"])
    assert (await loading).returncode == 0
    assert seen <= {sample.documents, 3_000}
    assert sample.documents in seen


async def test_a_cancelled_load_leaves_what_was_served(client: AsyncElasticsearch, quiet: Any) -> None:
    served = (await load_sample(client, stream=quiet))[0]
    came = asyncio.Event()
    loading = asyncio.create_task(load_films(client, unending(5_000, came), total=None, stream=quiet))
    await came.wait()
    loading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await loading
    assert await served_indices(client, "movies") == (served.index,)
    assert await unserved_indices(client) == set()
    assert len(await film_ids(client)) == served.documents


async def test_a_refused_film_leaves_what_was_served(client: AsyncElasticsearch, quiet: Any) -> None:
    served = (await load_sample(client, stream=quiet))[0]
    films = list(generate_films(1_500, persons=100))
    films[1_200] = films[1_200]._replace(votes=2**40)
    with pytest.raises(RefusedItemsError) as refused:
        await load_films(client, films, total=None, stream=quiet)
    assert [item.id for item in refused.value.items] == [str(films[1_200].id)]
    assert await served_indices(client, "movies") == (served.index,)
    assert await unserved_indices(client) == set()


async def test_films_that_share_an_id_are_not_served(client: AsyncElasticsearch, quiet: Any) -> None:
    (film,) = generate_films(1, persons=100)
    with pytest.raises(EngineRequestError, match="2 documents were sent and 1 arrived"):
        await load_films(client, [film, film], total=None, stream=quiet)
    assert await served_indices(client, "movies") == ()
    assert await unserved_indices(client) == set()


async def test_a_source_without_films_is_not_served(client: AsyncElasticsearch, quiet: Any) -> None:
    remedy = "fill it, or name another by --source or POSTGRES_URL"
    with pytest.raises(SourceError, match=f"^The source has no films, so nothing was loaded; {remedy}$"):
        await load_films(client, [], total=0, stream=quiet)
    assert await served_indices(client, "movies") == ()

    served = (await load_films(client, list(generate_films(3, persons=100)), total=3, stream=quiet))[0]
    with pytest.raises(SourceError, match=f"^The source has no films, so the 3 films now served were kept; {remedy}$"):
        await load_films(client, [], total=0, stream=quiet)
    assert await served_indices(client, "movies") == (served.index,)
    assert await unserved_indices(client) == set()
    assert len(await film_ids(client)) == 3


async def test_an_index_in_the_place_of_the_alias_is_left_alone(url: str, client: AsyncElasticsearch) -> None:
    await client.indices.create(index="movies", **FilmDocument._index.to_dict())
    command = await asyncio.to_thread(run_etl, url, "load")
    assert command.returncode == 1
    assert command.stderr.startswith("etl: 'movies' must be an alias but is an index. Copy its documents")
    assert await served_indices(client, "movies") == ("movies",)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_stops_a_load_in_good_order(
    url: str, client: AsyncElasticsearch, quiet: Any, number: signal.Signals
) -> None:
    served = (await load_sample(client, stream=quiet))[0]
    process = await start_endless_load(url)
    await until_an_index_is_being_built(client)
    process.send_signal(number)
    _, said = await process.communicate()
    assert process.returncode == 128 + number
    assert said.decode().splitlines()[-1] == f"etl: stopped; movies answers from {served.index}"
    assert await unserved_indices(client) == set()


async def test_a_killed_load_leaves_what_was_served(url: str, client: AsyncElasticsearch, quiet: Any) -> None:
    served = (await load_sample(client, stream=quiet))[0]
    process = await start_endless_load(url)
    await until_an_index_is_being_built(client)
    process.kill()
    await process.communicate()
    assert await served_indices(client, "movies") == (served.index,)
    assert len(await film_ids(client)) == served.documents
    again = (await load_sample(client, stream=quiet))[0]
    assert await served_indices(client, "movies") == (again.index,)
    for index in await unserved_indices(client):
        await client.indices.delete(index=index)


async def test_an_embedded_engine_that_dies_ends_a_load_with_one_line(tmp_path: Path, quiet: Any) -> None:
    url = f"embedded:{tmp_path / 'catalogue'}"
    async with engine.connect(url, timeout_s=30) as client:
        served = (await load_sample(client, stream=quiet))[0]
        process = await start_endless_load(url)
        await until_an_index_is_being_built(client)
        (its_engine,) = engine_processes(process.pid)
        os.kill(its_engine, signal.SIGKILL)
        _, said = await process.communicate()
        assert process.returncode == 1
        assert said.decode().splitlines()[-1] == (
            "etl: the engine does not answer: the process of the embedded engine was ended by SIGKILL "
            f"(at {url}); what was served has not changed"
        )
        assert await served_indices(client, "movies") == (served.index,)


async def test_indices_are_shown_and_loaded_again_only_for_another_mapping(
    url: str, client: AsyncElasticsearch, quiet: Any
) -> None:
    loaded = await load_sample(client, stream=quiet)

    unchanged = await asyncio.to_thread(run_etl, url, "indices", "--migrate", "--source", "sample")
    await _serve_older_mapping(client, replacing=loaded[0].index)
    shown = await asyncio.to_thread(run_etl, url, "indices")
    migrated = await asyncio.to_thread(run_etl, url, "indices", "--migrate", "--source", "sample")

    assert (unchanged.returncode, unchanged.stderr) == (0, "")
    rows = [line.split() for line in unchanged.stdout.splitlines()]
    assert rows == sorted([[new.index, f"{new.documents:,}", "served"] for new in loaded], key=_place_of_alias)
    assert "served, made by another version's mapping" in shown.stdout
    assert migrated.stderr.startswith("No index of this version serves these: movies. Loading.")
    assert len(await film_ids(client)) == loaded[0].documents
    (index,) = await served_indices(client, "movies")
    assert index.startswith(f"movies-{body_hash(FilmDocument)}-")


async def test_unserved_indices_of_loads_go_where_asked_for_and_no_others(
    url: str, client: AsyncElasticsearch, quiet: Any
) -> None:
    loaded = await load_sample(client, stream=quiet)
    left, kept = (f"movies-0123456789ab-20200101t000000z-{digits}" for digits in ("00ff", "00fe"))
    others = {"movies-archive-2020", "movies-0123456789ab-20200101t000000z-00ff-copy", kept}
    for index in (left, *others):
        await client.indices.create(index=index, **FilmDocument._index.to_dict())
    await client.indices.update_aliases(actions=[{"add": {"index": kept, "alias": "movies-before"}}])

    shown = await asyncio.to_thread(run_etl, url, "indices")
    removed = await asyncio.to_thread(run_etl, url, "indices", "--remove-unserved")

    assert [line.split()[0] for line in shown.stdout.splitlines()] == [left, *(new.index for new in loaded)]
    assert removed.stderr == f"removed {left}\n"
    assert await unserved_indices(client) == others
    assert await served_indices(client, "movies") == (loaded[0].index,)
    for index in others:
        await client.indices.delete(index=index)


async def test_without_any_index_the_command_to_load_is_named(url: str, client: AsyncElasticsearch) -> None:
    command = await asyncio.to_thread(run_etl, url, "indices")

    assert (command.returncode, command.stdout) == (0, "no index yet: python -m etl load\n")


def _place_of_alias(row: list[str]) -> int:
    return [index_alias(document) for document in DOCUMENTS].index(row[0].split("-")[0])


async def _serve_older_mapping(client: AsyncElasticsearch, *, replacing: str) -> None:
    older = "movies-000000000000-20200101t000000z-0000"
    await client.indices.create(index=older, mappings={"dynamic": "strict", "properties": {"id": {"type": "keyword"}}})
    await client.indices.update_aliases(
        actions=[
            {"add": {"index": older, "alias": "movies"}},
            {"remove_index": {"index": replacing}},
        ]
    )


async def start_endless_load(url: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "etl", "load", "--source", "generator", "--films", "10000000"),
        cwd=ROOT,
        env=os.environ | {"ELASTICSEARCH_URL": url},
        stderr=asyncio.subprocess.PIPE,
    )


async def until_an_index_is_being_built(client: AsyncElasticsearch) -> None:
    async with asyncio.timeout(60):
        while not await unserved_indices(client):  # noqa: ASYNC110 - it is another process that makes it
            await asyncio.sleep(0.05)
    await asyncio.sleep(0.5)


@pytest.mark.parametrize(
    ("url", "status", "said"),
    [
        ("http://u:secret@127.0.0.1:9", 1, "etl: the engine does not answer: "),
        (
            "u:secret@localhost",
            2,
            "etl: ELASTICSEARCH_URL: must be http(s)://host:port or embedded:<folder>, not localhost",
        ),
        (
            "http://u:secret@localhost",
            2,
            "etl: ELASTICSEARCH_URL: must be http(s)://host:port or embedded:<folder>, not ",
        ),
        ("embedded:/dev/null/catalogue", 1, "etl: cannot write to /dev/null/catalogue: Not a directory"),
    ],
)
def test_an_engine_that_cannot_be_reached_is_told_in_a_line(url: str, status: int, said: str) -> None:
    command = run_etl(url, "load")
    assert (command.returncode, command.stdout) == (status, "")
    assert command.stderr.startswith(said)
    assert command.stderr.count("\n") == 1
    assert "secret" not in command.stderr


def test_a_wrong_setting_is_told_in_a_line() -> None:
    command = run_etl("http://127.0.0.1:9", "load", ELASTICSEARCH_TIMEOUT_S="soon")
    assert (command.returncode, command.stdout) == (2, "")
    assert command.stderr.startswith("etl: ELASTICSEARCH_TIMEOUT_S: Input should be a valid number")
    assert command.stderr.count("\n") == 1


def test_generator_options_without_the_generator_are_refused() -> None:
    command = run_etl("http://127.0.0.1:9", "load", "--films", "5")
    assert command.returncode == 2
    assert "--films goes with --source generator" in command.stderr


@pytest.mark.parametrize("count", ["abc", "-1", "1.5"])
def test_an_invalid_count_is_refused_with_the_allowed_values(count: str) -> None:
    command = run_etl("http://127.0.0.1:9", "load", "--source", "generator", f"--films={count}")
    assert command.returncode == 2
    assert f"argument --films: must be a whole number, 0 or more, not '{count}'" in command.stderr


@pytest.mark.parametrize("arguments", [["--migrate"], ["--source", "generator"]])
def test_a_migration_names_its_source(arguments: list[str]) -> None:
    command = run_etl("http://127.0.0.1:9", "indices", *arguments)
    assert command.returncode == 2
    assert "--migrate goes with --source, one of sample, generator, postgres, sqlite" in command.stderr


@pytest.fixture
def quiet() -> Iterator[Any]:
    with Path(os.devnull).open("w") as stream:
        yield stream
