"""Film searches by words: what is found, and what has to come first. Other orders by score are each engine's own."""

from urllib.parse import quote

import pytest
from elasticsearch import AsyncElasticsearch

from movies.films import FilmSearch


async def films_of(engine: AsyncElasticsearch, index: str, raw: str) -> list[str]:
    search = FilmSearch.parse(raw.encode()).build().to_dict()
    answer = await engine.search(index=index, body=search)
    return [hit["_id"] for hit in answer["hits"]["hits"]]


@pytest.mark.parametrize(
    ("words", "first", "others"),
    [
        ("It", "it", {"it-follows"}),
        ("it", "it", {"it-follows"}),
        ("Она", "her", {"she-said", "it", "it-follows"}),
        ("Оно", "it", {"it-follows", "her", "she-said"}),
        ("Мы", "us", set()),
        ("Us", "us", set()),
        ("елки", "trees", set()),
        ("1917", "war", set()),
        ("dune", None, {"dune", "dune-again", "dune-next"}),
        ("Dune: Part Three", "dune-next", set()),
        ("l'avventura", "avventura", set()),
        ("oceans eleven", "oceans", set()),
        ("Ocean’s Eleven", "oceans", set()),
        ("七人の侍", "samurai", set()),
        ("8½", "eight-and-a-half", set()),
        ("eight and a half", "eight-and-a-half", set()),
    ],
)
async def test_the_film_of_exactly_this_title_comes_first(
    engine: AsyncElasticsearch, films_index: str, words: str, first: str | None, others: set[str]
) -> None:
    found = await films_of(engine, films_index, f"query={quote(words)}")

    assert first is None or found[0] == first
    assert set(found) == others | ({first} if first else set())
    assert len(found) == len(set(found))


async def test_a_title_that_is_exactly_this_goes_before_a_longer_one_that_has_more_of_it(
    engine: AsyncElasticsearch, films_index: str
) -> None:
    found = await films_of(engine, films_index, "query=dune")

    assert set(found[:2]) == {"dune", "dune-again"}


async def test_equal_scores_go_by_id(engine: AsyncElasticsearch, films_index: str) -> None:
    assert await films_of(engine, films_index, f"query={quote('clooney')}&genre=Crime") == ["oceans"]
    assert await films_of(engine, films_index, "query=tarkovsky") == ["solaris", "stalker"]


@pytest.mark.parametrize("words", ["!!!", "🎬", "' '", "—"])
async def test_words_that_are_none_find_nothing(engine: AsyncElasticsearch, films_index: str, words: str) -> None:
    assert await films_of(engine, films_index, f"query={quote(words)}") == []


async def test_words_with_an_order_of_their_own(engine: AsyncElasticsearch, films_index: str) -> None:
    assert await films_of(engine, films_index, "query=dune&sort=-release_year") == ["dune-next", "dune-again", "dune"]
    assert await films_of(engine, films_index, "query=dune&sort=-imdb_rating") == ["dune-again", "dune", "dune-next"]
