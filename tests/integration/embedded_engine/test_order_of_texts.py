"""The order by texts that begin alike equals Python's, from any place on and after any document."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from itertools import product
from pathlib import Path
from typing import Any
from unittest.mock import patch

from elasticsearch import AsyncElasticsearch
from hypothesis import given, settings
from hypothesis import strategies as st

from embedded_engine.storage.fields import order_prefix, order_word

from .conftest import connect, load

# A keyword as it is written, inside an object.
FIELD = "genres.id"

# The first eight bytes of some end inside a character.
beginnings = st.sampled_from(["", "ab", "abcdefgh", "The Last ", "Последний ", "日本語の", "a😀😀"])
ends = st.text("aB \0éяа語\U0001f600", max_size=4)
# Texts are compared by eight bytes first, short ones with zeros after them.
zeros = st.integers(0, 9).map(lambda count: "ab" + "\0" * count)
texts = zeros | st.builds(str.__add__, beginnings, ends)


def texts_with(common: str) -> st.SearchStrategy[str]:
    """Texts that begin with this, and a few others."""
    return ends.map(common.__add__) | texts


def films_of(common: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Films with and without a text."""
    genre = st.fixed_dictionaries({"id": texts_with(common)})
    film = st.fixed_dictionaries({"votes": st.integers(0, 1)}, optional={"genres": genre})
    return st.lists(film, min_size=10, max_size=40)


@given(beginnings.flatmap(lambda common: st.lists(texts_with(common), min_size=5)))
def test_texts_that_are_equal_in_their_first_bytes_have_a_prefix_in_common(given_texts: list[str]) -> None:
    for one, other in product(given_texts, repeat=2):
        if order_word(one) == order_word(other):
            assert other.startswith(order_prefix(one))


@settings(max_examples=60)
@given(beginnings.flatmap(films_of), st.data(), st.sampled_from(["asc", "desc"]), st.integers(1, 9))
def test_pages_by_texts_that_begin_alike_are_parts_of_the_sorted_list(
    bodies: list[dict[str, Any]], data: st.DataObject, way: str, size: int
) -> None:
    films = [{**body, "id": f"{number:03}"} for number, body in enumerate(bodies)]
    older = data.draw(st.lists(texts, max_size=len(films)), "older texts")
    is_filtered = data.draw(st.booleans(), "is filtered")
    skip = data.draw(st.integers(0, len(films)), "skip")
    expected = _sorted([film for film in films if not (is_filtered and film["votes"])], way)
    body = {
        "query": {"term": {"votes": 0}} if is_filtered else {"match_all": {}},
        "sort": [{FIELD: way}, {"votes": "desc"}, "id"],
        "size": size,
    }

    async def check(client: AsyncElasticsearch) -> None:
        replaced = [{**film, "genres": {"id": text}} for film, text in zip(films, older, strict=False)]
        await load(client, replaced + films[len(older) :])
        operations = [line for film in films[: len(older)] for line in ({"index": {"_id": film["id"]}}, film)]
        if operations:
            await client.bulk(index="films", operations=operations, refresh=True)
        page = await _hits(client, {**body, "from": skip})
        assert [hit["_id"] for hit in page] == expected[skip : skip + size]
        walked: list[dict[str, Any]] = []
        while page := await _hits(client, {**body, "search_after": walked[-1]["sort"]} if walked else body):
            walked += page
        assert [hit["_id"] for hit in walked] == expected

    listed, read = data.draw(st.integers(1, 9), "listed"), data.draw(st.integers(1, 5), "read")
    with (
        patch("embedded_engine.search.tied_texts._LISTED", listed),
        patch("embedded_engine.search.ordering._TEXTS_READ", read),
        tempfile.TemporaryDirectory() as folder,
    ):
        asyncio.run(_with_client(folder, check))


async def _with_client(folder: str, use: Callable[[AsyncElasticsearch], Awaitable[None]]) -> None:
    async with connect(Path(folder)) as client:
        await use(client)


async def _hits(client: AsyncElasticsearch, body: dict[str, Any]) -> list[dict[str, Any]]:
    answer = await client.search(index="films", body=body)
    hits: list[dict[str, Any]] = answer["hits"]["hits"]
    return hits


def _sorted(films: list[dict[str, Any]], way: str) -> list[str]:
    """Ids by text, then by votes downwards and by id; films without a text last."""
    by_rest = sorted(films, key=lambda film: (-film["votes"], film["id"]))
    known = sorted(
        (film for film in by_rest if "genres" in film), key=lambda film: film["genres"]["id"], reverse=way == "desc"
    )
    return [film["id"] for film in known + [film for film in by_rest if "genres" not in film]]
