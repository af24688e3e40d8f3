"""The README of search_queries, followed from the index to the answer, on each engine."""

from collections.abc import AsyncIterator
from typing import Any

import pytest_asyncio
from elasticsearch import AsyncElasticsearch

from tests.fixtures.indices import delete_all
from tests.fixtures.readme import run_block

_BOOKS = (
    ("dune", "Dune", ["Frank Herbert"], "novel", 9.5),
    ("messiah", "Dune Messiah", ["Frank Herbert"], "novel", 7.0),
    ("waste", "The Waste Land", ["T. S. Eliot"], "Poetry", None),
)


@pytest_asyncio.fixture
async def readme(engine: AsyncElasticsearch) -> AsyncIterator[dict[str, Any]]:
    """What the page defines, its index filled as it says."""
    names = run_block("async def answer(", run_block("def book_document(", run_block("class BookSearch(")))
    await names["BookDocument"].init(using=engine)
    operations: list[dict[str, Any]] = []
    for book_id, title, authors, genre, price in _BOOKS:
        book = names["book_document"](book_id, title, authors) | {"genre": genre, "price": price}
        operations += ({"index": {"_id": book_id}}, book)
    assert not (await engine.bulk(index="books", operations=operations, refresh=True))["errors"]
    yield names
    await delete_all(engine, "books")


async def test_a_request_is_answered_as_the_page_says(engine: AsyncElasticsearch, readme: dict[str, Any]) -> None:
    found = await readme["answer"](engine, b"query=dune&facets=genre")

    assert [book["id"] for book in found["items"]] == ["dune", "messiah"]
    assert (found["total"], found["is_closest"], found["next"]) == (2, False, None)
    assert [(bucket.value, bucket.count) for bucket in found["facets"]["genre"]] == [("novel", 2)]
    assert (await readme["answer"](engine, b"query=eliott wast"))["is_closest"]


async def test_the_pages_of_the_page_are_walked(engine: AsyncElasticsearch, readme: dict[str, Any]) -> None:
    walked, link = [], "?page_size=1&sort=-price"
    while link:
        found = await readme["answer"](engine, link.removeprefix("?").encode())
        walked += [book["id"] for book in found["items"]]
        link = found["next"]

    assert walked == ["dune", "messiah", "waste"]


async def test_suggestions_are_narrowed_as_the_page_says(engine: AsyncElasticsearch, readme: dict[str, Any]) -> None:
    poems = run_block("poems = ", readme)["poems"]
    novels = readme["BookSuggest"].parse(b"query=the%20wa").build().filter("term", genre="novel")

    assert [hit.meta.id for hit in await poems.using(engine).execute()] == ["waste"]
    assert [hit.meta.id for hit in await novels.using(engine).execute()] == []


async def test_suggestions_and_what_is_like_a_book_are_asked_for_as_declared(
    engine: AsyncElasticsearch, readme: dict[str, Any]
) -> None:
    suggested = await readme["BookSuggest"].parse(b"query=dune%20m").build().using(engine).execute()

    assert next(iter(suggested)).meta.id == "messiah"
    assert [book["id"] for book in await readme["like"](engine, "dune")] == ["messiah"]
