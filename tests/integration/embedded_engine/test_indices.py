"""Indices and aliases come, change and go in whole steps."""

import errno
import gc
import os
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import ApiError, AsyncElasticsearch, BadRequestError, NotFoundError
from elasticsearch import ConnectionError as NodeConnectionError

from embedded_engine.storage.index import Index
from embedded_engine.storage.indices import Indices

from .conftest import BODY, connect, load


async def test_an_index_is_shown_as_it_was_created(client: AsyncElasticsearch) -> None:
    await load(client, [])

    shown = (await client.indices.get(index="films"))["films"]

    assert shown["mappings"] == BODY["mappings"]
    assert shown["settings"]["index"]["analysis"] == BODY["settings"]["analysis"]
    assert shown["settings"]["index"]["number_of_shards"] == "1"
    assert shown["aliases"] == {}


async def test_aliases_move_in_one_step_and_outlive_the_node(tmp_path: Path) -> None:
    async with connect(tmp_path) as client:
        await load(client, [{"id": "1"}], "films-1")
        await load(client, [{"id": "1"}, {"id": "2"}], "films-2")
        await client.indices.update_aliases(actions=[{"add": {"index": "films-1", "alias": "films"}}])
        assert (await client.search(index="films"))["hits"]["total"]["value"] == 1

        actions = [{"add": {"index": "films-2", "alias": "films"}}, {"remove_index": {"index": "films-1"}}]
        await client.indices.update_aliases(actions=actions)

    async with connect(tmp_path) as client:
        assert (await client.search(index="films"))["hits"]["total"]["value"] == 2
        assert list(await client.indices.get(index="films-*")) == ["films-2"]
        assert await client.indices.get_alias(name="films") == {"films-2": {"aliases": {"films": {}}}}


async def test_a_change_of_aliases_happens_wholly_or_not_at_all(client: AsyncElasticsearch) -> None:
    await load(client, [])
    actions = [{"add": {"index": "films", "alias": "new"}}, {"add": {"index": "absent", "alias": "new"}}]

    with pytest.raises(NotFoundError):
        await client.indices.update_aliases(actions=actions)

    assert not await client.indices.exists_alias(name="new")


async def test_a_removed_index_is_gone_for_other_nodes_too(tmp_path: Path) -> None:
    async with connect(tmp_path) as client, connect(tmp_path) as other:
        await load(client, [{"id": "1"}])
        assert (await other.search(index="films"))["hits"]["total"]["value"] == 1

        await client.indices.delete(index="films")
        with pytest.raises(NotFoundError) as missing:
            await other.search(index="films")
        assert missing.value.error == "index_not_found_exception"

        await load(client, [{"id": "1"}, {"id": "2"}])
        assert (await other.search(index="films"))["hits"]["total"]["value"] == 2


async def test_an_index_that_another_node_replaced_is_let_go_of(tmp_path: Path) -> None:
    async with connect(tmp_path) as client, connect(tmp_path) as other:
        for number in range(4):
            await load(client, [{"id": "1"}], f"films-{number}")
            actions = [{"add": {"index": f"films-{number}", "alias": "films"}}]
            former = [{"remove_index": {"index": f"films-{number - 1}"}}] if number else []
            await client.indices.update_aliases(actions=[*actions, *former])
            assert (await other.search(index="films"))["hits"]["total"]["value"] == 1

        gc.collect()
        assert {each.name for each in gc.get_objects() if type(each) is Index and tmp_path in each.folder.parents} == {
            "films-3"
        }


async def test_an_absent_index_is_refused_unless_absence_is_allowed(client: AsyncElasticsearch) -> None:
    assert not await client.indices.exists(index="films")
    assert await client.indices.get(index="films-*") == {}
    await client.indices.delete(index="films", ignore_unavailable=True)
    with pytest.raises(NotFoundError):
        await client.indices.delete(index="films")


async def test_an_index_name_cannot_be_used_twice(client: AsyncElasticsearch) -> None:
    await load(client, [])

    with pytest.raises(BadRequestError) as taken:
        await client.indices.create(index="films", **BODY)

    assert taken.value.error == "resource_already_exists_exception"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"mappings": {"properties": {}}}, "dynamic"),
        ({"mappings": {"dynamic": "strict", "properties": {"a": {"type": "nested"}}}}, "nested"),
        ({"mappings": {"dynamic": "strict", "properties": {"a": {"type": "keyword", "index": False}}}}, "index"),
        ({"mappings": {"dynamic": "strict", "properties": {"a": {"type": "date", "format": "yyyy"}}}}, "yyyy"),
        ({"mappings": {"dynamic": "strict", "properties": {"a": {"type": "text"}}}}, "standard"),
        ({"settings": {"analysis": {"filter": {"a": {"type": "stop"}}}}}, "stop"),
        ({"settings": {"analysis": {"tokenizer": {"a": {"type": "standard"}}, "nope": {}}}}, "nope"),
        ({"settings": {"max_result_window": 5}}, "max_result_window"),
        ({"aliases": {"films": {}}}, "aliases"),
    ],
)
async def test_a_refusal_names_the_unsupported_part(
    client: AsyncElasticsearch, change: dict[str, Any], named: str
) -> None:
    with pytest.raises(BadRequestError, match=named) as refused:
        await client.indices.create(index="films", **{"mappings": {"dynamic": "strict"}, **change})

    assert refused.value.status_code == 400
    assert not await client.indices.exists(index="films")


_FILTERS = {
    "rules of several words": {"type": "synonym", "synonyms": ["new york => ny"]},
    "a replacement of several words": {"type": "synonym", "synonyms": ["ny => new york"]},
    "words that stand for each other": {"type": "synonym", "synonyms": ["two, 2"]},
    "an alternative": {"type": "synonym", "synonyms": ["two => 2, ii"]},
    "an escape": {"type": "synonym", "synonyms": ["c\\+\\+ => cpp"]},
    "nothing on the left": {"type": "synonym", "synonyms": ["=> 20"]},
    "two rules for a word": {"type": "synonym", "synonyms": ["two => 2", "TWO => ii"]},
    "no rules": {"type": "synonym"},
    "an unknown parameter of synonyms": {"type": "synonym", "synonyms": ["a => b"], "expand": True},
    "an unknown parameter of shingles": {"type": "shingle", "filler_token": "-"},
    "an unknown parameter of starts": {"type": "edge_ngram", "side": "back"},
    "a size of letters": {"type": "shingle", "max_shingle_size": "many"},
    "a list for a language": {"type": "stemmer", "language": ["russian"]},
}


def index_of(*filters: dict[str, Any], **field: Any) -> dict[str, Any]:
    """What creates an index with an analyzer `own` of these filters, and a field of it."""
    names = [f"own_{number}" for number in range(len(filters))]
    analysis = {
        "tokenizer": {"words": {"type": "pattern", "pattern": r"\w+", "group": 0}},
        "filter": dict(zip(names, filters, strict=True)),
        "analyzer": {"own": {"type": "custom", "tokenizer": "words", "filter": ["lowercase", *names]}},
    }
    properties = {"title": {"type": "text", "analyzer": "own", **field}}
    return {"settings": {"analysis": analysis}, "mappings": {"dynamic": "strict", "properties": properties}}


@pytest.mark.parametrize("body", [pytest.param(body, id=idea) for idea, body in _FILTERS.items()])
async def test_a_refusal_names_the_unsupported_filter(client: AsyncElasticsearch, body: dict[str, Any]) -> None:
    with pytest.raises(BadRequestError, match=r"filter \[own_0\]"):
        await client.indices.create(index="films", **index_of(body))


@pytest.mark.parametrize("before", [{"type": "edge_ngram"}, {"type": "shingle"}], ids=lambda body: body["type"])
async def test_filters_of_words_are_refused_after_filters_that_keep_no_words(
    client: AsyncElasticsearch, before: dict[str, Any]
) -> None:
    with pytest.raises(BadRequestError, match="after any of edge_ngram or shingle"):
        await client.indices.create(index="films", **index_of(before, {"type": "shingle"}))


async def test_tokens_that_share_a_position_are_indexed_without_positions_only(client: AsyncElasticsearch) -> None:
    with pytest.raises(BadRequestError, match=r"index_options.*supported: \[docs, freqs\]"):
        await client.indices.create(index="films", **index_of({"type": "shingle"}))

    await client.indices.create(index="films", **index_of({"type": "shingle"}, index_options="docs"))


async def test_the_node_describes_itself(client: AsyncElasticsearch) -> None:
    assert await client.ping()
    assert (await client.info())["tagline"] == "You Know, for Search"
    assert (await client.cluster.health(wait_for_status="yellow"))["status"] == "green"


async def test_unknown_requests_and_parameters_are_refused(client: AsyncElasticsearch) -> None:
    await load(client, [])
    with pytest.raises(ApiError, match="unrecognized parameter"):
        await client.search(index="films", routing="x")
    with pytest.raises(ApiError, match="no handler found") as refused:
        await client.count(index="films")

    reason = refused.value.body["error"]["reason"]
    assert "POST /{index}/_search" in reason
    assert "GET /{index}/_doc/{name}" in reason
    assert "<" not in reason


async def test_analyze_returns_the_tokens(client: AsyncElasticsearch) -> None:
    await load(client, [])

    async def tokens(**how: Any) -> list[str]:
        answer = await client.indices.analyze(index="films", **how)
        return [token["token"] for token in answer["tokens"]]

    assert await tokens(analyzer="stemmed", text="Ocean's Running ёлки") == ["ocean", "run", "елк"]
    assert await tokens(field="title.raw", text="Два ёжа, Café") == ["два ежа, cafe"]
    assert await tokens(normalizer="folded", text="ALIEN") == ["alien"]


async def test_several_aliases_are_shown_together_and_missing_ones_named(client: AsyncElasticsearch) -> None:
    await client.indices.create(index="films-1", **BODY)
    await client.indices.update_aliases(
        actions=[{"add": {"index": "films-1", "alias": alias}} for alias in ("films", "movies")]
    )

    assert await client.indices.get_alias(name="films,movies") == {"films-1": {"aliases": {"films": {}, "movies": {}}}}
    with pytest.raises(NotFoundError) as caught:
        await client.indices.get_alias(name="films,b,a")
    assert caught.value.body == {
        "error": "aliases [a,b] missing",
        "status": 404,
        "films-1": {"aliases": {"films": {}}},
    }


async def test_several_indices_are_deleted_together_or_not_at_all(client: AsyncElasticsearch) -> None:
    for name in ("films-1", "films-2", "films-3"):
        await client.indices.create(index=name, **BODY)
    with pytest.raises(NotFoundError):
        await client.indices.delete(index="films-1,absent")
    assert await client.indices.exists(index="films-1")

    await client.indices.delete(index="films-1,absent,films-2", ignore_unavailable=True)

    assert list(await client.indices.get(index="films-*")) == ["films-3"]


_DAMAGES = {
    "nothing": b"",
    "a part of it": b'{"films": ["films-',
    "no text": b"\xff\x00",
    "a list": b"[]",
    "null": b"null",
    "other keys": b'{"a": {"b": 1}}',
    "numbers": b'{"films": [1], "layout": "3"}',
}


@pytest.mark.parametrize("file", ["aliases.json", "indices/films-1/index.json"])
@pytest.mark.parametrize("content", [pytest.param(content, id=what) for what, content in _DAMAGES.items()])
async def test_a_damaged_file_is_named_with_the_remedy_and_the_remedy_helps(
    tmp_path: Path, file: str, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async with connect(tmp_path) as client:
        await load(client, [{"id": "1"}], "films-1")
        await client.indices.update_aliases(actions=[{"add": {"index": "films-1", "alias": "films"}}])
    (tmp_path / file).write_bytes(content)

    async with connect(tmp_path) as client:
        for ask in (client.indices.get(index="films"), client.search(index="films")):
            with pytest.raises(NodeConnectionError) as failed:
                await ask
            assert failed.value.message.startswith(f"{tmp_path / file}: damaged (")
            assert failed.value.message.endswith("); move it away and load again")
        (tmp_path / file).unlink()
        await load(client, [{"id": "1"}, {"id": "2"}], "films-2")
        await client.indices.update_aliases(actions=[{"add": {"index": "films-2", "alias": "films"}}])

        assert (await client.search(index="films"))["hits"]["total"]["value"] == 2
    assert caplog.records == []


async def test_a_damaged_index_is_named_with_the_remedy(tmp_path: Path, client: AsyncElasticsearch) -> None:
    await load(client, [{"id": "1"}])
    (tmp_path / "indices/films/meta.json").write_bytes(b"{")

    async with connect(tmp_path) as other:
        for each in (client, other):  # one that has the index open, and one that has not
            with pytest.raises(NodeConnectionError) as failed:
                await each.search(index="films")
            assert failed.value.message.startswith(f"{tmp_path}/indices/films: damaged (")


async def test_damage_in_which_tantivy_panics_is_an_answer(tmp_path: Path, client: AsyncElasticsearch) -> None:
    await load(client, [{"id": str(number), "title": f"Alien {number}"} for number in range(300)])
    for file in tmp_path.glob("indices/films/*.idx"):  # noqa: ASYNC240
        content = file.read_bytes()
        file.write_bytes(b"\xff" * (len(content) - 200) + content[-200:])

    async with connect(tmp_path) as other:
        with pytest.raises(ApiError) as failed:
            await other.search(index="films", query={"match": {"title": "alien"}})
    assert failed.value.status_code == 500
    assert "PanicException" in failed.value.body["error"]["reason"]


@pytest.mark.parametrize("content", [b"", b"\xff" * 7, b"\xff" * 100, b"{}\x02\0\0\0\x39\x05\0\0", b"\0" * 100])
async def test_a_file_without_a_checksum_is_damaged(tmp_path: Path, client: AsyncElasticsearch, content: bytes) -> None:
    await load(client, [{"id": "1"}])
    await client.indices.update_aliases(actions=[{"add": {"index": "films", "alias": "movies"}}])
    indices = Indices(tmp_path)
    indices.compare_checksums()
    (file,) = tmp_path.glob("indices/films/*.store")  # noqa: ASYNC240
    file.write_bytes(content)

    with pytest.raises(OSError, match=r"damaged \(.*\.store does not have its checksum\)"):
        indices.compare_checksums()


async def test_deletions_that_are_still_being_written_are_no_damage(tmp_path: Path, client: AsyncElasticsearch) -> None:
    await load(client, [{"id": "1"}, {"id": "2"}])
    await client.bulk(index="films", operations=[{"index": {"_id": "2"}}, {"id": "2"}], refresh=True)
    await client.indices.update_aliases(actions=[{"add": {"index": "films", "alias": "movies"}}])
    (in_use,) = tmp_path.glob("indices/films/*.del")  # noqa: ASYNC240
    segment = in_use.name.partition(".")[0]
    in_use.with_name(f"{segment}.999.del").write_bytes(b"\xff")
    indices = Indices(tmp_path)
    indices.compare_checksums()
    in_use.write_bytes(b"\xff")

    with pytest.raises(OSError, match=r"damaged \(.*\.del does not have its checksum\)"):
        indices.compare_checksums()


async def test_what_a_killed_process_left_half_removed_is_removed(tmp_path: Path, client: AsyncElasticsearch) -> None:
    await load(client, [{"id": "1"}], "films-1")
    (tmp_path / "indices/films-1").rename(tmp_path / "indices/.tmp-1f2e")
    (tmp_path / ".tmp-3d4c").write_bytes(b"{")

    await load(client, [{"id": "1"}], "films-2")

    assert {path.name for path in tmp_path.glob("*")} == {"indices", "lock"}  # noqa: ASYNC240
    assert {path.name for path in tmp_path.glob("indices/*")} == {"films-2"}  # noqa: ASYNC240


async def test_what_is_half_made_in_a_data_folder_within_another_is_left_alone(
    tmp_path: Path, client: AsyncElasticsearch
) -> None:
    half_made = tmp_path / "films/.tmp-3d4c"
    half_made.parent.mkdir()
    half_made.write_bytes(b"{")

    await load(client, [{"id": "1"}])

    assert half_made.exists()


@pytest.mark.parametrize(("blocked", "what"), [("lock", "the data folder"), ("indices", "index [films]")])
async def test_what_cannot_be_written_is_named(
    tmp_path: Path, client: AsyncElasticsearch, blocked: str, what: str
) -> None:
    (tmp_path / blocked).symlink_to("/proc/nothing")  # nobody may write there

    with pytest.raises(ApiError) as failed:
        await client.indices.create(index="films", **BODY)

    assert (failed.value.status_code, failed.value.error) == (500, "i_o_exception")
    assert failed.value.body["error"]["reason"].startswith(f"{what} cannot be written: ")


async def test_aliases_that_the_full_disk_does_not_take_stay_as_they_were(
    tmp_path: Path, client: AsyncElasticsearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    await load(client, [{"id": "1"}])
    add = {"add": {"index": "films", "alias": "movies"}}

    def fill_up(path: Path, _target: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", fill_up)
        with pytest.raises(ApiError, match="the list of aliases cannot be written: no space left on the device"):
            await client.indices.update_aliases(actions=[add])

    assert {path.name for path in tmp_path.glob("*")} == {"indices", "lock"}  # noqa: ASYNC240
    await client.indices.update_aliases(actions=[add])
    assert (await client.search(index="movies"))["hits"]["total"]["value"] == 1
