"""Ratings and votes of sites in objects of JSON, as keys of one object or with an object for each site."""

import pytest

from tests.integration.conftest import ReadScript


@pytest.mark.parametrize(
    ("column", "value", "rating", "votes"),
    [
        ("rating", '{"kp": 7.9, "imdb": 8.1}', 8.1, None),
        ("ratings", '{"tmdb": {"value": 5}, "imdb": {"value": 8.1, "votes": 1000}}', 8.1, 1000),
        ("ratings", '{"imdb": {"rating": "8.1", "numVotes": "1,000", "url": "a"}}', 8.1, 1000),
        ("score", '{"tmdb": {"average": 8.1, "count": 1000}, "users": null}', 8.1, 1000),
        ("rating", '{"value": 8.1, "votes": 1000}', 8.1, 1000),
        ("imdb", '{"rating": 8.1, "votes": 1000, "id": 7}', 8.1, 1000),
        ("votes", '{"kinopoisk": 1000, "metacritic": 7}', None, None),
        ("votes", '{"kp": 1000}', None, 1000),
        ("rating", '{"parents": {"value": 8.1}}', None, None),
    ],
)
@pytest.mark.parametrize("others", ["NULL", "'{\"imdb\": null}'", "'{\"imdb\": {}}'"])
async def test_the_number_of_a_known_site_is_read(
    read_script: ReadScript, column: str, value: str, others: str, rating: float | None, votes: int | None
) -> None:
    rows = f"(1, 'Alpha', '{value}'), (2, 'Beta', {others})"
    table = f"CREATE TABLE movies (id INTEGER PRIMARY KEY, title TEXT, {column} JSON)"
    (alpha, _), _ = await read_script(f"{table}; INSERT INTO movies VALUES {rows}")

    assert (alpha.imdb_rating, alpha.votes) == (rating, votes)
