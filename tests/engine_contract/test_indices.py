"""The life of an index and of its aliases."""

from collections.abc import Callable
from typing import Any

import pytest
from elasticsearch import ApiError, AsyncElasticsearch, BadRequestError, NotFoundError

from catalogue.documents import FilmDocument
from tests.fixtures.films import film
from tests.fixtures.indices import create_films, found_ids, index_body

NewName = Callable[[str], str]


def add(index: str, alias: str) -> dict[str, Any]:
    return {"add": {"index": index, "alias": alias}}


def remove(index: str, alias: str) -> dict[str, Any]:
    return {"remove": {"index": index, "alias": alias}}


def remove_index(index: str) -> dict[str, Any]:
    return {"remove_index": {"index": index}}


async def indices_of(engine: AsyncElasticsearch, alias: str) -> set[str]:
    """The indices behind an alias; empty if there is no such alias."""
    try:
        return set(await engine.indices.get_alias(name=alias))
    except NotFoundError:
        return set()


async def test_an_index_is_created_and_deleted(engine: AsyncElasticsearch, new_name: NewName) -> None:
    name = new_name("films")
    before = bool(await engine.indices.exists(index=name))
    made = await engine.indices.create(index=name, **index_body(FilmDocument))
    between = bool(await engine.indices.exists(index=name))
    removed = await engine.indices.delete(index=name)
    after = bool(await engine.indices.exists(index=name))

    assert (before, between, after) == (False, True, False)
    assert made.body == {"acknowledged": True, "shards_acknowledged": True, "index": name}
    assert removed.body == {"acknowledged": True}


async def test_an_index_shows_its_definition(engine: AsyncElasticsearch, empty_index: str) -> None:
    shown = (await engine.indices.get(index=empty_index))[empty_index]
    body = index_body(FilmDocument)

    assert shown["aliases"] == {}
    assert shown["mappings"]["dynamic"] == "strict"
    assert shown["mappings"]["properties"]["title"] == body["mappings"]["properties"]["title"]
    assert set(shown["mappings"]["properties"]) == set(body["mappings"]["properties"])
    settings = shown["settings"]["index"]
    assert (settings["refresh_interval"], settings["number_of_shards"]) == ("-1", "1")
    assert settings["provided_name"] == empty_index
    assert settings["sort"] == body["settings"]["sort"]
    assert set(settings["analysis"]["analyzer"]) == set(body["settings"]["analysis"]["analyzer"])


async def test_an_existing_index_is_not_created_again(engine: AsyncElasticsearch, empty_index: str) -> None:
    await engine.bulk(index=empty_index, operations=[{"index": {"_id": "dune"}}, film("dune", "Dune")], refresh=True)
    with pytest.raises(BadRequestError) as refusal:
        await engine.indices.create(index=empty_index, **index_body(FilmDocument))

    assert refusal.value.error == "resource_already_exists_exception"
    assert refusal.value.body["error"]["index"] == empty_index
    assert await found_ids(engine, empty_index) == ["dune"]


async def test_an_index_created_again_after_its_deletion_is_empty(engine: AsyncElasticsearch, empty_index: str) -> None:
    await engine.bulk(index=empty_index, operations=[{"index": {"_id": "dune"}}, film("dune", "Dune")], refresh=True)
    await engine.indices.delete(index=empty_index)
    await create_films(engine, empty_index, [film("solaris", "Solaris")])

    assert await found_ids(engine, empty_index) == ["solaris"]


async def test_an_absent_index_may_be_ignored(engine: AsyncElasticsearch, new_name: NewName) -> None:
    removed = await engine.indices.delete(index=new_name("absent"), ignore_unavailable=True)
    shown = await engine.indices.get(index=new_name("absent"), ignore_unavailable=True)

    assert (removed.body, shown.body) == ({"acknowledged": True}, {})


async def test_indices_are_found_by_a_pattern(engine: AsyncElasticsearch, new_name: NewName) -> None:
    for name in ("films-1", "films-2", "genres-1"):
        await create_films(engine, new_name(name))
    await engine.indices.update_aliases(actions=[add(new_name("genres-1"), new_name("alias"))])

    assert set(await engine.indices.get(index=new_name("films-*"))) == {new_name("films-1"), new_name("films-2")}
    assert set(await engine.indices.get(index=new_name("alias"))) == {new_name("genres-1")}
    assert set(await engine.indices.get(index=new_name("absent-*"))) == set()


async def test_an_alias_is_added_and_removed(engine: AsyncElasticsearch, empty_index: str, new_name: NewName) -> None:
    alias = new_name("alias")
    before = bool(await engine.indices.exists_alias(name=alias))
    added = await engine.indices.update_aliases(actions=[add(empty_index, alias)])
    shown = await engine.indices.get_alias(name=alias)
    is_seen = await engine.indices.exists_alias(name=alias) and await engine.indices.exists(index=alias)
    shown_index = (await engine.indices.get(index=alias))[empty_index]["aliases"]
    await engine.indices.update_aliases(actions=[remove(empty_index, alias)])

    assert (before, added["acknowledged"], bool(is_seen)) == (False, True, True)
    assert shown.body == {empty_index: {"aliases": {alias: {}}}}
    assert shown_index == {alias: {}}
    assert not await engine.indices.exists_alias(name=alias)
    assert await engine.indices.exists(index=empty_index)


async def test_an_alias_added_twice_is_one(engine: AsyncElasticsearch, empty_index: str, new_name: NewName) -> None:
    for _ in range(2):
        await engine.indices.update_aliases(actions=[add(empty_index, new_name("alias"))])

    assert await indices_of(engine, new_name("alias")) == {empty_index}


async def test_an_alias_moves_in_one_step(engine: AsyncElasticsearch, new_name: NewName) -> None:
    old, new, alias = (new_name(name) for name in ("old", "new", "alias"))
    await create_films(engine, old, [film("dune", "Dune")])
    await create_films(engine, new, [film("solaris", "Solaris")])
    await engine.indices.update_aliases(actions=[add(old, alias)])
    before = await found_ids(engine, alias)
    await engine.indices.update_aliases(actions=[add(new, alias), remove(old, alias)])

    assert (before, await found_ids(engine, alias)) == (["dune"], ["solaris"])
    assert await indices_of(engine, alias) == {new}
    assert await found_ids(engine, old) == ["dune"]


@pytest.mark.parametrize("is_removed_first", [True, False])
async def test_an_alias_moves_and_the_old_index_is_deleted(
    engine: AsyncElasticsearch, new_name: NewName, is_removed_first: bool
) -> None:
    old, new, alias = (new_name(name) for name in ("old", "new", "alias"))
    await create_films(engine, old, [film("dune", "Dune")])
    await create_films(engine, new, [film("solaris", "Solaris")])
    await engine.indices.update_aliases(actions=[add(old, alias)])
    actions = [remove_index(old), add(new, alias)]
    await engine.indices.update_aliases(actions=actions if is_removed_first else actions[::-1])

    assert await found_ids(engine, alias) == ["solaris"]
    assert not await engine.indices.exists(index=old)


async def test_deleting_an_index_removes_its_aliases(
    engine: AsyncElasticsearch, empty_index: str, new_name: NewName
) -> None:
    await engine.indices.update_aliases(actions=[add(empty_index, new_name("alias"))])
    await engine.indices.delete(index=empty_index)

    assert not await engine.indices.exists_alias(name=new_name("alias"))
    with pytest.raises(NotFoundError, match="index_not_found_exception"):
        await engine.search(index=new_name("alias"))


@pytest.mark.parametrize(
    ("wrong", "status", "error"),
    [
        (add("INDEX-absent", "ALIAS"), 404, "index_not_found_exception"),
        (remove_index("INDEX-absent"), 404, "index_not_found_exception"),
        (add("INDEX", "INDEX"), 400, "invalid_alias_name_exception"),
        (add("INDEX", "a,b"), 400, "invalid_alias_name_exception"),
        (add("INDEX", "a b"), 400, "invalid_alias_name_exception"),
        (add("INDEX", "_a"), 400, "invalid_alias_name_exception"),
        (remove_index("ALIAS"), 400, "illegal_argument_exception"),
        ({"nope": {"index": "INDEX"}}, 400, "x_content_parse_exception"),
        ({"add": {"index": "INDEX"}}, 400, "x_content_parse_exception"),
        ({"add": {"alias": "ALIAS"}}, 400, "x_content_parse_exception"),
    ],
    ids=str,
)
async def test_one_invalid_action_changes_nothing(
    engine: AsyncElasticsearch, new_name: NewName, wrong: dict[str, Any], status: int, error: str
) -> None:
    old, new, alias = (new_name(name) for name in ("old", "new", "alias"))
    await create_films(engine, old, [film("dune", "Dune")])
    await create_films(engine, new)
    await engine.indices.update_aliases(actions=[add(old, alias)])
    ((kind, options),) = wrong.items()
    names = {name: text.replace("INDEX", new).replace("ALIAS", alias) for name, text in options.items()}

    with pytest.raises(ApiError) as refusal:
        await engine.indices.update_aliases(actions=[add(new, alias), remove_index(old), {kind: names}])

    assert (refusal.value.status_code, refusal.value.error) == (status, error)
    assert await indices_of(engine, alias) == {old}
    assert await found_ids(engine, alias) == ["dune"]


async def test_removing_an_absent_alias_is_refused_if_it_is_the_only_action(
    engine: AsyncElasticsearch, empty_index: str, new_name: NewName
) -> None:
    with pytest.raises(NotFoundError, match="aliases_not_found_exception"):
        await engine.indices.update_aliases(actions=[remove(empty_index, new_name("absent"))])


async def test_removing_an_absent_alias_does_not_stop_other_actions(
    engine: AsyncElasticsearch, empty_index: str, new_name: NewName
) -> None:
    actions = [remove(empty_index, new_name("absent")), add(empty_index, new_name("alias"))]
    answer = await engine.indices.update_aliases(actions=actions)

    assert (answer["acknowledged"], answer["errors"]) == (True, True)
    assert [result["status"] for result in answer["action_results"]] == [404, 200]
    assert await indices_of(engine, new_name("alias")) == {empty_index}


async def test_a_request_without_actions_is_refused(engine: AsyncElasticsearch) -> None:
    with pytest.raises(BadRequestError, match="illegal_argument_exception"):
        await engine.indices.update_aliases(actions=[])


async def test_an_alias_is_neither_created_nor_deleted_like_an_index(
    engine: AsyncElasticsearch, empty_index: str, new_name: NewName
) -> None:
    alias = new_name("alias")
    await engine.indices.update_aliases(actions=[add(empty_index, alias)])

    with pytest.raises(BadRequestError, match="invalid_index_name_exception"):
        await engine.indices.create(index=alias)
    with pytest.raises(BadRequestError, match="illegal_argument_exception"):
        await engine.indices.delete(index=alias)
    assert await indices_of(engine, alias) == {empty_index}


async def test_several_aliases_are_shown_at_once(engine: AsyncElasticsearch, new_name: NewName) -> None:
    for name in ("1", "2"):
        await engine.indices.create(index=new_name(name), **index_body(FilmDocument))
        await engine.indices.update_aliases(actions=[add(new_name(name), new_name(f"alias-{name}"))])

    shown = await engine.indices.get_alias(name=f"{new_name('alias-1')},{new_name('alias-2')}")
    with pytest.raises(NotFoundError) as missing:
        await engine.indices.get_alias(name=f"{new_name('alias-1')},{new_name('absent')}")

    assert shown.body == {new_name(each): {"aliases": {new_name(f"alias-{each}"): {}}} for each in ("1", "2")}
    assert missing.value.body["error"] == f"alias [{new_name('absent')}] missing"
    assert missing.value.body[new_name("1")] == {"aliases": {new_name("alias-1"): {}}}


async def test_several_indices_are_deleted_together_or_not_at_all(
    engine: AsyncElasticsearch, new_name: NewName
) -> None:
    names = [new_name(name) for name in ("1", "2")]
    for name in names:
        await engine.indices.create(index=name, **index_body(FilmDocument))

    with pytest.raises(NotFoundError):
        await engine.indices.delete(index=f"{names[0]},{new_name('absent')}")
    kept = bool(await engine.indices.exists(index=names[0]))
    await engine.indices.delete(index=",".join(names))

    assert kept
    assert not await engine.indices.exists(index=names[0])
    assert not await engine.indices.exists(index=names[1])
