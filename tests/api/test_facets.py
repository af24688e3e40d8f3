"""Facets of the API, as a client sees them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sanic_testing.testing import SanicASGITestClient as Client

from movies.explain.recording import RecordingEngine
from tests.fixtures.api_client import get

_FILMS = "/films"


async def test_a_list_counts_nothing_unless_asked_to(client: Client) -> None:
    assert "facets" not in await get(client, _FILMS)


async def test_each_facet_asked_for_is_answered_by_its_name(client: Client) -> None:
    body = await get(client, f"{_FILMS}?facets=type,decade&genre=western")

    assert list(body["facets"]) == ["decade", "type"]
    assert {bucket["value"]: bucket["selected"] for bucket in body["facets"]["type"]} == {"movie": False}
    assert sum(bucket["count"] for bucket in body["facets"]["decade"]) == body["total"]


async def test_the_values_of_a_facet_have_names_ids_and_counts_the_most_frequent_first(client: Client) -> None:
    body = await get(client, f"{_FILMS}?facets=genre&genre=drama")
    first, *others = body["facets"]["genre"]

    assert first == {
        "value": "Drama",
        "id": "73e68242-8e5f-5086-b576-a5e6ca2d5da3",
        "count": body["total"],
        "selected": True,
        "query": "genre_id=73e68242-8e5f-5086-b576-a5e6ca2d5da3",
    }
    assert others == sorted(others, key=lambda bucket: (-bucket["count"], bucket["value"]))
    assert not any(bucket["selected"] for bucket in others)


@pytest.mark.parametrize("facet", ["genre", "decade", "type", "rating", "director"])
async def test_the_query_of_a_bucket_asks_for_what_it_counts(client: Client, facet: str) -> None:
    buckets = (await get(client, f"{_FILMS}?facets={facet}&query=the"))["facets"][facet]

    assert buckets
    for bucket in buckets[:12]:
        body = await get(client, f"{_FILMS}?facets={facet}&query=the&{bucket['query']}")
        (selected,) = [each for each in body["facets"][facet] if each["selected"]]
        assert selected == {**bucket, "selected": True}
        assert body["total"] == bucket["count"]


async def test_links_to_other_pages_ask_for_the_same_facets(client: Client) -> None:
    body = await get(client, f"{_FILMS}?facets=type&page_size=10")
    second = await get(client, f"{_FILMS}{body['page']['next']}")

    assert second["page"]["number"] == 2
    assert second["facets"] == body["facets"]


async def test_the_order_of_names_does_not_change_the_answer(client: Client) -> None:
    _, first = await client.get(f"/api/v1{_FILMS}?facets=rating,genre")
    _, second = await client.get(f"/api/v1{_FILMS}?facets=genre&facets=rating")

    assert (first.body, first.headers["etag"]) == (second.body, second.headers["etag"])


async def test_a_filmography_counts_the_films_of_its_person(client: Client) -> None:
    person = (await get(client, "/persons?query=akira+kurosawa"))["items"][0]
    body = await get(client, f"/persons/{person['id']}/films?facets=director,decade")

    assert sum(bucket["count"] for bucket in body["facets"]["decade"]) == body["total"] > 1
    assert body["facets"]["director"][0]["value"] == "Akira Kurosawa"


async def test_persons_are_counted_by_role(client: Client) -> None:
    body = await get(client, "/persons?facets=role&role=director")
    counts = {bucket["value"]: bucket["count"] for bucket in body["facets"]["role"]}

    assert set(counts) == {"actor", "writer", "director"}
    assert counts["director"] == body["total"]


async def test_an_unknown_facet_is_refused_with_those_there_are(client: Client) -> None:
    (fault,) = (await get(client, f"{_FILMS}?facets=colour", 400))["errors"]

    assert (fault["parameter"], fault["code"]) == ("facets", "not_allowed")
    assert fault["allowed"]["enum"] == ["genre", "decade", "type", "rating", "director"]


async def test_if_only_the_closest_are_found_they_are_counted(client: Client) -> None:
    body = await get(client, f"{_FILMS}?query=godfathr&facets=type,genre&type=movie")

    assert body["match"] == "closest"
    assert [(bucket["value"], bucket["count"]) for bucket in body["facets"]["type"]] == [("movie", body["total"])]
    assert body["total"] > 0


@pytest.mark.parametrize(
    ("shards", "asked"), [(1, {"director"}), (3, {"director", "director shards", "director by text"})]
)
async def test_people_are_counted_by_as_much_as_the_number_of_shards_takes(
    make_client: Callable[..., Client],
    sample_folder: Path,
    recorded: list[RecordingEngine],
    shards: int,
    asked: set[str],
) -> None:
    client = make_client(elasticsearch_url=f"embedded:{sample_folder}", elasticsearch_shards=shards)
    body = await get(client, f"{_FILMS}?facets=director&query=seven+samurai")
    bodies = [search.body for engine in recorded for call in engine.calls for search in call.searches()]

    assert [set(body["aggs"]) for body in bodies] == [asked]
    assert [bucket["value"] for bucket in body["facets"]["director"]] == ["Akira Kurosawa"]
