"""Suggestions where nothing starts as what was typed, alike on both engines."""

import pytest
from sanic_testing.testing import SanicASGITestClient as Client

from tests.fixtures.api_client import get


async def suggested(client: Client, path: str, typed: str) -> list[str]:
    """The titles or the names that are suggested."""
    answer = await get(client, f"{path}/suggest", query=typed)
    return [item.get("title") or item["full_name"] for item in answer["items"]]


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
