"""The token tells one load from the next, on each engine."""

import asyncio
from collections.abc import Callable

from elasticsearch import AsyncElasticsearch

from catalogue.engine import connect
from movies.cache.catalogue_version import IndexTokens
from tests.fixtures.indices import create_films

NewName = Callable[[str], str]

# Longer than a token is trusted.
_SOON_S = 30.0


async def load(engine: AsyncElasticsearch, index: str, alias: str, *, old: str | None = None) -> None:
    """Make an index, and let the alias stand for it in place of the old one."""
    await create_films(engine, index)
    remove = [{"remove_index": {"index": old}}] if old else []
    await engine.indices.update_aliases(actions=[*remove, {"add": {"index": index, "alias": alias}}])


async def read(tokens: IndexTokens) -> str | None:
    await tokens.read()
    return tokens.current


async def test_a_load_changes_the_token_and_nothing_else_does(engine: AsyncElasticsearch, new_name: NewName) -> None:
    movies, genres = new_name("movies"), new_name("genres")
    await load(engine, new_name("1"), movies)
    await load(engine, new_name("2"), genres)
    tokens = IndexTokens(engine, [movies, genres])
    first = await read(tokens)
    assert first is not None
    await create_films(engine, new_name("3"))
    assert await read(tokens) == first
    await load(engine, new_name("4"), movies, old=new_name("1"))

    assert await read(tokens) not in (None, first)


async def test_an_alias_that_is_missing_hides_no_other(engine: AsyncElasticsearch, new_name: NewName) -> None:
    movies, genres = new_name("movies"), new_name("genres")
    tokens = IndexTokens(engine, [movies, genres])
    nothing = await read(tokens)
    await load(engine, new_name("1"), movies)
    first = await read(tokens)
    await load(engine, new_name("2"), movies, old=new_name("1"))
    second = await read(tokens)
    await load(engine, new_name("3"), genres)
    both = await read(tokens)

    assert nothing is None
    assert len({nothing, first, second, both}) == 4


async def test_a_token_is_trusted_only_for_a_while(engine: AsyncElasticsearch, new_name: NewName) -> None:
    await load(engine, new_name("1"), new_name("movies"))
    tokens = IndexTokens(engine, [new_name("movies")])
    assert await read(tokens) is not None

    async with asyncio.timeout(_SOON_S):
        while tokens.current is not None:  # noqa: ASYNC110  # time alone makes it old
            await asyncio.sleep(0.1)


async def test_an_engine_that_does_not_answer_has_no_token() -> None:
    async with connect("http://127.0.0.1:1", timeout_s=_SOON_S) as engine:
        assert await read(IndexTokens(engine, ["movies"])) is None
