"""Suggestions where nothing starts as what was typed, alike on both engines."""

from collections.abc import Callable

import pytest
from sanic_testing.testing import SanicASGITestClient as Client


@pytest.fixture
def client(make_client: Callable[..., Client], sample_url: str) -> Client:
    """A client of a service over the sample on each engine in turn."""
    return make_client(elasticsearch_url=sample_url)


async def suggested(client: Client, path: str, typed: str) -> list[str]:
    """The titles or the names that are suggested."""
    _, answer = await client.get(f"/api/v1{path}/suggest", params={"query": typed})
    assert answer.status == 200, answer.text
    return [item.get("title") or item["full_name"] for item in answer.json["items"]]


@pytest.mark.parametrize(
    ("path", "typed", "first"),
    [
        # an error in a name
        ("/films", "dune vilne", "Dune"),
        ("/films", "titanic winslot", "Titanic"),
        ("/persons", "stephen spielb", "Steven Spielberg"),
        # more errors than are forgiven in the start of a title
        ("/films", "one flu over the cuck", "One Flew Over the Cuckoo's Nest"),
        ("/films", "однждю в амер", "Once Upon a Time in America"),
    ],
)
async def test_the_closest_is_suggested_if_nothing_starts_as_typed(
    client: Client, path: str, typed: str, first: str
) -> None:
    assert (await suggested(client, path, typed))[:1] == [first]
