"""A full load where the engine's answer is lost at the worst moment, and the names of indices."""

import asyncio
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Self, cast

import pytest
from elastic_transport import ApiResponseMeta, ConnectionTimeout, HttpHeaders, NodeConfig
from elasticsearch import AsyncElasticsearch, NotFoundError
from elasticsearch.dsl import AsyncDocument, Keyword

from catalogue.documents import FilmDocument
from etl import load
from etl.errors import EngineRequestError
from etl.index_names import body_hash, is_index_name, new_index_name
from etl.load import Layout, Pipeline, load_indices


class GenreLike(AsyncDocument):
    id = Keyword()

    class Index:
        name = "genres"


class Indices:
    """Indices and one alias in memory, and a swap whose answer may get lost before or after it is done."""

    def __init__(self, swap: str) -> None:
        self.swap = swap
        self.names = {"genres-old"}
        self.behind_alias = {"genres-old"}
        self.swapping = asyncio.Event()

    async def get(self, *, index: str) -> dict[str, Any]:
        assert index == "genres"
        if not self.behind_alias:
            meta = ApiResponseMeta(404, "1.1", HttpHeaders(), 0.1, NodeConfig("http", "localhost", 9200))
            raise NotFoundError("index_not_found_exception", meta, {})
        return {name: {} for name in self.behind_alias}

    async def create(self, *, index: str, **_: object) -> None:
        self.names.add(index)

    async def refresh(self, *, index: str) -> None:
        assert index in self.names

    async def delete(self, *, index: str, ignore_unavailable: bool) -> None:
        assert ignore_unavailable
        self.names -= set(index.split(","))

    async def update_aliases(self, *, actions: list[dict[str, Any]]) -> None:
        self.swapping.set()
        await asyncio.sleep(0.01)
        if self.swap == "not done, answer lost":
            raise ConnectionTimeout("no answer")
        for action in actions:
            if "add" in action:
                self.behind_alias.add(action["add"]["index"])
            else:
                self.behind_alias.remove(action["remove"]["index"])
        if self.swap == "done, answer lost":
            raise ConnectionTimeout("no answer")

    async def forcemerge(self, *, index: str, **_: object) -> None:
        assert index in self.behind_alias
        raise ConnectionTimeout("no answer")  # a load does not depend on it


class Engine:
    """As much of a client as a load of one document needs."""

    def __init__(self, swap: str = "done") -> None:
        self.indices = Indices(swap)

    def options(self, **_: object) -> Self:
        return self

    async def bulk(self, **_: object) -> dict[str, Any]:
        return {"errors": False, "items": []}

    async def search(self, **_: object) -> dict[str, Any]:
        return {"hits": {"total": {"value": 1}}}


async def load_one(client: Engine) -> load.Loaded:
    (loaded,) = await load_indices(
        cast("AsyncElasticsearch", client), [Pipeline(GenreLike, [{"id": "1"}], dict)], Layout()
    )
    return loaded


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "REMOVAL_DELAY_S", 0.0)


@pytest.mark.parametrize("swap", ["done", "done, answer lost"])
async def test_a_swap_that_was_done_is_a_load_whether_or_not_its_answer_came(swap: str) -> None:
    client = Engine(swap)
    loaded = await load_one(client)
    assert (loaded.documents, loaded.replaced) == (1, ("genres-old",))
    assert client.indices.behind_alias == client.indices.names == {loaded.index}


async def test_a_swap_that_may_yet_be_done_removes_no_index() -> None:
    client = Engine("not done, answer lost")
    with pytest.raises(EngineRequestError, match="the engine does not answer: no answer"):
        await load_one(client)
    assert client.indices.behind_alias == {"genres-old"}
    assert len(client.indices.names) == 2


async def test_a_load_cancelled_while_it_swaps_serves_the_new_index() -> None:
    client = Engine()
    loading = asyncio.create_task(load_one(client))
    await client.indices.swapping.wait()
    loading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await loading
    assert "genres-old" not in client.indices.names
    assert client.indices.behind_alias == client.indices.names


async def test_a_source_that_fails_leaves_no_index_behind() -> None:
    def failing() -> Iterator[dict[str, str]]:
        yield {"id": "1"}
        raise OSError("the disk is gone")

    client = Engine()
    with pytest.raises(OSError, match="the disk is gone"):
        await load_indices(cast("AsyncElasticsearch", client), [Pipeline(GenreLike, failing(), dict)], Layout())
    assert client.indices.names == client.indices.behind_alias == {"genres-old"}


def test_an_index_is_named_by_its_body_and_time() -> None:
    now = datetime(2026, 11, 23, 21, 25, 7, tzinfo=UTC)
    names = {new_index_name(FilmDocument, now) for _ in range(5)}
    assert len(names) > 1
    assert all(re.fullmatch(r"movies-[0-9a-f]{12}-20261123t212507z-[0-9a-f]{4}", name) for name in names)
    assert all(is_index_name(name, "movies") for name in names)
    assert not any(is_index_name(f"{name}-copy", "movies") or is_index_name(name, "genres") for name in names)


def test_the_hash_is_of_the_body_alone() -> None:
    class Same(AsyncDocument):
        id = Keyword()

        class Index:
            name = "others"

    class Wider(AsyncDocument):
        id = Keyword()
        name = Keyword()

        class Index:
            name = "genres"

    assert body_hash(GenreLike) == body_hash(Same) != body_hash(Wider)
