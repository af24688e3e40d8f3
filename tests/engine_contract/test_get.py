"""One document by its id, as it was at the last refresh."""

from typing import Any

import pytest
from elasticsearch import AsyncElasticsearch, NotFoundError

from tests.fixtures.films import FILMS, film

DUNE = film("dune", "Dune", genres=["Sci-Fi"])


async def write(engine: AsyncElasticsearch, index: str, document: dict[str, Any]) -> None:
    answer = await engine.bulk(index=index, operations=[{"index": {"_id": document["id"]}}, document])
    assert not answer["errors"]


async def test_a_document_is_found_after_a_refresh(engine: AsyncElasticsearch, empty_index: str) -> None:
    await write(engine, empty_index, DUNE)
    with pytest.raises(NotFoundError) as before:
        await engine.get(index=empty_index, id="dune", realtime=False)
    await engine.indices.refresh(index=empty_index)
    after = await engine.get(index=empty_index, id="dune", realtime=False)

    assert before.value.body == {"_index": empty_index, "_id": "dune", "found": False}
    assert (after["_index"], after["_id"], after["found"], after["_source"]) == (empty_index, "dune", True, DUNE)


async def test_a_replacement_is_found_after_a_refresh(engine: AsyncElasticsearch, empty_index: str) -> None:
    await write(engine, empty_index, DUNE)
    await engine.indices.refresh(index=empty_index)
    await write(engine, empty_index, DUNE | {"title": "Solaris"})
    before = await engine.get(index=empty_index, id="dune", realtime=False)
    await engine.indices.refresh(index=empty_index)
    after = await engine.get(index=empty_index, id="dune", realtime=False)

    assert (before["_source"]["title"], after["_source"]["title"]) == ("Dune", "Solaris")


@pytest.mark.parametrize("absent", ["nobody", "Solaris", "solaris ", "ёлки", "solaris/again", "*"])
async def test_an_absent_id_is_not_found(engine: AsyncElasticsearch, films_index: str, absent: str) -> None:
    with pytest.raises(NotFoundError) as refusal:
        await engine.get(index=films_index, id=absent, realtime=False)

    assert refusal.value.status_code == 404
    assert refusal.value.body == {"_index": films_index, "_id": absent, "found": False}


async def test_documents_are_returned_unchanged(engine: AsyncElasticsearch, films_index: str) -> None:
    for sent in FILMS:
        shown = await engine.get(index=films_index, id=sent["id"], realtime=False)
        assert shown["_source"] == sent


@pytest.mark.parametrize(
    ("includes", "shown"),
    [
        (["title"], {"title": "Solaris"}),
        (["title", "votes"], {"title": "Solaris", "votes": 100_000}),
        (["directors.full_name"], {"directors": [{"full_name": "Andrei Tarkovsky"}]}),
        (["budget"], {}),
    ],
    ids=str,
)
async def test_a_request_may_ask_for_some_fields_only(
    engine: AsyncElasticsearch, films_index: str, includes: list[str], shown: dict[str, Any]
) -> None:
    found = await engine.get(index=films_index, id="solaris", realtime=False, source_includes=includes)

    assert found["_source"] == shown


async def test_a_document_is_found_behind_an_alias(engine: AsyncElasticsearch, films_index: str) -> None:
    alias = f"{films_index}-alias-of-get"
    await engine.indices.update_aliases(actions=[{"add": {"index": films_index, "alias": alias}}])
    found = await engine.get(index=alias, id="solaris", realtime=False)
    await engine.indices.update_aliases(actions=[{"remove": {"index": films_index, "alias": alias}}])

    assert (found["_index"], found["_source"]["title"]) == (films_index, "Solaris")
