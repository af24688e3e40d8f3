"""The catalogue version tells one load from the next, on each engine."""

import asyncio
from collections.abc import Callable

from elasticsearch import AsyncElasticsearch

from catalogue.engine import connect
from movies.cache.catalogue_version import CatalogueVersion
from tests.fixtures.indices import create_films

NewName = Callable[[str], str]

# Longer than a version is trusted.
_SOON_S = 30.0


async def load(engine: AsyncElasticsearch, index: str, alias: str, *, old: str | None = None) -> None:
    """Make an index, and let the alias stand for it in place of the old one."""
    await create_films(engine, index)
    remove = [{"remove_index": {"index": old}}] if old else []
    await engine.indices.update_aliases(actions=[*remove, {"add": {"index": index, "alias": alias}}])


async def read(version: CatalogueVersion) -> str | None:
    await version.read()
    return version.current


async def test_a_load_changes_the_version_and_nothing_else_does(engine: AsyncElasticsearch, new_name: NewName) -> None:
    movies, genres = new_name("movies"), new_name("genres")
    await load(engine, new_name("1"), movies)
    await load(engine, new_name("2"), genres)
    version = CatalogueVersion(engine, [movies, genres])
    first = await read(version)
    assert first is not None
    await create_films(engine, new_name("3"))
    assert await read(version) == first
    await load(engine, new_name("4"), movies, old=new_name("1"))

    assert await read(version) not in (None, first)


async def test_an_alias_that_is_missing_hides_no_other(engine: AsyncElasticsearch, new_name: NewName) -> None:
    movies, genres = new_name("movies"), new_name("genres")
    version = CatalogueVersion(engine, [movies, genres])
    nothing = await read(version)
    await load(engine, new_name("1"), movies)
    first = await read(version)
    await load(engine, new_name("2"), movies, old=new_name("1"))
    second = await read(version)
    await load(engine, new_name("3"), genres)
    both = await read(version)

    assert nothing is None
    assert len({nothing, first, second, both}) == 4


async def test_a_version_is_trusted_only_for_a_while(engine: AsyncElasticsearch, new_name: NewName) -> None:
    await load(engine, new_name("1"), new_name("movies"))
    version = CatalogueVersion(engine, [new_name("movies")])
    assert await read(version) is not None

    async with asyncio.timeout(_SOON_S):
        while version.current is not None:  # noqa: ASYNC110  # time alone makes it old
            await asyncio.sleep(0.1)


async def test_an_engine_that_does_not_answer_has_no_version() -> None:
    async with connect("http://127.0.0.1:1", timeout_s=_SOON_S) as engine:
        assert await read(CatalogueVersion(engine, ["movies"])) is None
