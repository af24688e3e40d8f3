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


@pytest.mark.parametrize(
    ("columns", "alpha", "beta", "ratings", "votes"),
    [
        # what users here think, and IMDb's for one film only
        ("imdb_rating REAL, ratings JSON", """8.1, '{"average": 4.2, "count": 11}'""", "7.5, NULL", [8.1, 7.5], None),
        ("vote_average REAL, imdb JSON", """8.1, '{"rating": 7, "votes": 9}'""", "7.5, NULL", [8.1, 7.5], None),
        ("rating TEXT, ratings JSON", """'8.1', '{"value": "PG-13"}'""", "'7.5', NULL", [8.1, 7.5], None),
        ("votes INTEGER, ratings JSON", """11, '{"value": 7, "votes": 9}'""", "12, NULL", [7, None], 11),
        # the others are no ratings, or none of IMDb
        ("rating TEXT, ratings JSON", """'PG-13', '{"imdb": {"value": 7}}'""", "'R', NULL", [7, None], None),
        ("imdb_rating REAL, ratings JSON", """NULL, '{"imdb": 7}'""", "NULL, NULL", [7, None], None),
        ("vote_average REAL, rating JSON", """8.1, '{"imdb": 7}'""", """7.5, '{"imdb": 6}'""", [7, 6], None),
    ],
)
async def test_a_number_beside_an_object_is_read(
    read_script: ReadScript, columns: str, alpha: str, beta: str, ratings: list[float | None], votes: int | None
) -> None:
    table = f"CREATE TABLE movies (id INTEGER PRIMARY KEY, title TEXT, {columns})"
    rows = f"(1, 'Alpha', {alpha}), (2, 'Beta', {beta})"
    films, _ = await read_script(f"{table}; INSERT INTO movies VALUES {rows}")

    assert ([film.imdb_rating for film in films], films[0].votes) == (ratings, votes)


async def test_an_object_with_nan_is_none(read_script: ReadScript) -> None:
    table = "CREATE TABLE movies (id INTEGER PRIMARY KEY, title TEXT, rating REAL, ratings TEXT)"
    films, _ = await read_script(f"""{table}; INSERT INTO movies VALUES (1, 'Alpha', 8.1, '{{"imdb": NaN}}')""")

    assert [film.imdb_rating for film in films] == [8.1]
