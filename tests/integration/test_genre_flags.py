"""Genres that stand in a column each."""

from pathlib import Path

import pytest

from tests.fixtures.sqlite_films import read_sqlite, run_script


@pytest.mark.parametrize(
    ("columns", "values", "expected"),
    [
        (
            'Action INTEGER, Drama INTEGER, "Sci-Fi" INTEGER, "Children\'s" INTEGER',
            "1, 0, 1, 1",
            ["Action", "Children's", "Sci-Fi"],
        ),
        ("comedy BOOLEAN, drama BOOLEAN, science_fiction BOOLEAN", "false, true, true", ["Drama", "Science fiction"]),
        ("Action, Drama, Comedy", "NULL, NULL, NULL", []),
        ("Action INTEGER, Drama INTEGER", "1, 1", []),
        ("genres TEXT, Action INTEGER, Drama INTEGER, Comedy INTEGER", "'Western', 1, 0, 0", ["Western"]),
        ("action TEXT, drama TEXT, comedy TEXT", "'a', 'b', 'c'", []),
    ],
)
async def test_the_flags_that_are_set_are_genres(
    tmp_path: Path, columns: str, values: str, expected: list[str]
) -> None:
    script = f"""
        CREATE TABLE movies (id INTEGER PRIMARY KEY, title TEXT, {columns});
        INSERT INTO movies VALUES (1, 'Heat', {values})
    """
    (film,), rejects = await read_sqlite(run_script(tmp_path / "a.db", script))

    assert sorted(genre.name for genre in film.genres) == expected
    assert not rejects.counts


async def test_a_table_of_genres_tells_more_than_flags(tmp_path: Path) -> None:
    script = """
        CREATE TABLE movies (id INTEGER PRIMARY KEY, title TEXT, Action INTEGER, Drama INTEGER, Comedy INTEGER);
        CREATE TABLE genres (id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE movie_genres (movie_id INTEGER, genre_id INTEGER);
        INSERT INTO movies VALUES (1, 'Heat', 1, 1, 0); INSERT INTO genres VALUES (1, 'Crime');
        INSERT INTO movie_genres VALUES (1, 1)
    """
    (film,), _ = await read_sqlite(run_script(tmp_path / "a.db", script))

    assert [genre.name for genre in film.genres] == ["Crime"]
