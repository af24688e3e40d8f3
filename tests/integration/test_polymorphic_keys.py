"""Keys that lead to the table that a column beside them names."""

import pytest

from etl.errors import SourceError
from tests.integration.conftest import ReadScript

_SCHEMA = """
    CREATE TABLE movies (id INTEGER PRIMARY KEY, title TEXT);
    CREATE TABLE tv_shows (id INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT);
    INSERT INTO movies VALUES (1, 'Heat'), (2, 'Alien');
    INSERT INTO tv_shows VALUES (1, 'Lost');
    INSERT INTO people VALUES (1, 'Ada Moor'), (2, 'Ben Rusk')
"""


@pytest.mark.parametrize(
    ("pair", "movie", "show", "other"),
    [
        ("creditable", "App\\Models\\Movie", "App\\Models\\TvShow", "App\\Models\\Album"),
        ("creditable", "Movie", "TvShow", "Album"),
        ("media", "movies", "tv_shows", ""),
        ("media", "movie", "tv", "person"),
        ("media", "film", "series", "person"),
        ("owner", "app.movie", "app.tv_show", "app.movie_night"),
    ],
)
async def test_films_and_series_have_the_people_of_their_type(
    read_script: ReadScript, pair: str, movie: str, show: str, other: str
) -> None:
    rows = (
        f"(1, 1, '{movie}', 'actor'), (1, 2, '{show}', 'actor'), (2, 2, '{movie}', 'director'), (9, 1, '{other}', 'x')"
    )
    credits_ = f"CREATE TABLE credits ({pair}_id INTEGER, person_id INTEGER, {pair}_type VARCHAR(255), role TEXT)"
    films, rejects = await read_script(f"{_SCHEMA}; {credits_}; INSERT INTO credits VALUES {rows}")

    assert {
        film.title: (film.type, [person.full_name for person in (*film.actors, *film.directors)]) for film in films
    } == {
        "Heat": ("movie", ["Ada Moor"]),
        "Alien": ("movie", ["Ben Rusk"]),
        "Lost": ("tv_show", ["Ben Rusk"]),
    }
    assert not rejects.counts


async def test_types_that_name_no_films_link_none(read_script: ReadScript) -> None:
    credits_ = "CREATE TABLE credits (creditable_id INTEGER, person_id INTEGER, creditable_type TEXT, role TEXT)"
    with pytest.raises(SourceError, match="no table links"):
        await read_script(f"{_SCHEMA}; {credits_}; INSERT INTO credits VALUES (1, 1, 'Album', 'actor')")


async def test_a_type_beside_an_id_is_that_of_the_row(read_script: ReadScript) -> None:
    credits_ = "CREATE TABLE credits (id INTEGER, movie_id INTEGER, person_id INTEGER, type TEXT, role TEXT)"
    rows = "(7, 1, 1, 'movie', 'actor'), (8, 2, 2, 'movie', 'director')"
    films, _ = await read_script(f"{_SCHEMA}; DROP TABLE tv_shows; {credits_}; INSERT INTO credits VALUES {rows}")

    assert [[person.full_name for person in (*film.actors, *film.directors)] for film in films] == [
        ["Ada Moor"],
        ["Ben Rusk"],
    ]


@pytest.mark.parametrize("other", ["tv", "short"])
async def test_types_without_a_table_are_those_of_films(read_script: ReadScript, other: str) -> None:
    credits_ = "CREATE TABLE credits (media_id INTEGER, media_type TEXT, person_id INTEGER, role TEXT)"
    rows = f"(1, 'movie', 1, 'actor'), (2, '{other}', 2, 'director')"
    films, _ = await read_script(f"{_SCHEMA}; DROP TABLE tv_shows; {credits_}; INSERT INTO credits VALUES {rows}")

    assert [[person.full_name for person in (*film.actors, *film.directors)] for film in films] == [
        ["Ada Moor"],
        ["Ben Rusk"],
    ]


async def test_a_type_of_genres_beside_a_key_of_films_is_theirs(read_script: ReadScript) -> None:
    genres = "CREATE TABLE genres (id INTEGER, name TEXT); INSERT INTO genres VALUES (1, 'War'), (2, 'Noir')"
    links = "CREATE TABLE movie_genres (movie_id INTEGER, genre_id INTEGER, genre_type TEXT)"
    rows = "INSERT INTO movie_genres VALUES (1, 2, 'movie'), (2, 1, 'movie')"
    films, _ = await read_script(f"{_SCHEMA}; DROP TABLE tv_shows; DROP TABLE people; {genres}; {links}; {rows}")

    assert [[genre.name for genre in film.genres] for film in films] == [["Noir"], ["War"]]
