"""Pages ordered by several keys equal the list sorted by Python, with ties and with missing values."""

import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .conftest import connect, load

KEYS = ("rating", "votes", "released", "title.raw")

documents = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "rating": st.sampled_from([-0.0, 0.0, 7.3, 7.4, 10.0]),
            "votes": st.integers(-2, 2),
            "released": st.sampled_from(["1969-12-31", "1970-01-01", "2020-02-29"]),
            # values whose first eight bytes are equal, and an empty one
            "title": st.sampled_from(["", "a", "long title", "long title 1", "long title 2", "яблоко", "яблоки"]),
        },
    ),
    max_size=40,
)
orders = st.lists(
    st.tuples(st.sampled_from(KEYS), st.sampled_from(["asc", "desc"])), max_size=3, unique_by=lambda k: k[0]
)


@settings(max_examples=40)
@given(documents, orders, st.integers(1, 12), st.booleans(), st.randoms(use_true_random=False))
def test_a_walk_over_pages_is_the_sorted_list(
    bodies: list[dict[str, Any]], order: list[tuple[str, str]], size: int, by_score: bool, random: Any
) -> None:
    films = [{**body, "id": f"identifier-{number:03}"} for number, body in enumerate(bodies)]
    random.shuffle(films)
    sort: list[Any] = [*(["_score"] if by_score else []), *({key: {"order": way}} for key, way in order), "id"]

    assert asyncio.run(_walk(films, sort, size)) == _sorted(films, order)


@settings(max_examples=40)
@given(documents, orders, st.integers(1, 12), st.integers(1, 9), st.randoms(use_true_random=False))
def test_a_walk_by_the_values_of_the_last_hit_is_the_sorted_list(
    bodies: list[dict[str, Any]], order: list[tuple[str, str]], size: int, listed: int, random: Any
) -> None:
    films = [{**body, "id": f"identifier-{number:03}"} for number, body in enumerate(bodies)]
    random.shuffle(films)
    sort: list[Any] = [*({key: {"order": way}} for key, way in order), "id"]

    with patch("embedded_engine.search.tied_texts._LISTED", listed):
        assert asyncio.run(_walk(films, sort, size, by_values=True)) == _sorted(films, order)


@settings(max_examples=40)
@given(documents, orders, st.integers(1, 4), st.randoms(use_true_random=False))
def test_ties_of_a_score_are_ordered_however_many_there_are(
    bodies: list[dict[str, Any]], order: list[tuple[str, str]], size: int, random: Any
) -> None:
    films = [{**body, "id": f"identifier-{number:03}"} for number, body in enumerate(bodies * 8)]
    random.shuffle(films)
    rated = {"constant_score": {"filter": {"exists": {"field": "rating"}}, "boost": 2.4}}
    query = {"bool": {"must": [{"match_all": {"boost": 62.3}}], "should": [rated]}}
    by_id = {film["id"]: film for film in films}
    expected = sorted(_sorted(films, order), key=lambda film_id: "rating" not in by_id[film_id])
    sort: list[Any] = ["_score", *({key: {"order": way}} for key, way in order), "id"]

    with patch("embedded_engine.search.ordering._LOOKED_AT", 0):
        assert asyncio.run(_walk(films, sort, size, query, pages=6)) == expected[: 6 * size]


@pytest.mark.parametrize("way", ["asc", "desc"])
@pytest.mark.parametrize("key", [*KEYS, "id"])
@pytest.mark.parametrize("query", [None, {"range": {"votes": {"lte": 1}}}])
async def test_first_pages_of_a_large_index_leave_nothing_out(key: str, way: str, query: Any) -> None:
    # seven values, some of them missing, over 30 documents: ties reach across the eighth place
    values: dict[str, Callable[[int], Any]] = {
        "rating": float,
        "votes": int,
        "released": lambda n: f"20{n:02}-01-01",
        "title": lambda n: f"title {n}",
    }
    films: list[dict[str, Any]] = [
        {"id": f"{number:03}", **{name: make(number % 7) for name, make in values.items() if (number + 1) % 5}}
        for number in range(30)
    ]
    expected = _sorted([film for film in films if query is None or film.get("votes", 2) <= 1], [(key, way)])

    with patch.multiple("embedded_engine.storage.view", CUTOFF_RANK=8, _WORTH_IT=1):
        assert await _walk(films, [{key: {"order": way}}, "id"], 3, query) == expected


@settings(max_examples=20)
@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=3), max_size=40), st.integers(1, 9))
def test_a_walk_by_relevance_neither_repeats_nor_skips(titles: list[list[str]], size: int) -> None:
    films = [{"id": f"{number:03}", "title": " ".join(words)} for number, words in enumerate(titles)]
    fields = ["title", "description^2"]
    query = {"multi_match": {"query": "a b", "type": "cross_fields", "operator": "or", "fields": fields}}

    walked = asyncio.run(_walk(films, ["_score", {"id": "desc"}], size, query))

    assert sorted(walked) == [film["id"] for film in films if {"a", "b"} & set(film["title"].split())]


def _sorted(films: list[dict[str, Any]], order: list[tuple[str, str]]) -> list[str]:
    """Ids in this order, missing values last and ties by id."""
    expected = sorted(films, key=lambda film: film["id"])
    for key, way in reversed(order):
        name = key.removesuffix(".raw")
        known = [film for film in expected if name in film]
        known.sort(key=lambda film: film[name], reverse=way == "desc")
        expected = known + [film for film in expected if name not in film]
    return [film["id"] for film in expected]


async def _walk(
    films: list[dict[str, Any]],
    sort: list[Any],
    size: int,
    query: Any = None,
    pages: int | None = None,
    *,
    by_values: bool = False,
) -> list[str]:
    """The ids of all pages of this size, or of the first few; every page says how many there are.

    A page begins after the number of hits before it, or `by_values` after those of the last hit.
    """
    with tempfile.TemporaryDirectory() as folder:
        async with connect(Path(folder)) as client:
            half = len(films) // 2
            await load(client, films[:half])  # two refreshes make two segments
            operations = [line for film in films[half:] for line in ({"index": {"_id": film["id"]}}, film)]
            if operations:
                await client.bulk(index="films", operations=operations, refresh=True)
            walked: list[str] = []
            totals: set[int] = set()
            keys: list[Any] = []
            while True:
                start: Any = {"search_after": keys[-1] if keys else None} if by_values else {"from_": len(walked)}
                answer = await client.search(index="films", query=query, sort=sort, size=size, **start)
                hits = answer["hits"]["hits"]
                totals.add(answer["hits"]["total"]["value"])
                if not hits or (pages is not None and len(walked) == pages * size):
                    assert totals == {len(walked) if pages is None else len(films)}
                    if sort[0] == "_score":
                        assert [key[0] for key in keys] == sorted((key[0] for key in keys), reverse=True)
                    return walked
                walked += [hit["_id"] for hit in hits]
                keys += [hit["sort"] for hit in hits]
