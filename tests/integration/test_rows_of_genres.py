"""Names of genres in rows beside the films, without a table of genres."""

from pathlib import Path

import pytest

from tests.fixtures.sqlite_films import read_sqlite, run_script

_FILMS = "CREATE TABLE movies (id INTEGER PRIMARY KEY, title TEXT); INSERT INTO movies VALUES (1, 'Alpha'), (2, 'Beta')"


@pytest.mark.parametrize(
    "table",
    [
        "movie_genres (movie_id INTEGER, genre TEXT)|(1, 'War'), (1, 'Drama')",
        "movie_genres (id INTEGER PRIMARY KEY, movie_id INTEGER, genre TEXT)|(1, 1, 'War'), (2, 1, 'Drama')",
        "genres (id, name, movie_id INTEGER REFERENCES movies)|('a', 'War', 1), ('b', 'Drama', 1)",
        "film_genre (uuid, movie_id INTEGER, genre_name, created_at, updated_at)"
        "|('a', 1, 'War', '2021-06-16', NULL), ('b', 1, 'Drama', '2021-06-16', NULL)",
    ],
)
async def test_genres_are_made_of_the_names_in_rows(tmp_path: Path, table: str) -> None:
    columns, _, rows = table.partition("|")
    name = columns.split(maxsplit=1)[0]
    file = run_script(tmp_path / "a.db", _FILMS, f"CREATE TABLE {columns}", f"INSERT INTO {name} VALUES {rows}")
    (alpha, beta), rejects = await read_sqlite(file)

    assert [genre.name for genre in alpha.genres] == ["Drama", "War"]
    assert (beta.genres, rejects.counts) == ((), {})


@pytest.mark.parametrize("links", ["movie_genres (movie_id, genre_id)", "tags (movie_id, genre_id REFERENCES genres)"])
async def test_a_table_of_genres_to_which_links_lead_holds_no_rows_of_films(tmp_path: Path, links: str) -> None:
    genres = "CREATE TABLE genres (id INTEGER PRIMARY KEY, name TEXT, movie_id INTEGER)"
    rows = f"INSERT INTO genres VALUES (7, 'War', 1); INSERT INTO {links.split(maxsplit=1)[0]} VALUES (2, 7)"
    file = run_script(tmp_path / "a.db", _FILMS, genres, f"CREATE TABLE {links}", rows)
    films, _ = await read_sqlite(file)

    assert {film.title: [genre.name for genre in film.genres] for film in films} == {"Alpha": [], "Beta": ["War"]}
