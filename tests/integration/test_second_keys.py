"""Films, genres and people are found by a second key, such as their `imdb_id`, if that is what links hold."""

import pytest

from catalogue.model import Film
from tests.integration.conftest import ReadScript

_FILMS = """
    CREATE TABLE movies (id INTEGER PRIMARY KEY, imdb_id TEXT, tmdb_id INTEGER, title TEXT);
    INSERT INTO movies VALUES (1, 'tt7', 900, 'Alpha'), (2, 'tt8', 2, 'Beta'), (3, 'tt9', 950, 'Gamma');
    CREATE TABLE genres (id INTEGER PRIMARY KEY, name TEXT, tmdb_id INTEGER);
    INSERT INTO genres VALUES (1, 'Drama', 18), (2, 'War', 10752);
    CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, tmdb_id INTEGER, imdb_id TEXT);
    INSERT INTO people VALUES (1, 'Ada Moor', 31, 'nm1'), (2, 'Ben Rusk', 32, NULL), (3, 'Cem Ortak', 33, 'nm3')"""


@pytest.mark.parametrize(
    ("film", "ids"),
    [
        ("imdb_id TEXT", ("'tt7'", "'tt8'", "'tt9'")),
        ("movie_imdb_id TEXT", ("'tt7'", "'tt8'", "'tt9'")),
        ("movie_id TEXT", ("'tt7'", "'tt8'", "'tt9'")),
        ("tmdb_id INTEGER", ("900", "2", "950")),
        # the second is the first key of the same film, by chance
        ("movie_id INTEGER", ("900", "2", "950")),
        # a row without a film
        ("movie_id INTEGER", ("900", "2", "77, 1), (950")),
    ],
)
async def test_links_may_hold_second_keys_of_films(read_script: ReadScript, film: str, ids: tuple[str, ...]) -> None:
    rows = f"({ids[0]}, 1), ({ids[1]}, 2), ({ids[2]}, 2)"
    films, _ = await read_script(
        f"{_FILMS}; DROP TABLE people; CREATE TABLE movie_genres ({film}, genre_id INTEGER); "
        f"INSERT INTO movie_genres VALUES {rows}"
    )

    assert _genres(films) == [["Drama"], ["War"], ["War"]]


async def test_links_may_hold_second_keys_of_genres_and_people(read_script: ReadScript) -> None:
    films, _ = await read_script(f"""{_FILMS};
        CREATE TABLE movie_genres (movie_id INTEGER, genre_id INTEGER);
        INSERT INTO movie_genres VALUES (1, 18), (2, 10752), (3, 18);
        CREATE TABLE credits (movie_id INTEGER, person_id INTEGER, job TEXT);
        INSERT INTO credits VALUES (900, 31, 'Actor'), (2, 32, 'Actor'), (950, 33, 'Director')""")

    assert _genres(films) == [["Drama"], ["War"], ["Drama"]]
    assert [[each.full_name for each in (*film.actors, *film.directors)] for film in films] == [
        *(["Ada Moor"], ["Ben Rusk"], ["Cem Ortak"])
    ]


@pytest.mark.parametrize("row", ["(2, 2)", "(950, 2)", "(77, 2)"])
async def test_a_key_of_films_of_which_most_values_are_ids_holds_ids(read_script: ReadScript, row: str) -> None:
    links = f"INSERT INTO movie_genres VALUES (1, 1), (3, 1), {row}"
    films, _ = await read_script(
        f"{_FILMS}; DROP TABLE people; CREATE TABLE movie_genres (movie_id INTEGER, genre_id INTEGER); {links}"
    )

    assert _genres(films) == [["Drama"], ["War"] if row == "(2, 2)" else [], ["Drama"]]


async def test_ratings_are_found_by_a_second_key(read_script: ReadScript) -> None:
    ratings = "CREATE TABLE imdb_ratings (imdb_id TEXT PRIMARY KEY, rating REAL, votes INTEGER)"
    rows = "INSERT INTO imdb_ratings VALUES ('tt7', 8.1, 10), ('tt9', 7.5, 20)"
    films, _ = await read_script(f"{_FILMS}; DROP TABLE people; DROP TABLE genres; {ratings}; {rows}")

    assert [(film.imdb_rating, film.votes) for film in films] == [(8.1, 10), (None, None), (7.5, 20)]


async def test_a_copy_of_the_films_with_their_second_keys_links_nothing(read_script: ReadScript) -> None:
    columns = "id INTEGER PRIMARY KEY, imdb_id TEXT, title TEXT, genre_id INTEGER"
    films, _ = await read_script(f"""
        CREATE TABLE genres (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO genres VALUES (1, 'Drama'), (2, 'War');
        CREATE TABLE movies ({columns}); INSERT INTO movies VALUES (1, 'tt7', 'Alpha', 1);
        CREATE TABLE movies_old ({columns}); INSERT INTO movies_old VALUES (1, 'tt7', 'Alpha', 2)""")

    assert _genres(films) == [["Drama"]]


def _genres(films: list[Film]) -> list[list[str]]:
    return [[genre.name for genre in film.genres] for film in sorted(films, key=lambda film: film.title)]
