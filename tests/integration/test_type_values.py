"""Values decide which column of films holds types, if its name does not say it."""

from pathlib import Path

import pytest

from etl.inspect import inspect_database
from etl.sources.registry import SOURCES
from tests.fixtures.sqlite_films import read_sqlite, run_script, sqlite_request

_KINDS = "CREATE TABLE sorts (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO sorts VALUES (1, 'Фильм'), (2, 'Сериал')"


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("format TEXT", ("'m'", "'s'")),
        ("vid TEXT", ("'Movie'", "'TV Show'")),
        ("sort_id INTEGER REFERENCES sorts", ("1", "2")),
        ("is_series TEXT", ("'False'", "'True'")),
        ("is_series VARCHAR(5)", ("'no'", "'yes'")),
        ("is_movie TEXT", ("'да'", "'нет'")),
    ],
)
async def test_the_column_with_values_that_are_types_is_read(
    tmp_path: Path, column: str, values: tuple[str, str]
) -> None:
    file, mapping = _made(tmp_path, column, values), tmp_path / "catalogue.toml"
    films, rejects = await read_sqlite(file)

    assert [(film.title, film.type) for film in films] == [("Alpha", "movie"), ("Beta", "tv_show")]
    assert not rejects.counts
    with (tmp_path / "said").open("w") as stream:
        assert await inspect_database(SOURCES["sqlite"], sqlite_request(file), stream, mapping)
    assert (await read_sqlite(file, mapping=str(mapping)))[0] == films


@pytest.mark.parametrize("values", [("'T'", "'F'"), ("'film'", "'Short'"), ("'tv'", "'web'"), ("NULL", "NULL")])
async def test_a_column_of_flags_or_other_words_holds_no_types(tmp_path: Path, values: tuple[str, str]) -> None:
    films, _ = await read_sqlite(_made(tmp_path, "vid TEXT", values))

    assert [film.type for film in films] == ["movie", "movie"]


@pytest.mark.parametrize("before", ["movie_", "mov_"])
async def test_the_column_may_begin_with_own_words_as_all_others_do(tmp_path: Path, before: str) -> None:
    names = ", ".join(f"{before}{name}" for name in ("id INTEGER PRIMARY KEY", "title", "year", "kind_of"))
    rows = "INSERT INTO movie VALUES (1, 'Alpha', 1999, 'Film'), (2, 'Beta', 2001, 'Series')"
    films, _ = await read_sqlite(run_script(tmp_path / "a.db", f"CREATE TABLE movie ({names})", rows))

    assert [film.type for film in films] == ["movie", "tv_show"]


@pytest.mark.parametrize(("series", "columns"), [("series", "id, seasons INTEGER"), ("app_tv_shows", "film_ptr_id")])
async def test_films_with_a_row_in_a_table_of_series_are_such(tmp_path: Path, series: str, columns: str) -> None:
    key, _, others = columns.partition(",")
    file = run_script(
        _made(tmp_path, "note TEXT", ("'a'", "'b'")),
        f"CREATE TABLE {series} ({key} INTEGER PRIMARY KEY REFERENCES films{others and ','}{others})",
        f"INSERT INTO {series} ({key}) VALUES (2)",
    )
    films, _ = await read_sqlite(file)

    assert [(film.title, film.type) for film in films] == [("Alpha", "movie"), ("Beta", "tv_show")]


@pytest.mark.parametrize("series", ["id INTEGER PRIMARY KEY", "film_id INTEGER REFERENCES films, id INTEGER"])
async def test_a_table_of_series_without_their_keys_says_no_types(tmp_path: Path, series: str) -> None:
    file = run_script(_made(tmp_path, "note TEXT", ("'a'", "'b'")), f"CREATE TABLE series ({series}, seasons INTEGER)")
    films, _ = await read_sqlite(file)

    assert [film.type for film in films] == ["movie", "movie"]


@pytest.mark.parametrize("names", ["id INTEGER PRIMARY KEY, name", "t_id INTEGER PRIMARY KEY, t_name"])
async def test_a_number_is_the_key_of_a_table_that_is_called_like_its_column(tmp_path: Path, names: str) -> None:
    file = run_script(
        _made(tmp_path, "type INTEGER", ("7", "9")),
        f"CREATE TABLE film_type ({names} TEXT); INSERT INTO film_type VALUES (7, 'Film'), (9, 'Serial')",
    )
    films, _ = await read_sqlite(file)

    assert [film.type for film in films] == ["movie", "tv_show"]


def _made(folder: Path, column: str, values: tuple[str, str]) -> Path:
    films = f"CREATE TABLE films (id INTEGER PRIMARY KEY, title TEXT, year INTEGER, {column})"
    rows = f"INSERT INTO films VALUES (1, 'Alpha', 1999, {values[0]}), (2, 'Beta', 2001, {values[1]})"
    return run_script(folder / "a.db", _KINDS, films, rows)
